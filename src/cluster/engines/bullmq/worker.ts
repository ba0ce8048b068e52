import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "bullmq";
import { FileError } from "../../../arrow/fileError.ts";
import { BadInput } from "../../../config/errors.ts";
import type { BackEndName } from "../../../run/kernel.ts";
import { Marking } from "../../runningMarker.ts";
import { CurrentPlan, type OpenPlan } from "./currentPlan.ts";
import { loadBullmq } from "./packages.ts";
import { isShardMessage, MOST_STALLS, QUEUE, type ShardAnswer, type ShardMessage } from "./queue.ts";
import { lastingClient, lastingConnection, type RedisPlace } from "./redis.ts";

export interface QueueWorkerOptions {
  readonly redis: RedisPlace;
  /** Folder in which the folders of plans are; without it, plans and results go through Redis. */
  readonly plans: string | undefined;
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
 * left to other workers. Without a folder of plans, a plan is fetched from Redis, and what has been computed goes there.
 *
 * @throws BadInput when the packages for it are not installed
 */
export async function startQueueWorker(options: QueueWorkerOptions): Promise<QueueWorker> {
  const { redis, lockSeconds, idleSeconds, note, onShard } = options;
  const { Worker, WaitingError } = await loadBullmq();
  const client = await lastingClient(redis);
  const current = new CurrentPlan({ ...options, client });
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
    if (!isShardMessage(job.data)) throw new Error("the message is of no shard");
    const { planHash, shard } = job.data;
    const answer = (state: ShardAnswer["state"]): ShardAnswer => {
      onShard(job.data, state);
      return { state, host: hostname() };
    };
    try {
      lost.delete(job.id!);
      let plan: OpenPlan | undefined;
      try {
        plan = await current.open(planHash);
      } catch (error) {
        if (!(error instanceof BadInput || error instanceof FileError)) throw error;
        if (current.isNew(planHash)) note(`plan ${planHash.slice(0, 8)} is left to other workers: ${error.message}`);
        await rest(); // before it goes back, or we would be the first to take it
        return await giveBack(job, token);
      }
      if (plan === undefined || !plan.isNeeded(shard)) return answer("needless");
      const { folder, runner, isNeeded, deliver } = plan;
      let looked = performance.now();
      let needless = false;
      const stop = (): boolean => {
        if (performance.now() - looked > LOOK_EVERY) {
          needless = !isNeeded(shard);
          looked = performance.now();
        }
        return needless || interruption.signal.aborted || lost.has(job.id!);
      };
      const marking = new Marking(folder, options.threads);
      marking.begin(shard);
      const running = runner.run(shard, { stop }).finally(() => marking.end());
      atWork = running;
      const outcome = await running;
      const fail = (message: string): never => {
        onShard(job.data, "failed");
        throw new Error(`${message} (on ${hostname()})`);
      };
      if (outcome.state === "failed") return fail(outcome.record.message);
      if (outcome.state !== "stopped" && (await deliver(shard, stop).catch((error: Error) => fail(error.message)))) return answer(outcome.state);
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
        client.disconnect();
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
