import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "bullmq";
import { FileError } from "../../../arrow/fileError.ts";
import { BadInput } from "../../../config/errors.ts";
import type { BackEndName } from "../../../run/kernel.ts";
import { findPlan } from "../../findPlan.ts";
import { NeededShards } from "../../neededShards.ts";
import { openPlan } from "../../openPlan.ts";
import { openShardRunner, type ShardRunner } from "../../runShard.ts";
import { Marking } from "../../runningMarker.ts";
import { loadBullmq } from "./packages.ts";
import { MOST_STALLS, QUEUE, type ShardAnswer, type ShardMessage } from "./queue.ts";
import { lastingConnection, type RedisPlace } from "./redis.ts";

export interface QueueWorkerOptions {
  readonly redis: RedisPlace;
  /** Folder in which the folders of plans are. */
  readonly plans: string;
  readonly threads: number;
  readonly backEnd: BackEndName;
  /** Modules of the user's kinds, where they are not where they were when the plan was made. */
  readonly kinds: readonly string[] | undefined;
  /** Seconds without a sign of life after which others take a worker's shard. */
  readonly lockSeconds: number;
  /** Seconds without a shard after which the worker ends; without it, it waits for more. */
  readonly idleSeconds: number | undefined;
  /** Finished paths. */
  readonly progress: Int32Array<SharedArrayBuffer>;
  readonly onShard: (message: ShardMessage, state: ShardAnswer["state"] | "failed" | "stopped" | "lost") => void;
  readonly note: (text: string) => void;
}

export interface QueueWorker {
  /** Give back the shard at work, within a second, and take no more. */
  readonly stop: () => void;
  /** Resolves when the worker has ended. */
  readonly ended: Promise<void>;
}

/** Milliseconds between looks whether the shard at work is needed still. */
const LOOK_EVERY = 2000;
/** Milliseconds in which a worker that is told to end takes leave of its Redis. */
const CLOSING = 1000;
/** Milliseconds that a worker rests after a shard that it cannot compute, so that others take it. */
const REFUSAL_PAUSE = 10_000;

