import { setTimeout as sleep } from "node:timers/promises";
import type { Queue } from "bullmq";
import { NeededShards } from "../../neededShards.ts";
import { rangesOf, type ShardPlan } from "../../openPlan.ts";
import { planStatus } from "../../shardStates.ts";
import { loadBullmq } from "./packages.ts";
import { jobOptions, QUEUE, shardOf } from "./queue.ts";
import { lastingConnection, type RedisPlace } from "./redis.ts";

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

/** Messages sent at once. */
const BATCH = 1000;
/** Milliseconds: between states told; and of silence after which the queue is compared with the folder. */
const TELL_EVERY = 500;
const SILENCE = 5000;
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
  const { redis, stop, note, onState } = options;
  const { Queue, QueueEvents } = await loadBullmq();
  const queue = new Queue(QUEUE, { connection: lastingConnection(redis) });
  const events = new QueueEvents(QUEUE, { connection: lastingConnection(redis) });
  let lastError = "";
  const onError = ({ message }: Error): void => {
    if (message !== lastError) note(`${redis.address}: ${message}`);
    lastError = message;
  };
  queue.on("error", onError);
  events.on("error", onError);
  const { hash } = plan.header;
  const left = new Map<number, number>(); // paths of shards
  const failed = new Set<number>();
  const needed = new NeededShards(plan);
  let heard = 0;
  let interval = SILENCE;
  const compare = async (): Promise<void> => {
    const began = performance.now();
    left.clear();
    for (const shard of toCompute(plan, needed)) left.set(shard, pathsOf(plan, shard));
    await addShards(queue, plan, [...left.keys()], options.attempts);
    heard = performance.now();
    interval = Math.max(SILENCE, (heard - began) / COMPARING);
  };
  const ofPlan = (jobId: string, act: (shard: number) => void): void => {
    const shard = shardOf(jobId, hash);
    if (shard === undefined) return;
    heard = performance.now();
    act(shard);
  };
  events.on("completed", ({ jobId }) => ofPlan(jobId, (shard) => void (left.delete(shard), failed.delete(shard))));
  events.on("failed", ({ jobId, failedReason }) => {
    ofPlan(jobId, (shard) => {
      failed.add(shard);
      note(`shard ${shard} failed: ${failedReason}`);
    });
  });
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
    await unlessStopped(() => retryFailed(queue, hash, new Set(toCompute(plan, needed))), stop);
    await unlessStopped(compare, stop);
    for (;;) {
      while (!stop() && !isOver()) {
        if (performance.now() - heard > interval) await unlessStopped(compare, stop);
        countWorkers();
        tell();
        await sleep(TELL_EVERY);
      }
      // Messages may come before files are seen here: the folder has the last word.
      await unlessStopped(compare, stop);
      tell();
      if (stop() || isOver()) return { failed: failedOfLeft(), left: [...left.keys()].filter((shard) => !failed.has(shard)) };
      await sleep(TELL_EVERY);
    }
  } finally {
    // A Redis that is away does not keep us.
    await Promise.race([Promise.all([events.close(), queue.close()]), sleep(CLOSING)]);
    void Promise.allSettled([events.disconnect(), queue.disconnect()]);
  }
}

/** Shards that are not done, and needed; with a precision, the first paths of all points come first. */
function toCompute(plan: ShardPlan, needed: NeededShards): number[] {
  const { toDo, running } = planStatus(plan.folder, plan.header);
  const shards = [...new Set([...toDo, ...running.map(({ shard }) => shard)])].filter((shard) => needed.isNeeded(shard));
  const { firstPath } = plan.shards;
  return shards.sort((a, b) => (plan.header.until === null ? 0 : firstPath[a] - firstPath[b]) || a - b);
}

async function addShards(queue: Queue, { header: { hash: planHash } }: ShardPlan, shards: readonly number[], attempts: number): Promise<void> {
  const jobs = shards.map((shard) => ({ name: "shard", data: { planHash, shard }, opts: jobOptions({ planHash, shard }, attempts) }));
  for (let first = 0; first < jobs.length; first += BATCH) await queue.addBulk(jobs.slice(first, first + BATCH));
}

/** Try again what has failed before and is still to be computed; forget the rest. An id that the queue knows cannot be added. */
async function retryFailed(queue: Queue, planHash: string, toDo: ReadonlySet<number>): Promise<void> {
  for (const job of await queue.getFailed()) {
    const shard = shardOf(job.id!, planHash);
    if (shard === undefined) continue;
    if (toDo.has(shard)) await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    else await job.remove();
  }
}

function pathsOf(plan: ShardPlan, shard: number): number {
  return rangesOf(plan, shard).reduce((sum, { count }) => sum + count, 0);
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
