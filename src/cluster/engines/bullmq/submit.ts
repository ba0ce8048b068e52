import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { shardPath } from "../../layout.ts";
import { NeededShards } from "../../neededShards.ts";
import { noteFailure } from "../../noteFailure.ts";
import type { ShardPlan } from "../../openPlan.ts";
import { offerPlan, withdrawPlan } from "./offeredPlan.ts";
import { loadBullmq } from "./packages.ts";
import { QUEUE, shardOf } from "./queue.ts";
import { addShards, pathsOf, removeShards, retryFailed, shardsToCompute } from "./queuedShards.ts";
import { receiveShards } from "./receiveShards.ts";
import { lastingClient, lastingConnection, type RedisPlace } from "./redis.ts";
import { Results } from "./results.ts";

export interface QueueSubmission {
  readonly redis: RedisPlace;
  /** Times that a shard is tried before it counts as failed. */
  readonly attempts: number;
  /** Once true, what is in the queue stays there, and so do its workers. */
  readonly stop: () => boolean;
  readonly note: (text: string) => void;
  /** Told what changes, to be shown. */
  readonly onState: (state: QueueState) => void;
}

/** Where a plan stands. */
export interface QueueState {
  /** Paths of shards that are to be computed yet, and shards. */
  readonly pathsLeft: number;
  readonly shardsLeft: number;
  readonly workers: number;
}

/** What became of the shards. */
export interface QueueOutcome {
  /** Failed as often as they may. */
  readonly failed: readonly number[];
  /** Not done, since told to stop. */
  readonly left: readonly number[];
}

/** Milliseconds: between states told; and of silence after which the queue is compared with the folder. */
const TELL_EVERY = 500;
const SILENCE = 2000;
/** Milliseconds between looks whether we are told to stop. */
const POLL = 200;
/** Milliseconds in which connections are given back in good order. */
const CLOSING = 1000;
/** Share of the time that comparing may take. */
const COMPARING = 0.05;

/**
 * Put the shards of a plan that are to be computed yet into the queue, and watch until all of them are done.
 *
 * The folder of the plan says what is done; the queue is but a list of what to do. What is in it already stays as it is,
 * so that submitting again, from anywhere, is harmless. A Redis that has lost its memory is filled again from the folder.
 * Shards that have failed before are tried again.
 *
 * @throws BadInput when the packages for it are not installed
 */
