import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { shardPath } from "../../../../src/cluster/layout.ts";
import { all, merged } from "../../tinyPlan.ts";
import { amidShard, doneOf, holds, withQueue } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";

describe.skipIf(noRedis !== undefined)(`what is lost changes no byte${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const queue = withQueue();

  test("three workers, one killed and one frozen beyond its lock: the files of the one-machine sweep, also once the frozen one comes back", async () => {
    const { plan, worker, submit, results, place } = await queue.plan();
    const workers = [worker(), worker(), worker()];
    const submitted = submit("--json");
    const [killed, frozen] = workers;
    await amidShard(plan, killed, () => void killed.child.kill("SIGKILL"));
    const shard = await amidShard(plan, frozen, () => void frozen.child.kill("SIGSTOP"), () => void frozen.child.kill("SIGCONT"));
    const { code, stdout, stderr } = await submitted.ended;
    expect({ code, stderr: /failed/.test(stderr) }).toEqual({ code: 0, stderr: false });
    expect(JSON.parse(stdout)).toMatchObject({ complete: true, missing: "" });
    expect(results()).toEqual(queue.expected());
    const record = () => JSON.parse(readFileSync(shardPath(plan.folder, shard, "done"), "utf8")) as { pid: number; files: unknown };
    const before = record();
    expect(before.pid).not.toBe(frozen.child.pid);
    frozen.child.kill("SIGCONT");
    await sleep(1000); // in which it finishes what it was at, if it will
    workers.forEach(({ child }) => child.kill("SIGTERM"));
    const [, back, last] = await Promise.all(workers.map(({ ended }) => ended));
    expect([back.code, last.code].every((exit) => exit === 0 || exit === 130)).toBe(true);
    expect(record().files).toEqual(before.files);
    expect(await merged(plan, join(place, "again"))).toEqual(queue.expected());
  });

  test("a Redis that loses its memory: submitting again, and even the one who watches, fill it again", async () => {
    const { plan, url, worker, submit, results } = await queue.plan();
    const workers = [worker(), worker()];
    const client = new Redis(url);
    const first = submit();
    await holds(() => doneOf(plan).length > 0);
    first.child.kill("SIGINT");
    await client.flushdb();
    expect(await first.ended).toMatchObject({ code: 130, stdout: expect.stringContaining("yenwind submit") });
    const left = all(plan).length - doneOf(plan).length;
    expect(left).toBeGreaterThan(2);
    const second = submit("--quiet");
    await holds(() => doneOf(plan).length >= 0.6 * plan.shards.count);
    await client.flushdb();
    expect(await second.ended).toMatchObject({ code: 0, stderr: "" });
    expect(results()).toEqual(queue.expected());
    workers.forEach(({ child }) => child.kill("SIGTERM"));
    for (const { ended } of workers) expect(await ended).toMatchObject({ code: 0, stderr: "" });
    // Nothing of a plan that is done stays in Redis but the names of the queue.
    expect((await client.keys(`*${plan.header.hash}*`)).length).toBe(0);
    client.disconnect();
  });
});
