import { MEMORY_FACTOR, TIME_FACTOR } from "../cluster/engines/slurm/needs.ts";
import { arrayArguments, mergeArguments, type Submission } from "../cluster/engines/slurm/submission.ts";
import { USUAL_ARRAY_SIZE } from "../cluster/engines/slurm/commands.ts";
import { duration, grouped } from "./numbers.ts";
import { shellCommand } from "./shellCommand.ts";
import { indent } from "./table.ts";

/** Lines of tasks.txt that are printed. */
const LINES_SHOWN = 10;

/** Numbers of the jobs that Slurm has taken. */
export interface Submitted {
  readonly arrays: readonly string[];
  readonly merge: string | undefined;
}

export interface PlanFacts {
  readonly folder: string;
  readonly name: string;
  readonly planHash: string;
  /** Shards of the plan. */
  readonly of: number;
  /** As the cluster says. */
  readonly arraySize: number | undefined;
}

/** For --json. */
export function submittedFacts({ folder, planHash, of }: PlanFacts, submission: Submission, { arrays, merge }: Submitted) {
  const { shards, perTask, tasks, needs, time = null, memory, throttle = null } = submission;
  const scripts = arrays.length === 0 ? null : submission.folder;
  return { folder, planHash, shards: of, toCompute: shards.length, tasks: tasks.length, perTask, arrays: submission.arrays.map(({ first, count }, n) => ({ job: arrays[n] ?? null, firstTask: first, tasks: count })), merge: merge ?? null, throttle, time, memory, estimate: { taskSeconds: needs.seconds, taskMegabytes: needs.used }, scripts, files: arrays.length === 0 ? submission.files : undefined };
}

/** What has been submitted, and what one may do next. */
export function submittedText(facts: PlanFacts, submission: Submission, { arrays, merge }: Submitted): string {
  const { folder } = facts;
  if (submission.shards.length === 0) return `All shards are done: ${shellCommand(["merge", folder])}`;
  const next = [shellCommand(["status", folder]), `squeue --jobs=${[...arrays, ...(merge === undefined ? [] : [merge])].join(",")}`, `scancel ${[...arrays, ...(merge === undefined ? [] : [merge])].join(" ")}`];
  const jobs = arrays.map((job, n) => `job ${job}: ${tasksText(submission.arrays[n].count)}`);
  if (merge !== undefined) jobs.push(`job ${merge}: merge, after ${arrays.length === 1 ? "it" : "them"}`);
  return `${described(facts, submission)}\n\nSubmitted\n${indent(jobs.join("\n"))}\n  scripts and logs: ${submission.folder}\n\nThen\n${indent(next.join("\n"))}`;
}

/** All that would be written and submitted. */
export function drySubmission(facts: PlanFacts, submission: Submission): string {
  const ids = submission.arrays.map((_, n) => `$job${n}`);
  const commands = submission.arrays.map((_, n) => `job${n}=$(sbatch --parsable ${arrayArguments(submission, n, ids[n - 1]).join(" ")})`);
  if (submission.files["merge.sh"] !== undefined) commands.push(`sbatch ${mergeArguments(submission, ids).join(" ")}`);
  const files = Object.entries(submission.files).map(([name, text]) => `==> ${submission.folder}/${name}\n${name === "tasks.txt" ? beginning(text) : text}`);
  return [`${described(facts, submission)}\n`, ...files, "==> commands", ...commands].join("\n");
}

const tasksText = (count: number) => `${grouped(count)} ${count === 1 ? "task" : "tasks"}`;

function beginning(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.length <= LINES_SHOWN ? text : `${lines.slice(0, LINES_SHOWN).join("\n")}\n… and ${grouped(lines.length - LINES_SHOWN)} lines more\n`;
}

function described({ of, arraySize }: PlanFacts, { shards, tasks, perTask, arrays, needs, time, memory, given, throttle }: Submission): string {
  const limit = arraySize === undefined ? `${USUAL_ARRAY_SIZE}, Slurm's default: there is no Slurm to ask here` : grouped(arraySize);
  const estimated = needs.minutes === undefined ? "nothing is known of the cost" : `the longest task is thought to take ${duration(needs.seconds)}${given.time ? "" : `; ${TIME_FACTOR} times that, and 3 min`}`;
  const used = `${Math.ceil(needs.used)}M are thought to be used${given.memory ? "" : `; ${MEMORY_FACTOR} times that`}`;
  const lines = [
    `shards   ${grouped(shards.length)} of ${grouped(of)} to compute`,
    `tasks    ${grouped(tasks.length)}, ${grouped(perTask)} ${perTask === 1 ? "shard" : "shards"} each${throttle === undefined ? "" : `; ${grouped(throttle)} at once, at most`}`,
    `arrays   ${arrays.length} (MaxArraySize is ${limit})`,
    `time     ${time === undefined ? "as the partition gives" : /^\d+$/.test(time) ? `${time} min` : time} (${estimated})`,
    `memory   ${memory} (${used})`,
  ];
  return indent(lines.join("\n"));
}
