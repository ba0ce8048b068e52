import { expect, test } from "vitest";
import { isShardMessage, jobIdOf, shardOf } from "../../../../src/cluster/engines/bullmq/queue.ts";

const planHash = "0123456789abcdef".repeat(4);

test("a message is the hash of a plan and a number, of which keys and names of files can be made", () => {
  expect(isShardMessage({ planHash, shard: 12 })).toBe(true);
  for (const other of ["../../etc", planHash.toUpperCase(), `${planHash}:x`, planHash.slice(1), 7, undefined]) expect(isShardMessage({ planHash: other, shard: 12 })).toBe(false);
  for (const shard of ["12", "../12", -1, 0.5, NaN, 1e300, undefined]) expect(isShardMessage({ planHash, shard })).toBe(false);
});

test("the id of a job tells the shard, to those who know the plan", () => {
  expect(shardOf(jobIdOf({ planHash, shard: 12 }), planHash)).toBe(12);
  expect(shardOf(jobIdOf({ planHash, shard: 12 }), planHash.replace("0", "1"))).toBe(undefined);
});
