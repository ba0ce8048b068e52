import { readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { NeededShards } from "../../../../src/cluster/neededShards.ts";
import { readShardRecord } from "../../../../src/cluster/records.ts";
import { GRID, planOf } from "../../../sweep/tinySweep.ts";
import { all, compute, oneMachine } from "../../tinyPlan.ts";
import { amidShard, doneOf, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

const holds = async (condition: () => boolean | Promise<boolean>) => {
  while (!(await condition())) await sleep(10);
};

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
    for (const { child, ended } of workers) {
      child.kill("SIGTERM");
      expect(await ended).toMatchObject({ code: 0, stderr: "" });
    }
    // Of those that had time to tidy up, nothing is left, there or in Redis.
    expect(readdirSync(temporary)).toEqual([folder.slice(temporary.length + 1)]);
    const client = new Redis(url);
    expect(await client.keys(`*${plan.header.hash}*`)).toEqual([]);
    client.disconnect();
  });

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
    expect([...stderr.matchAll(/shard (\d+) came damaged/g)].map(([, shard]) => Number(shard)).toSorted()).toEqual([3, 5]);
    expect(results()).toEqual(queue.expected());
    expect(readShardRecord(plan.folder, 4, "done")).toEqual(kept);
    working.child.kill("SIGTERM");
    expect(JSON.parse((await working.ended).stdout)).toMatchObject({ done: plan.shards.count + 2, failed: 0 });
    client.disconnect();
  });

  test("beside workers that see it, with a Redis that loses its memory", async () => {
    const { plan, url, worker, distant, submit, results } = await queue.plan({ paths: 100 });
    const workers = [worker("--idle-seconds", "20"), distant("--idle-seconds", "20")];
    const submitted = submit("--quiet");
    const by = () => new Set(doneOf(plan).map((shard) => readShardRecord(plan.folder, shard, "done")!.pid));
    await holds(() => by().size === 2);
    const client = new Redis(url);
    await client.flushdb();
    expect(doneOf(plan).length).toBeLessThan(all(plan).length);
    expect(await submitted.ended).toMatchObject({ code: 0, stderr: "" });
    expect(results()).toEqual(queue.expected());
    expect(by()).toEqual(new Set(workers.map(({ child }) => child.pid)));
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
    for (const shard of all(plan).toSorted((a, b) => plan.shards.firstPath[a] - plan.shards.firstPath[b])) if (needed.isNeeded(shard)) await compute(plan, [shard]);
    expect(doneOf(plan).length).toBeLessThan(plan.shards.count);
    // Nobody else is there to take them out.
    expect(await submit("--quiet").ended).toMatchObject({ code: 0 });
    expect(results()).toEqual(await oneMachine(precise, join(queue.folder, "precise")));
    expect(await client.keys(`*${plan.header.hash}*`)).toEqual([]);
    client.disconnect();
  });
});