export async function submitToQueue(plan: ShardPlan, options: QueueSubmission): Promise<QueueOutcome> {
  const { redis, stop, note, onState, attempts } = options;
  const { Queue, QueueEvents } = await loadBullmq();
  const queue = new Queue(QUEUE, { connection: lastingConnection(redis) });
  const events = new QueueEvents(QUEUE, { connection: lastingConnection(redis) });
  const client = await lastingClient(redis);
  let lastError = "";
  const onError = ({ message }: Error): void => {
    if (message !== lastError) note(`${redis.address}: ${message}`);
    lastError = message;
  };
  queue.on("error", onError);
  events.on("error", onError);
  const { folder, header: { hash, until } } = plan;
  const left = new Map<number, number>(); // paths of shards
  const failed = new Set<number>();
  const damages = new Map<number, number>(); // times that a result came damaged
  const needed = new NeededShards(plan);
  const results = new Results(client, hash);
  const list = (): void => {
    left.clear();
    for (const shard of shardsToCompute(plan, needed)) left.set(shard, pathsOf(plan, shard));
  };
  let known = Array.from({ length: plan.shards.count }, (_, shard) => shard); // to the queue, as it may be
  let heard = 0;
  let interval = SILENCE;
  const fail = (shard: number, reason: string): void => {
    failed.add(shard);
    note(`shard ${shard} failed: ${reason}`);
    // A worker without the folder cannot tell it there.
    if (!existsSync(shardPath(folder, shard, "failed"))) noteFailure(folder, plan.header, shard, new Error(reason));
  };
  /** For workers without the folder. */
  const exchange = async (): Promise<void> => {
    await offerPlan(client, plan);
    for (const shard of await receiveShards(plan, results, stop)) {
      const times = (damages.get(shard) ?? 0) + 1;
      damages.set(shard, times);
      left.set(shard, pathsOf(plan, shard));
      if (times >= attempts) fail(shard, "its result came damaged");
      else note(`shard ${shard} came damaged, and is computed again`);
    }
  };
  /** Bring the queue in line with what is left. @param began when that was looked up */
  const fill = async (began: number): Promise<void> => {
    if (until !== null) await removeShards(queue, plan, known.filter((shard) => !left.has(shard)));
    known = [...left.keys()];
    await addShards(queue, plan, [...left.keys()].filter((shard) => !failed.has(shard)), attempts);
    heard = performance.now();
    interval = Math.max(SILENCE, (heard - began) / COMPARING);
  };
  const compare = async (): Promise<void> => {
    await exchange();
    const began = performance.now();
    list();
    await fill(began);
  };
  const ofPlan = (jobId: string, act: (shard: number) => void): void => {
    const shard = shardOf(jobId, hash);
    if (shard === undefined) return;
    // With a precision, what is done may make others needless.
    if (until === null) heard = performance.now();
    act(shard);
  };
  events.on("completed", ({ jobId }) => {
    ofPlan(jobId, (shard) => {
      if ((damages.get(shard) ?? 0) < attempts) void (left.delete(shard), failed.delete(shard));
    });
  });
  events.on("failed", ({ jobId, failedReason }) => ofPlan(jobId, (shard) => fail(shard, failedReason)));
  const failedOfLeft = (): number[] => [...failed].filter((shard) => left.has(shard));
  const isOver = (): boolean => left.size === failedOfLeft().length;
  let workers = 0;
  const countWorkers = singly(async () => void (workers = await queue.getWorkersCount()));
  const tell = (): void => {
    let pathsLeft = 0;
    for (const paths of left.values()) pathsLeft += paths;
    onState({ pathsLeft, shardsLeft: left.size, workers });
  };
  try {
    await unlessStopped(() => events.waitUntilReady(), stop);
    await unlessStopped(exchange, stop);
    const began = performance.now();
    list();
    await unlessStopped(() => retryFailed(queue, hash, left), stop);
    await unlessStopped(() => fill(began), stop);
    for (;;) {
      while (!stop() && !isOver()) {
        await unlessStopped(performance.now() - heard > interval ? compare : exchange, stop);
        countWorkers();
        tell();
        await sleep(TELL_EVERY);
      }
      // Messages may come before files are seen here: the folder has the last word.
      await unlessStopped(compare, stop);
      tell();
      const over = isOver();
      if (over) await unlessStopped(() => withdrawPlan(client, hash), stop);
      if (over || stop()) return { failed: failedOfLeft(), left: [...left.keys()].filter((shard) => !failed.has(shard)) };
      await sleep(TELL_EVERY);
    }
  } finally {
    // A Redis that is away does not keep us.
    await Promise.race([Promise.all([events.close(), queue.close()]), sleep(CLOSING)]);
    client.disconnect();
    void Promise.allSettled([events.disconnect(), queue.disconnect()]);
  }
}

/** Do something and wait for it, but not once told to stop: a Redis that is away lets everybody wait until it is back. */
async function unlessStopped(work: () => Promise<unknown>, stop: () => boolean): Promise<void> {
  if (stop()) return;
  const isDone = work().then(() => true);
  isDone.catch(() => {}); // after a stop nobody asks
  while (!stop()) if (await Promise.race([isDone, sleep(POLL, false)])) return;
}

/** Begin something unless the last time has not ended yet; what goes wrong is passed over. */
function singly(action: () => Promise<void>): () => void {
  let running = false;
  return () => {
    if (running) return;
    running = true;
    void action().catch(() => {}).finally(() => (running = false));
  };
}
