import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { jobsInQueue, maxArraySize, requireSbatch, sbatch, USUAL_ARRAY_SIZE } from "../cluster/engines/slurm/commands.ts";
import { jobName } from "../cluster/engines/slurm/scripts.ts";
import { arrayArguments, mergeArguments, planSubmission, type Submission, writeSubmission } from "../cluster/engines/slurm/submission.ts";
import { openPlan } from "../cluster/openPlan.ts";
import { BadInput } from "../config/errors.ts";
import type { Engine, SubmitOptions } from "./engine.ts";
import { repeatable, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { drySubmission, type Submitted, submittedFacts, submittedText } from "./submitSlurmText.ts";

interface SlurmCommandOptions extends SubmitOptions {
  readonly perTask?: number;
  readonly throttle?: number;
  readonly threads: number;
  readonly time?: string;
  readonly mem?: string;
  readonly partition?: string;
  readonly account?: string;
  readonly sbatch: readonly string[];
  readonly dryRun?: boolean;
}

const option = (flags: string, description: string, parse: (text: string) => unknown) => new Option(flags, description).argParser(parse);

export const slurm: Engine = {
  name: "slurm",
  summary: "array jobs, and a job after them that merges (docs/cluster/slurm.md)",
  options: [
    option("--per-task <k>", "shards of one task (default: about 15 minutes' worth, but 100 tasks and more)", wholeNumber(1, 1_000_000)),
    option("--throttle <n>", "tasks that run at once, at most", wholeNumber(1, 1_000_000)),
    option("--threads <n>", "CPUs of a task, and worker threads: speed only", wholeNumber(1, 256)).default(4),
    option("--time <limit>", "time limit of a task, as sbatch reads it (default: from the cost in the plan)", matching(/^\d+(-\d+)?(:\d+){0,2}$/, "a time such as 90, 1:30:00 or 1-12")),
    option("--mem <size>", "memory of a task, as sbatch reads it (default: from agents, threads and paths)", matching(/^\d+[KMGT]?$/, "a size such as 800M or 2G")),
    option("--partition <names>", "partitions of the cluster", matching(/^[\w.,+-]+$/, "names without spaces")),
    option("--account <name>", "account that is charged", matching(/^[\w.@+-]+$/, "a name without spaces")),
    repeatable("--sbatch <options>", 'more options of sbatch for all jobs, for example "--qos=long"; repeatable').argParser((text: string, before: readonly string[]) => [...before, oneLine(text)]),
    new Option("--dry-run", "print the job scripts and the commands; write and submit nothing"),
  ],
  help: `With slurm, run it where sbatch is; the plan, the program and Node must have the same paths on the nodes. Job scripts
and logs are in slurm/ in the folder of the plan. A task of which the node dies, or that runs out of time, goes back
into the queue and does the rest. If shards are missing in the end, the job that merges says which, and fails.`,
  examples: ["yenwind submit plans/my-1a2b3c4d --engine slurm --dry-run", "yenwind submit plans/my-1a2b3c4d --engine slurm --threads 8 --throttle 50 --partition short"],
  submit: (folder, options) => submitSlurm(folder, options as unknown as SlurmCommandOptions),
};

async function submitSlurm(folder: string, options: SlurmCommandOptions): Promise<void> {
  const kinds = options.kind.map((file) => resolve(file));
  const plan = await openPlan(folder, { kinds: kinds.length === 0 ? undefined : kinds });
  const arraySize = maxArraySize();
  const submission = planSubmission(plan, nextNumber(folder), {
    ...options,
    kinds,
    program: [process.execPath, resolve(process.argv[1])],
    perTask: options.perTask,
    throttle: options.throttle,
    time: options.time,
    memory: options.mem,
    partition: options.partition,
    account: options.account,
    more: options.sbatch,
    out: options.merge ? options.out : undefined,
    maxArraySize: arraySize ?? USUAL_ARRAY_SIZE,
  });
  const { name, counts, hash } = plan.header;
  const facts = { folder, name, planHash: hash, of: counts.shards, arraySize };
  if (submission.shards.length === 0 || options.dryRun) {
    const nothing: Submitted = { arrays: [], merge: undefined };
    if (options.json) await answerJson(submittedFacts(facts, submission, nothing));
    else await answer(options.dryRun && submission.shards.length > 0 ? drySubmission(facts, submission) : submittedText(facts, submission, nothing));
  } else {
    requireSbatch();
    refuseTwice(jobName(hash.slice(0, 8)));
    const submitted = submitJobs(submission);
    if (options.json) await answerJson(submittedFacts(facts, submission, submitted));
    else await answer(submittedText(facts, submission, submitted));
  }
  process.exitCode = 0;
}

/** @throws Error when sbatch refuses a job: what it has taken before is named, and goes on */
function submitJobs(submission: Submission): Submitted {
  writeSubmission(submission);
  const arrays: string[] = [];
  try {
    for (let n = 0; n < submission.arrays.length; n++) arrays.push(sbatch(arrayArguments(submission, n, arrays.at(-1))));
    return { arrays, merge: submission.files["merge.sh"] === undefined ? undefined : sbatch(mergeArguments(submission, arrays)) };
  } catch (error) {
    if (arrays.length > 0) throw new Error(`${(error as Error).message} (already submitted: ${arrays.join(", ")}; they go on unless you scancel them)`, { cause: error });
    throw error;
  }
}

/** @throws BadInput while jobs of the plan are in the queue: the same shards would be computed twice */
function refuseTwice(name: string): void {
  const jobs = jobsInQueue(name);
  if (jobs.length === 0) return;
  throw new BadInput([{ path: "", message: `jobs of this plan are in the queue: ${jobs.join(", ")}`, hint: `Wait for them, or remove them: scancel --name=${name}` }]);
}

/** Submissions of a plan are numbered from 1. */
function nextNumber(plan: string): number {
  const folder = join(plan, "slurm");
  const numbers = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+$/.test(name)).map(Number) : [];
  return 1 + Math.max(0, ...numbers);
}

function matching(pattern: RegExp, expected: string): (text: string) => string {
  return (text) => {
    if (!pattern.test(text)) throw new InvalidArgumentError(`Expected ${expected}.`);
    return text;
  };
}

function oneLine(text: string): string {
  if (!/^-[^\n\r]*$/.test(text)) throw new InvalidArgumentError("Expected options in one line, such as --qos=long.");
  return text;
}
