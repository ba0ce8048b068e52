import type { JobsOptions } from "bullmq";
import { isCount, isDigest } from "../../records.ts";

/** The queue of all plans: every worker takes what comes. */
export const QUEUE = "yenwind-shards";

/** All that the queue holds of a shard. */
export interface ShardMessage {
  readonly planHash: string;
  readonly shard: number;
}

/** Is it one? Keys of Redis and names of files are made of both. */
export function isShardMessage(data: unknown): data is ShardMessage {
  const { planHash, shard } = data as Partial<ShardMessage>;
  return isDigest(planHash) && isCount(shard);
}

/** What a worker says of a shard: computed, done before, or not needed, as it is behind the paths that its point needs or of a plan that nobody asks for. */
export interface ShardAnswer {
  readonly state: "done" | "kept" | "needless";
  readonly host: string;
}

/** Times that a shard may go to another worker because one fell silent: machines go, and that says nothing of the shard. */
export const MOST_STALLS = 20;

/** A shard is in the queue at most once. */
export function jobIdOf({ planHash, shard }: ShardMessage): string {
  return `${planHash}-${shard}`;
}

/** @returns the shard of a job, if it is of this plan */
export function shardOf(jobId: string, planHash: string): number | undefined {
  return jobId.startsWith(`${planHash}-`) ? Number(jobId.slice(planHash.length + 1)) : undefined;
}

/** Back off 1, 2, 4, … seconds, up to half of it less, so that what failed together does not come back together. Failed jobs stay, to be told. */
export function jobOptions(message: ShardMessage, attempts: number): JobsOptions {
  return { jobId: jobIdOf(message), attempts, backoff: { type: "exponential", delay: 1000, jitter: 0.5 }, removeOnComplete: true, removeOnFail: false };
}
