import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { NeededShards } from "../../../../src/cluster/neededShards.ts";
import { readShardRecord } from "../../../../src/cluster/records.ts";
import { openShardRunner } from "../../../../src/cluster/runShard.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { all, oneMachine } from "../../tinyPlan.ts";
import { doneOf, holds, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`a plan that is submitted again${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("what came while nobody received is received later; a damaged piece is refused, and its shard computed again", async () => {
    const { plan, url, distant, submit, results } = await queue.plan();
    const client = new Redis(url);
    const key = (shard: number, file: string) => `yenwind:results:${plan.header.hash}:${shard}:${file}`;
    const first = submit("--quiet");
    await holds(async () => (await client.exists(`yenwind:plan:${plan.header.hash}:plan.json`)) === 1 && (await client.llen("bull:yenwind-shards:wait")) === plan.shards.count);
    first.child.kill("SIGINT");
    expect((await first.ended).code).toBe(130);
    const working = distant();
    await holds(async () => (await client.hlen(`yenwind:results:${plan.header.hash}:ready`)) === plan.shards.count);
    expect(doneOf(plan)).toEqual([]);
    const data = await client.getrangeBuffer(key(3, "data"), 700, 700);
    await client.setrange(key(3, "data"), 700, Buffer.from([data[0] ^ 1]));
    await client.del(key(5, "summary"));
    const kept = JSON.parse((await client.get(key(4, "done")))!) as object;
    const { code, stderr } = await submit().ended;
    expect(code).toBe(0);
    expect([...stderr.matchAll(/shard (\d+) came damaged/g)].map(([, shard]) => Number(shard)).toSorted((a, b) => a - b)).toEqual([3, 5]);
    expect(results()).toEqual(queue.expected());
    expect(readShardRecord(plan.folder, 4, "done")).toEqual(kept);
    working.child.kill("SIGTERM");
    expect(JSON.parse((await working.ended).stdout)).toMatchObject({ done: plan.shards.count + 2, failed: 0 });
    client.disconnect();
  });

  test("with a precision, what is not needed leaves the queue", async () => {
    const precise = planOf(queue.folder, `${GRID}until: mean(usdjpy.end) within 0.35\n`, { set: ["run.paths=1500"] });
    const { plan, url, submit, results } = await queue.plan({ of: precise, paths: 100 });
    const client = new Redis(url);
    const first = submit("--quiet");
    await holds(async () => (await client.llen("bull:yenwind-shards:wait")) === plan.shards.count);
    first.child.kill("SIGINT");
    await first.ended;
    const needed = new NeededShards(plan);
    const runner = await openShardRunner(plan, { threads: 0 });
    for (const shard of all(plan).toSorted((a, b) => plan.shards.firstPath[a] - plan.shards.firstPath[b])) if (needed.isNeeded(shard)) await runner.run(shard);
    await runner.close();
    expect(doneOf(plan).length).toBeLessThan(plan.shards.count);
    // Nobody else is there to take them out.
    expect(await submit("--quiet").ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(await oneMachine(precise, join(queue.folder, "precise")));
    expect(await client.keys(`*${plan.header.hash}*`)).toEqual([]);
    client.disconnect();
  });
});
