import { cpSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { withdrawPlan } from "../../../../src/cluster/engines/bullmq/offeredPlan.ts";
import { receiveShards } from "../../../../src/cluster/engines/bullmq/receiveShards.ts";
import type { Results } from "../../../../src/cluster/engines/bullmq/results.ts";
import { sendShard } from "../../../../src/cluster/engines/bullmq/sendShard.ts";
import { doneOf } from "./queuedPlan.ts";
import { noRedis } from "./redisServer.ts";
import { bytesOf, throughRedis } from "./throughRedis.ts";

describe.skipIf(noRedis !== undefined)(`a worker that sends what it has computed${noRedis === undefined ? "" : ` (skipped: ${noRedis})`}`, () => {
  const through = throughRedis();

  /** From a folder like the far one, which sending empties. */
  function sender(results: Results) {
    const folder = through.newFolder();
    cpSync(through.far().folder, folder, { recursive: true });
    let stopped = false;
    const send = (shard: number) => sendShard({ folder, shard, results, stop: () => stopped, note: () => {} });
    return { send, left: () => doneOf({ ...through.far(), folder }), stop: () => void (stopped = true) };
  }
  const within = (promise: Promise<boolean>, ms: number) => Promise.race([promise, sleep(ms, "waiting")]);

  test("keeps nothing of it", async () => {
    const { plan, results } = await through.here();
    const { send, left } = sender(results);
    expect(await send(1)).toBe(true);
    expect(left()).toEqual([0, 2]);
    expect(await results.ready()).toEqual([1]);
    await receiveShards(plan, results, () => false);
    expect(bytesOf(plan, 1)).toEqual(bytesOf(through.far(), 1));
  });

  test.each([
    ["bytes", { bytes: 1.5, results: 10 }],
    ["results", { bytes: 10, results: 1 }],
  ])("waits while as many %s as may be have not been received", async (_, { bytes, results: count }) => {
    const size = Object.values(bytesOf(through.far(), 0)).reduce((sum, { byteLength }) => sum + byteLength, 0);
    const { plan, results } = await through.here({ bytes: bytes * size, results: count });
    const { send, left } = sender(results);
    expect(await send(0)).toBe(true);
    const sending = send(1);
    expect(await within(sending, 700)).toBe("waiting");
    expect(await results.ready()).toEqual([0]);
    await receiveShards(plan, results, () => false);
    expect(await sending).toBe(true);
    expect(left()).toEqual([2]);
  });

  test("that is told to stop keeps it, for the shard goes back to the queue", async () => {
    const { results } = await through.here({ bytes: 1 << 20, results: 0 });
    const { send, left, stop } = sender(results);
    const sending = send(0);
    expect(await within(sending, 100)).toBe("waiting");
    stop();
    expect(await sending).toBe(false);
    expect(left()).toEqual([0, 1, 2]);
  });

  test("drops what nobody awaits any more", async () => {
    const { plan, results } = await through.here();
    await withdrawPlan(through.client(), plan.header.hash);
    const { send, left } = sender(results);
    expect(await send(0)).toBe(true);
    expect(left()).toEqual([1, 2]);
    expect(await through.client().keys("*")).toEqual([]);
  });

  test("says so when it is larger than all of the room", async () => {
    const { results } = await through.here({ bytes: 100, results: 10 });
    await expect(sender(results).send(0)).rejects.toThrow(/a result of \d+ bytes does not go through Redis, which may hold 100: plan smaller shards/);
  });
});
