import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listShards } from "../../../../src/cluster/shardStates.ts";
import { start } from "../../../cli/yenwind.ts";
import { amidShard, isDone, PATHS, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`workers of a queue${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("SIGTERM: the shard at work goes back at once, and costs no attempt", async () => {
    const { plan, worker, submit, results } = await queue.plan({ paths: PATHS });
    const submitted = submit("--attempts", "1", "--quiet");
    const leaving = worker();
    let began = 0;
    const shard = await amidShard(plan, leaving, () => {
      leaving.child.kill("SIGTERM");
      began = performance.now();
    });
    const { code, stdout } = await leaving.ended;
    expect(performance.now() - began).toBeLessThan(5000);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 130, stopped: 1, failed: 0 });
    expect(isDone(plan, shard)).toBe(false);
    worker();
    expect(await submitted.ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(queue.expected());
  });

  test("a plan that a worker does not have is left to those that do", async () => {
    const { plan, place, url, worker, submit, results } = await queue.plan();
    const elsewhere = start(["worker", "--redis", url, "--plans", join(place, "results"), "--threads", "1"]);
    const submitted = submit("--quiet", "--attempts", "1");
    await elsewhere.stderrShows(`plan ${plan.header.hash.slice(0, 8)} is left to other workers: --plans: there is no plan`);
    const here = worker();
    expect(await submitted.ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(queue.expected());
    for (const { child, ended } of [elsewhere, here]) {
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 0 });
    }
    expect(listShards(plan.folder, plan.shards.count).has(0, "failed")).toBe(false);
  });
});
