import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { FileError } from "../../../arrow/fileError.ts";
import { NeededShards } from "../../neededShards.ts";
import { secondsOf, type ShardPlan } from "../../openPlan.ts";
import { listText, rangesOfNumbers } from "../../shardList.ts";
import { planStatus } from "../../shardStates.ts";
import { type Needs, needsOf } from "./needs.ts";
import { mergeScript, type ScriptParts, shardScript } from "./scripts.ts";
import { cutArrays, cutTasks, type JobArray, shardsPerTask } from "./tasks.ts";

export interface SlurmOptions extends Pick<ScriptParts, "program" | "kinds" | "threads" | "partition" | "account" | "more"> {
  /** Shards per task; undefined: as their cost suggests. */
  readonly perTask: number | undefined;
  /** Tasks that run at once, at most. */
  readonly throttle: number | undefined;
  /** Instead of what the cost of the plan suggests. */
  readonly time: string | undefined;
  readonly memory: string | undefined;
  /** Folder in which the merged folder is made; undefined: nothing is merged. */
  readonly out: string | undefined;
  readonly maxArraySize: number;
}

/** Time limit of the job that merges, at least: it reads and checks every file. */
const MERGE_MINUTES = 60;

/** Everything that is submitted, before it is. */
export interface Submission {
  readonly folder: string;
  /** Shards that are needed and not done. */
  readonly shards: readonly number[];
  readonly perTask: number;
  readonly tasks: readonly (readonly number[])[];
  readonly arrays: readonly JobArray[];
  readonly throttle: number | undefined;
  readonly needs: Needs;
  readonly time: string | undefined;
  readonly memory: string;
  /** Which of the two the user has given. */
  readonly given: { readonly time: boolean; readonly memory: boolean };
  /** Texts of the files, by name. */
  readonly files: Readonly<Record<"tasks.txt" | "shards.sh", string> & Partial<Record<"merge.sh", string>>>;
}

/**
 * Work out the jobs for all shards of a plan that are needed and not done; whoever else works on some finds, or leaves,
 * them done. With a precision, shards behind the path where their point is precise enough are not needed.
 */
export function planSubmission(plan: ShardPlan, number: number, options: SlurmOptions): Submission {
  const shards = new NeededShards(plan).of(planStatus(plan.folder, plan.header));
  const { threads, maxArraySize, throttle } = options;
  const mean = shards.reduce((sum, shard) => sum + secondsOf(plan, shard), 0) / shards.length / threads;
  const perTask = options.perTask ?? shardsPerTask(shards.length, mean, maxArraySize);
  const tasks = cutTasks(shards, perTask);
  const needs = needsOf(plan, tasks, threads);
  const folder = resolve(plan.folder, "slurm", String(number));
  const time = options.time ?? needs.minutes?.toString();
  const memory = options.memory ?? `${needs.megabytes}M`;
  const out = resolve(options.out ?? "");
  const parts = { ...options, plan: resolve(plan.folder), hash: plan.header.hash.slice(0, 8), folder, perTask, time, memory, out };
  const mergeTime = options.time ?? (needs.minutes === undefined ? undefined : String(Math.max(MERGE_MINUTES, needs.minutes)));
  const lines = tasks.map((task) => `${listText(rangesOfNumbers(task))}\n`).join("");
  const files = { "tasks.txt": lines, "shards.sh": shardScript(parts), ...(options.out === undefined ? {} : { "merge.sh": mergeScript({ ...parts, time: mergeTime }) }) };
  return { folder, shards, perTask, tasks, arrays: cutArrays(tasks.length, maxArraySize), throttle, needs, time, memory, given: { time: options.time !== undefined, memory: options.memory !== undefined }, files };
}

/** Write the files of a submission. @throws FileError when the disk fails */
export function writeSubmission({ folder, files }: Submission): void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder); // nobody else's
    mkdirSync(join(folder, "log"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: name.endsWith(".sh") ? 0o755 : 0o644 });
  } catch (cause) {
    throw new FileError("write", folder, cause);
  }
}

/**
 * Arguments of sbatch for an array. With a throttle, an array waits for the one before: %N counts within one array.
 *
 * @param before number of the job of the array before
 */
export function arrayArguments({ folder, arrays, throttle }: Submission, n: number, before: string | undefined): string[] {
  const { first, count } = arrays[n];
  const tasks = `--array=${count === 1 ? "0" : `0-${count - 1}`}${throttle === undefined ? "" : `%${throttle}`}`;
  const dependency = throttle === undefined || before === undefined ? [] : [`--dependency=afterany:${before}`];
  return [tasks, ...dependency, join(folder, "shards.sh"), String(first)];
}

/** Arguments of sbatch for the job that merges after the arrays. */
export function mergeArguments({ folder }: Submission, arrays: readonly string[]): string[] {
  return [`--dependency=afterany:${arrays.join(":")}`, join(folder, "merge.sh")];
}
