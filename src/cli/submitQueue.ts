import { checkRedis, redisPlace } from "../cluster/engines/bullmq/redis.ts";
import { type QueueState, submitToQueue } from "../cluster/engines/bullmq/submit.ts";
import { rangesOf, type ShardPlan } from "../cluster/openPlan.ts";
import { listText, rangesOfNumbers } from "../cluster/shardList.ts";
import { holdInterruption } from "./interruption.ts";
import { duration, grouped, withPrefix } from "./numbers.ts";
import { answer, answerJson } from "./output.ts";
import { showWork } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";
import type { SubmitCommandOptions } from "./submit.ts";

/** Submit a plan to the queue and watch it. @returns is it to be merged? Otherwise the answer has been given */
export async function submitQueue(plan: ShardPlan, options: SubmitCommandOptions): Promise<boolean> {
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

function report(folder: string, failed: number, left: number, { redis, engine }: SubmitCommandOptions): string {
  const again = shellCommand(["submit", folder, "--engine", engine, "--redis", redis]);
  if (left > 0) return `${grouped(left)} shards are in the queue. To watch them again, and merge:\n  ${again}\nTo see where the plan stands:\n  ${shellCommand(["status", folder])}`;
  if (failed > 0) return `${grouped(failed)} shards have failed; all others are done. To see why, and to try again:\n  ${shellCommand(["status", folder])}\n  ${again}`;
  return `All shards are done: ${shellCommand(["merge", folder])}`;
}
