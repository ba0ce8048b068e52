import { availableParallelism } from "node:os";
import { Command } from "commander";
import { checkRedis, CREDENTIALS, redisPlace } from "../cluster/engines/bullmq/redis.ts";
import { startQueueWorker } from "../cluster/engines/bullmq/worker.ts";
import type { BackEndName } from "../run/kernel.ts";
import { exitSoon, holdInterruption } from "./interruption.ts";
import { grouped, withPrefix } from "./numbers.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { showWork } from "./progress.ts";
import { redisOption } from "./redisOption.ts";

interface WorkerCommandOptions {
  readonly redis: string;
  readonly plans?: string;
  readonly threads: number;
  readonly lockSeconds: number;
  readonly idleSeconds?: number;
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const worker = new Command("worker")
  .description("Compute shards from a queue in Redis, of all plans, until told to stop.")
  .addOption(redisOption())
  .option("--plans <dir>", "folder in which the folders of plans are, shared by all machines (default: none; plans and results go through Redis)")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--lock-seconds <s>", "seconds of silence after which others take a worker's shard", wholeNumber(1, 3600), 30)
  .option("--idle-seconds <s>", "end after so many seconds without work, rather than wait for more", wholeNumber(1, 1_000_000))
  .addOption(kindOption())
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
Start as many as wanted, on any machines; more may come and any may go at any time. Machines that see the folder of
the plans are given it as --plans; others fetch plans from Redis and send results there, for yenwind submit to receive.
A worker that is killed or frozen loses its shard to another after --lock-seconds. One that comes back has written the
same bytes: nothing counts twice. SIGTERM and Ctrl-C give back the shard at work, within a second. A plan that is not
in --plans, or is for another version of the model, is left to other workers. With a precision asked for, shards behind
the path where a point is precise enough are passed over. Modules of --kind are code, and do not go through Redis: a
plan with kinds needs them on this machine.

User name and password of the Redis: ${CREDENTIALS.join(", ")} (environment).

Examples:
  yenwind worker --redis redis://queue.example:6379
  yenwind worker --redis redis://queue.example:6379 --plans /shared/plans
  yenwind worker --plans /shared/plans --threads 4 --idle-seconds 60

Exit code 130 says that a shard has been given back.
${EXIT_CODES}`,
  )
  .action(workerAction);

async function workerAction(options: WorkerCommandOptions): Promise<void> {
  const redis = redisPlace(options.redis, process.env);
  await checkRedis(redis);
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const counts = { done: 0, kept: 0, needless: 0, failed: 0, stopped: 0, lost: 0 };
  let current = "waiting for work";
  const progress = showWork({
    done: () => Atomics.load(counter, 0),
    total: () => Math.max(1, Atomics.load(counter, 0)),
    text: (done, seconds) => `${grouped(counts.done)} shards, ${withPrefix(done / seconds)} paths/s; ${current}`,
    quiet: options.quiet ?? false,
  });
  let stop = (): void => {};
  const interruption = holdInterruption(() => {
    progress.note("Interrupted: the shard at work goes back to the queue. Once more to leave at once.");
    stop();
  });
  try {
    const queueWorker = await startQueueWorker({
      redis,
      plans: options.plans,
      threads: options.threads,
      backEnd: options.backend,
      kinds: options.kind.length === 0 ? undefined : options.kind,
      lockSeconds: options.lockSeconds,
      idleSeconds: options.idleSeconds,
      progress: counter,
      onShard({ planHash, shard }, state) {
        counts[state] += 1;
        current = `${planHash.slice(0, 8)} shard ${shard} ${state}`;
      },
      note: progress.note,
    });
    stop = queueWorker.stop;
    if (interruption.requested()) stop();
    await queueWorker.ended;
  } finally {
    progress.stop();
    interruption.release();
  }
  if (options.json) await answerJson(counts);
  else await answer(report(counts));
  process.exitCode = counts.stopped > 0 ? 130 : 0;
  exitSoon();
}

const MEANING = {
  done: "shards computed",
  kept: "done already",
  needless: "not needed: precise enough without them, or asked for by nobody",
  failed: "failed attempts, left to be tried again",
  stopped: "given back",
  lost: "taken by others, as this worker had been silent",
} as const;

function report(counts: Readonly<Record<keyof typeof MEANING, number>>): string {
  const names = Object.keys(MEANING) as (keyof typeof MEANING)[];
  return names.filter((name) => name === "done" || counts[name] > 0).map((name) => `${grouped(counts[name])} ${MEANING[name]}`).join("\n");
}
