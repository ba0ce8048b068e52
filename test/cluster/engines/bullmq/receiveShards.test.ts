import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { receiveShards } from "../../../../src/cluster/engines/bullmq/receiveShards.ts";
import { redisPlace } from "../../../../src/cluster/engines/bullmq/redis.ts";
import type { ShardBytes } from "../../../../src/cluster/engines/bullmq/results.ts";
import { type DoneRecord, readShardRecord } from "../../../../src/cluster/records.ts";
import { submitToQueue } from "../../../../src/cluster/engines/bullmq/submit.ts";
import { planStatus } from "../../../../src/cluster/shardStates.ts";
import { all, compute } from "../../tinyPlan.ts";
import { doneOf } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";
import { bytesOf, throughRedis } from "./throughRedis.ts";

const never = () => false;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** A result whose record is changed, as somebody may write it who can write to the Redis. */
function told(result: ShardBytes, change: (record: DoneRecord & Record<string, any>) => object): ShardBytes {
  return { ...result, done: Buffer.from(JSON.stringify(change(JSON.parse(result.done.toString()) as DoneRecord))) };
}

/** Other contents, with a record that fits them. */
function consistent(result: ShardBytes, changes: Partial<ShardBytes>): ShardBytes {
  const changed = { ...result, ...changes };
  const [data, summary] = [changed.data, changed.summary].map((bytes) => ({ bytes: bytes.byteLength, sha256: sha256(bytes) }));
  return told(changed, (record) => ({ ...record, files: [{ ...record.files[0], ...data }, { ...record.files[1], ...summary }] }));
}

const flipped = (bytes: Buffer, at: number) => Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at] ^ 1]), bytes.subarray(at + 1)]);

describe.skipIf(noRedis !== undefined)(`results that come through Redis${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const through = throughRedis();
  const result = (shard = 1) => bytesOf(through.far(), shard);

  test("are the files that were sent; then Redis forgets them, and before, after a day", async () => {
    const { plan, results } = await through.here();
    for (const shard of [2, 0]) await results.send(shard, result(shard));
    const keys = await through.client().keys("*");
    expect(keys.length).toBe(4 + 1 + 2 * 3); // files of the plan, list, files of the shards
    for (const key of keys) expect(await through.client().ttl(key)).toBeGreaterThan(86_000);
    expect(await receiveShards(plan, results, never)).toEqual([]);
    expect(doneOf(plan)).toEqual([0, 2]);
    for (const shard of [0, 2]) expect(bytesOf(plan, shard)).toEqual(result(shard));
    expect(await through.client().keys("*results*")).toEqual([]);
  });

  test("twice are as good as once: what is done stays", async () => {
    const { plan, results } = await through.here();
    await results.send(1, result());
    await receiveShards(plan, results, never);
    await results.send(1, told(result(), (record) => ({ ...record, host: "another" })));
    expect(await receiveShards(plan, results, never)).toEqual([]);
    expect(bytesOf(plan, 1)).toEqual(result());
    expect(await results.ready()).toEqual([]);
  });

  test.each<[string, () => ShardBytes]>([
    ["a bit of the rows", () => ({ ...result(), data: flipped(result().data, 700) })],
    ["a bit of the summary", () => ({ ...result(), summary: flipped(result().summary, 50) })],
    ["rows that end too early", () => ({ ...result(), data: result().data.subarray(0, -8) })],
    ["no record", () => ({ ...result(), done: Buffer.from("{") })],
    ["a record of another shard", () => ({ ...result(), done: result(2).done })],
    ["a record of another plan", () => told(result(), (record) => ({ ...record, planHash: "0".repeat(64) }))],
    ["a record of another model", () => told(result(), (record) => ({ ...record, modelVersion: "0" }))],
    ["a record without files", () => told(result(), (record) => ({ ...record, files: [null, null] }))],
    ["rows that are none, with a record that fits", () => consistent(result(), { data: Buffer.from("rows") })],
    ["another table, with a record that fits", () => consistent(result(), { data: readFileSync(join(through.far().folder, "points.arrow")) })],
    ["the summary of another shard, with a record that fits", () => consistent(result(), { summary: result(2).summary })],
  ])("that hold %s are refused and forgotten", async (_, changed) => {
    const { plan, results } = await through.here();
    const before = readdirSync(plan.folder, { recursive: true });
    await results.send(1, changed());
    expect(await receiveShards(plan, results, never)).toEqual([1]);
    expect(readdirSync(plan.folder, { recursive: true })).toEqual(before);
    expect(await through.client().keys("*results*")).toEqual([]);
  });

  test("name no file: names are the program's own, and words are none that a terminal obeys", async () => {
    const { plan, results } = await through.here();
    await results.send(1, told(result(), (record) => ({ ...record, host: "\u001b[2Jhost", files: record.files.map((entry) => ({ ...entry, name: "../../../evil" })), more: "x" })));
    expect(await receiveShards(plan, results, never)).toEqual([]);
    const written = readShardRecord(plan.folder, 1, "done")!;
    expect(written).toEqual({ ...readShardRecord(through.far().folder, 1, "done"), host: "??2Jhost" });
  });

  test("of shards that the plan does not have are forgotten", async () => {
    const { plan, results } = await through.here();
    for (const shard of [-1, 0.5, plan.shards.count]) await results.send(shard, result());
    expect(await receiveShards(plan, results, never)).toEqual([]);
    expect(doneOf(plan)).toEqual([]);
    expect(await through.client().keys("*results*")).toEqual([]);
  });

  test("come damaged as often as a shard may be tried: it has failed, which the folder tells, until it is submitted again", async () => {
    const { plan, results } = await through.here();
    await compute(plan, all(plan).filter((shard) => shard !== 1));
    const notes: string[] = [];
    const submit = () => submitToQueue(plan, { redis: redisPlace(through.url(), {}), attempts: 1, stop: never, note: (text) => notes.push(text), onState: () => {} });
    await results.send(1, { ...result(), data: flipped(result().data, 700) });
    expect(await submit()).toEqual({ failed: [1], left: [] });
    expect(notes).toEqual(["shard 1 failed: its result came damaged"]);
    expect(planStatus(plan.folder, plan.header)).toMatchObject({ failed: [1], failures: [{ message: "its result came damaged" }] });
    await results.send(1, result());
    expect(await submit()).toEqual({ failed: [], left: [] });
    expect(bytesOf(plan, 1)).toEqual(result());
  });
});