/**
 * Take shards from the queue, one at a time, until told to stop. They are computed in threads, so that this one is free
 * to renew the lock of the shard: a worker that falls silent loses it to another. Should it come back, both have
 * written the same bytes.
 *
 * A shard that fails is tried again later, by whoever is free. A plan that is not here, or is for another model, is
 * left to other workers.
 *
 * @throws BadInput when the packages for it are not installed
 */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  const { redis, lockSeconds, idleSeconds, note, onShard } = options;
  const { Worker, WaitingError } = await loadBullmq();
  const current = new CurrentPlan(options);
  const lost = new Set<string>();
  const interruption = new AbortController();
  let lastBusy = performance.now();
  let lastError = "";
  let atWork: Promise<unknown> | undefined;

  const giveBack = async (job: Job, token: string): Promise<never> => {
    await job.moveToWait(token).catch(() => {}); // without the lock, others have it
    throw new WaitingError();
  };

  const rest = async (): Promise<void> => {
    await worker.pause(true);
    const timer = setTimeout(() => worker.resume(), REFUSAL_PAUSE);
    interruption.signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };

  const compute = async (job: Job<ShardMessage, ShardAnswer>, token = ""): Promise<ShardAnswer> => {
    const { planHash, shard } = job.data;
    const answer = (state: ShardAnswer["state"]): ShardAnswer => {
      onShard(job.data, state);
      return { state, host: hostname() };
    };
    try {
      lost.delete(job.id!);
      let plan: OpenPlan;
      try {
        plan = await current.open(planHash);
      } catch (error) {
        if (!(error instanceof BadInput || error instanceof FileError)) throw error;
        if (current.isNew(planHash)) note(`plan ${planHash.slice(0, 8)} is left to other workers: ${error.message}`);
        await rest(); // before it goes back, or we would be the first to take it
        return await giveBack(job, token);
      }
      const { folder, needed, runner } = plan;
      if (!needed.isNeeded(shard)) return answer("needless");
      let looked = performance.now();
      let needless = false;
      const stop = (): boolean => {
        if (performance.now() - looked > LOOK_EVERY) {
          needless = !needed.isNeeded(shard);
          looked = performance.now();
        }
        return needless || interruption.signal.aborted || lost.has(job.id!);
      };
      const marking = new Marking(folder, options.threads);
      marking.begin(shard);
      const running = runner.run(shard, { stop }).finally(() => marking.end());
      atWork = running;
      const outcome = await running;
      if (outcome.state === "failed") {
        onShard(job.data, "failed");
        throw new Error(`${outcome.record.message} (on ${hostname()})`);
      }
      if (outcome.state !== "stopped") return answer(outcome.state);
      if (needless) return answer("needless");
      onShard(job.data, lost.has(job.id!) ? "lost" : "stopped");
      return await giveBack(job, token);
    } finally {
      lastBusy = performance.now();
    }
  };

  let busy = false;
  const worker = new Worker<ShardMessage, ShardAnswer>(
    QUEUE,
    async (job, token) => {
      busy = true;
      return compute(job, token).finally(() => (busy = false));
    },
    { connection: lastingConnection(redis), concurrency: 1, lockDuration: 1000 * lockSeconds, stalledInterval: 1000 * lockSeconds, maxStalledCount: MOST_STALLS, drainDelay: 2 },
  );
  worker.on("lockRenewalFailed", (ids) => ids.forEach((id) => lost.add(id)));
  worker.on("error", ({ message }) => {
    // Of a job: it has been taken by others, or Redis has forgotten it, which is dealt with. A Redis that is away says so at every attempt.
    if (/\bjob\b/i.test(message) || message === lastError) return;
    note(`${redis.address}: ${message}`);
    lastError = message;
  });
  worker.on("ready", () => (lastError = ""));

  const ended = new Promise<void>((resolve, reject) => {
    const end = (): void => {
      clearInterval(timer);
      const closed = worker.close();
      const leave = async (): Promise<void> => {
        await atWork;
        await Promise.race([closed, sleep(CLOSING)]); // a Redis that is away does not keep us
        await current.close();
        void worker.disconnect().catch(() => {});
      };
      leave().then(resolve, reject);
    };
    const timer = setInterval(() => {
      if (idleSeconds !== undefined && !busy && performance.now() - lastBusy > 1000 * idleSeconds) end();
    }, 200);
    interruption.signal.addEventListener("abort", end, { once: true });
  });
  return { stop: () => interruption.abort(), ended };
}

interface OpenPlan {
  readonly hash: string;
  readonly folder: string;
  readonly needed: NeededShards;
  readonly runner: ShardRunner;
}

/** The plan that was last computed of, whose threads stay open. */
class CurrentPlan {
  readonly #options: QueueWorkerOptions;
  readonly #refused = new Set<string>();
  #open: OpenPlan | undefined;

  constructor(options: QueueWorkerOptions) {
    this.#options = options;
  }

  /** @throws BadInput when the plan is not here, or for another model */
  async open(hash: string): Promise<OpenPlan> {
    if (this.#open?.hash === hash) return this.#open;
    await this.close();
    const { plans, kinds, threads, backEnd, progress } = this.#options;
    const plan = await openPlan(findPlan(plans, hash), { kinds });
    const runner = await openShardRunner(plan, { threads, backEnd, progress });
    this.#refused.delete(hash);
    this.#open = { hash, folder: plan.folder, runner, needed: new NeededShards(plan) };
    return this.#open;
  }

  /** Is it the first time that this plan is refused? */
  isNew(hash: string): boolean {
    return !this.#refused.has(hash) && this.#refused.add(hash) !== undefined;
  }

  async close(): Promise<void> {
    await this.#open?.runner.close();
    this.#open = undefined;
  }
}
