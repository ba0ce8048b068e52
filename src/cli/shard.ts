import { availableParallelism } from "node:os";
import { Command } from "commander";
import { readHeader } from "../cluster/header.ts";
import { noteFailures } from "../cluster/noteFailure.ts";
import { openPlan, rangesOf } from "../cluster/openPlan.ts";
import { openShardRunner, type ShardOutcome } from "../cluster/runShard.ts";
import { Marking } from "../cluster/runningMarker.ts";
import { listText, numbersOf, type Ranges } from "../cluster/shardList.ts";
import type { BackEndName } from "../run/kernel.ts";
import { INDEX_VARIABLES, shardsToRun } from "./arrayIndex.ts";
import { holdInterruption } from "./interruption.ts";
import { duration, grouped, withPrefix } from "./numbers.ts";
import { backEndOption, EXIT_CODES, jsonOption, kindOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { showWork } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";

interface ShardCommandOptions {
  readonly threads: number;
  readonly perTask: number;
  readonly offset: number;
  readonly again?: boolean;
  readonly kind: readonly string[];
  readonly backend: BackEndName;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const shard = new Command("shard")
  .description("Compute shards of a plan: on any machine, in any order, as often as one likes.")
  .argument("<plan>", "folder of the plan, for example plans/spread-and-hike-1a2b3c4d")
  .argument("[shards]", "which: 12, or 4,8,15-17; without it, those of this task of an array job")
  .option("--per-task <k>", "shards of one task of an array job: task i computes shards i·k to i·k + k − 1", wholeNumber(1, 1_000_000), 1)
  .option("--offset <n>", "the first shard of task 0", wholeNumber(0, 1_000_000_000), 0)
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--again", "compute shards that are done and intact once more")
  .addOption(kindOption())
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
The number of the task is read from ${INDEX_VARIABLES.join(", ")}.
A shard that is done is left alone. Its files get their names when they are complete and on the device, the record that
it is done comes last: killing the program at any moment, or computing a shard in two places at once, is harmless.
SIGTERM and Ctrl-C give up the shard at work, within a second; those before it are done. The modules of kinds are read
from where they were when the plan was made, or from where --kind says; their digests must be those of the plan.

Examples:
  yenwind shard plans/my-1a2b3c4d 12
  yenwind shard plans/my-1a2b3c4d 4,8,15-17 --threads 4
  sbatch --array=0-99 --wrap "yenwind shard plans/my-1a2b3c4d --per-task 10"

Exit code 1 also says that a shard has failed; the others have been computed.
${EXIT_CODES}`,
  )
  .action(shardAction);

async function shardAction(folder: string, list: string | undefined, options: ShardCommandOptions): Promise<void> {
  const header = readHeader(folder);
  const ranges = shardsToRun(list, header.counts.shards, options, process.env);
  const outcomes = await runAll(folder, ranges, options).catch((error: unknown) => {
    noteFailures(folder, header, ranges, error);
    throw error;
  });
  const by = (state: ShardOutcome["state"]) => [...outcomes].flatMap(([number, outcome]) => (outcome.state === state ? [number] : []));
  const [done, kept, failed] = [by("done"), by("kept"), by("failed")];
  const left = [...numbersOf(ranges)].filter((number) => !outcomes.has(number) || outcomes.get(number)!.state === "stopped");
  if (options.json) await answerJson({ folder, planHash: header.hash, done, kept, failed, left });
  else await answer(report(folder, ranges, { done, kept, failed, left }));
  process.exitCode = left.length > 0 ? 130 : failed.length > 0 ? 1 : 0;
}

/** Compute shards one after the other until one is given up. @throws when none can be computed: no whole plan, another model */
async function runAll(folder: string, ranges: Ranges, { threads, backend, again, kind, quiet }: ShardCommandOptions): Promise<Map<number, ShardOutcome>> {
  const plan = await openPlan(folder, { kinds: kind.length === 0 ? undefined : kind });
  const outcomes = new Map<number, ShardOutcome>();
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const shards = [...numbersOf(ranges)];
  const pathsOf = (number: number) => rangesOf(plan, number).reduce((sum, { count }) => sum + count, 0);
  let expected = shards.reduce((sum, number) => sum + pathsOf(number), 0);
  const progress = showWork({
    done: () => Atomics.load(counter, 0),
    total: () => Math.max(1, expected),
    text: (done, seconds) => `${grouped(outcomes.size)}/${grouped(shards.length)} shards, ${withPrefix(done / seconds)} paths/s, ${done === 0 ? "–" : duration(((expected - done) * seconds) / done)} left`,
    quiet: quiet ?? false,
  });
  const interruption = holdInterruption(() => progress.note("Interrupted: the shard at work is given up. Once more to leave at once; what is done stays."));
  const marking = new Marking(plan.folder, threads);
  try {
    const runner = await openShardRunner(plan, { threads, backEnd: backend, progress: counter });
    try {
      for (const number of shards) {
        if (interruption.requested()) break;
        marking.begin(number);
        const outcome = await runner.run(number, { again, stop: interruption.requested });
        outcomes.set(number, outcome);
        if (outcome.state === "kept") expected -= pathsOf(number);
        if (outcome.state === "failed") progress.note(`shard ${number} failed: ${outcome.record.message}`);
      }
    } finally {
      await runner.close();
    }
  } finally {
    marking.end();
    progress.stop();
    interruption.release();
  }
  return outcomes;
}

interface Numbers {
  readonly done: readonly number[];
  readonly kept: readonly number[];
  readonly failed: readonly number[];
  readonly left: readonly number[];
}

function report(folder: string, ranges: Ranges, { done, kept, failed, left }: Numbers): string {
  if (ranges.length === 0) return "This task has no shards: it is behind the end of the plan.";
  const lines = [`${grouped(done.length)} of ${grouped(done.length + kept.length + failed.length + left.length)} shards computed (${listText(ranges)})`];
  if (kept.length > 0) lines.push(`${grouped(kept.length)} were done already, and intact`);
  if (failed.length > 0) lines.push(`${grouped(failed.length)} failed; to try again:\n  ${shellCommand(["shard", folder, listText(failed.map((number) => [number, number]))])}`);
  if (left.length > 0) lines.push(`interrupted; to go on:\n  ${shellCommand(["shard", folder, listText(left.map((number) => [number, number]))])}`);
  return lines.join("\n");
}
