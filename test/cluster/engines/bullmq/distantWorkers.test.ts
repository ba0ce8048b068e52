import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { readShardRecord } from "../../../../src/cluster/records.ts";
import { all } from "../../tinyPlan.ts";
import { amidShard, doneOf, holds, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`workers that do not see the folder of the plan${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("the files of the one-machine sweep, also when a worker and who submits are killed in the middle", async () => {
    const { plan, url, temporary, distant, submit, results } = await queue.plan();
    const killed = distant();
    const first = submit("--quiet");
    await holds(() => readdirSync(temporary).length > 0);
    const folder = join(temporary, readdirSync(temporary)[0]);
    await holds(() => doneOf(plan).length > 0);
    await amidShard({ folder }, killed, () => void killed.child.kill("SIGKILL"));
    first.child.kill("SIGKILL");
    await Promise.all([killed.ended, first.ended]);
    const workers = [distant(), distant()];
    const second = await submit("--json").ended;
    expect({ code: second.code, ...JSON.parse(second.stdout) }).toMatchObject({ code: 0, complete: true, missing: "" });
    expect(results()).toEqual(queue.expected());
    workers.forEach(({ child }) => child.kill("SIGTERM"));
    for (const { ended } of workers) expect(await ended).toMatchObject({ code: 0, stderr: "" });
    // Of those that had time to tidy up, nothing is left, there or in Redis.
    expect(readdirSync(temporary)).toEqual([folder.slice(temporary.length + 1)]);
    const client = new Redis(url);
    expect(await client.keys(`*${plan.header.hash}*`)).toEqual([]);
    client.disconnect();
  });

  test("beside workers that see it, with a Redis that loses its memory", async () => {
    const { plan, url, worker, distant, submit, results } = await queue.plan({ paths: 100 });
    const workers = [worker(), distant()];
    const submitted = submit("--quiet");
    const by = () => new Set(doneOf(plan).map((shard) => readShardRecord(plan.folder, shard, "done")!.pid));
    await holds(() => by().size === 2);
    const client = new Redis(url);
    await client.flushdb();
    workers[0].child.kill("SIGKILL"); // the rest is for the one that has to fetch the plan again
    expect(doneOf(plan).length).toBeLessThan(all(plan).length);
    expect(await submitted.ended).toMatchObject({ code: 0, stderr: "" });
    expect(results()).toEqual(queue.expected());
    expect(by()).toEqual(new Set(workers.map(({ child }) => child.pid)));
    client.disconnect();
  });
});
