import type { Queue } from "bullmq";
import type { NeededShards } from "../../neededShards.ts";
import { rangesOf, type ShardPlan } from "../../openPlan.ts";
import { planStatus } from "../../shardStates.ts";
import { jobIdOf, jobOptions, shardOf } from "./queue.ts";

/** Messages sent at once. */
const BATCH = 1000;

/** Shards that are not done, and needed; with a precision, the first paths of all points come first. */
export function shardsToCompute(plan: ShardPlan, needed: NeededShards): number[] {
  const shards = needed.of(planStatus(plan.folder, plan.header));
  const { firstPath } = plan.shards;
  return plan.header.until === null ? shards : shards.sort((a, b) => firstPath[a] - firstPath[b] || a - b);
}

/** Put shards into the queue, but for those that are in it. */
export async function addShards(queue: Queue, { header: { hash: planHash } }: ShardPlan, shards: readonly number[], attempts: number): Promise<void> {
  const jobs = shards.map((shard) => ({ name: "shard", data: { planHash, shard }, opts: jobOptions({ planHash, shard }, attempts) }));
  for (let first = 0; first < jobs.length; first += BATCH) await queue.addBulk(jobs.slice(first, first + BATCH));
}

/** Take shards out of the queue that are not needed, but for those that a worker has. */
export async function removeShards(queue: Queue, { header: { hash: planHash } }: ShardPlan, shards: readonly number[]): Promise<void> {
  for (let first = 0; first < shards.length; first += BATCH) {
    await Promise.all(shards.slice(first, first + BATCH).map((shard) => queue.remove(jobIdOf({ planHash, shard }))));
  }
}

/** Try again what has failed before and is still to be computed; forget the rest. An id that the queue knows cannot be added. */
export async function retryFailed(queue: Queue, planHash: string, toDo: Pick<ReadonlyMap<number, unknown>, "has">): Promise<void> {
  for (const job of await queue.getFailed()) {
    const shard = shardOf(job.id!, planHash);
    if (shard === undefined) continue;
    if (toDo.has(shard)) await job.retry("failed", { resetAttemptsMade: true, resetAttemptsStarted: true });
    else await job.remove();
  }
}

/** Paths of a shard, of all its points. */
export function pathsOf(plan: ShardPlan, shard: number): number {
  return rangesOf(plan, shard).reduce((sum, { count }) => sum + count, 0);
}
