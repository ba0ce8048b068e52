import { Option } from "commander";
import { checkRedis, CREDENTIALS, redisPlace } from "../cluster/engines/bullmq/redis.ts";
import { type QueueState, submitToQueue } from "../cluster/engines/bullmq/submit.ts";
import { openPlan, rangesOf, type ShardPlan } from "../cluster/openPlan.ts";
import { listText, rangesOfNumbers } from "../cluster/shardList.ts";
import type { Engine, SubmitOptions } from "./engine.ts";
import { exitSoon, holdInterruption } from "./interruption.ts";
import { mergePlan } from "./merge.ts";
import { duration, grouped, withPrefix } from "./numbers.ts";
import { wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { showWork } from "./progress.ts";
import { redisOption } from "./redisOption.ts";
import { shellCommand } from "./shellCommand.ts";

interface BullmqCommandOptions extends SubmitOptions {
  readonly redis: string;
  readonly attempts: number;
}

export const bullmq: Engine = {
  name: "bullmq",
  summary: "a queue in Redis, from which workers take shards (docs/cluster/bullmq.md)",
  options: [redisOption(), new Option("--attempts <n>", "times that a shard is tried before it counts as failed").argParser(wholeNumber(1, 1000)).default(5)],
  help: `With bullmq, workers (yenwind worker) may come and go at any time. Progress is shown until all shards are done, and
then merged. Workers that do not see the folder of the plan get it through Redis, and send what they compute, which is
written here as if it had been computed here. The folder says what is done: a Redis that has lost its memory is filled
again. Ctrl-C ends the watching; the workers go on with what is in the queue. User name and password of the Redis are
read from ${CREDENTIALS.join(" and ")}.`,
  examples: ["yenwind submit plans/my-1a2b3c4d --engine bullmq --redis redis://queue.example:6379"],
  async submit(folder, options) {
    const plan = await openPlan(folder, { kinds: options.kind.length === 0 ? undefined : options.kind });
    if (await submitBullmq(plan, options as unknown as BullmqCommandOptions)) await mergePlan(plan, options);
    exitSoon();
  },
};

/** Put a plan into the queue and watch it. @returns is it to be merged? Otherwise the answer has been given */
async function submitBullmq(plan: ShardPlan, options: BullmqCommandOptions): Promise<boolean> {
  const redis = redisPlace(options.redis, process.env);
  await checkRedis(redis);
  const shards = plan.shards.count;
  let paths = 0;
  for (let shard = 0; shard < shards; shard++) paths += rangesOf(plan, shard).reduce((sum, { count }) => sum + count, 0);
  let state: QueueState = { shardsLeft: shards, pathsLeft: paths, workers: 0 };
  let before: number | undefined; // paths done when we began to watch
  const progress = showWork({
    done: () => paths - state.pathsLeft,
    total: () => paths,
    text(done, seconds) {
      const rate = (done - (before ?? done)) / seconds;
      return `${grouped(shards - state.shardsLeft)}/${grouped(shards)} shards, ${grouped(state.workers)} ${state.workers === 1 ? "worker" : "workers"}, ${withPrefix(rate)} paths/s, ${rate > 0 ? duration(state.pathsLeft / rate) : "–"} left`;
    },
    quiet: options.quiet ?? false,
  });
  const interruption = holdInterruption(() => progress.note("Interrupted: no longer watching. The shards stay in the queue, and workers go on."));
  try {
    const { failed, left } = await submitToQueue(plan, {
      redis,
      attempts: options.attempts,
      stop: interruption.requested,
      note: progress.note,
      onState(now) {
        state = now;
        before ??= paths - now.pathsLeft;
      },
    });
    progress.stop();
    process.exitCode = left.length > 0 ? 130 : failed.length > 0 ? 1 : 0;
    if (failed.length + left.length === 0 && options.merge) return true;
    const list = (numbers: readonly number[]) => listText(rangesOfNumbers(numbers.toSorted((a, b) => a - b)));
    if (options.json) await answerJson({ folder: plan.folder, planHash: plan.header.hash, complete: failed.length + left.length === 0, failed: list(failed), left: list(left) });
    else await answer(report(plan.folder, failed.length, left.length, options));
    return false;
  } finally {
    progress.stop();
    interruption.release();
  }
}

function report(folder: string, failed: number, left: number, { redis }: BullmqCommandOptions): string {
  const again = shellCommand(["submit", folder, "--engine", "bullmq", "--redis", redis]);
  if (left > 0) return `${grouped(left)} shards are in the queue. To watch them again, and merge:\n  ${again}\nTo see where the plan stands:\n  ${shellCommand(["status", folder])}`;
  if (failed > 0) return `${grouped(failed)} shards have failed; all others are done. To see why, and to try again:\n  ${shellCommand(["status", folder])}\n  ${again}`;
  return `All shards are done: ${shellCommand(["merge", folder])}`;
}
