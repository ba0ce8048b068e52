import { Command } from "commander";
import { readHeader } from "../cluster/header.ts";
import { listText, rangesOfNumbers } from "../cluster/shardList.ts";
import { type PlanStatus, planStatus } from "../cluster/shardStates.ts";
import { amount, duration, grouped } from "./numbers.ts";
import { EXIT_CODES, jsonOption, wholeNumber } from "./options.ts";
import { answer, answerJson } from "./output.ts";
import { indent, table } from "./table.ts";

interface StatusCommandOptions {
  readonly check?: boolean;
  readonly list?: boolean;
  readonly perTask: number;
  readonly offset: number;
  readonly json?: boolean;
}

const BAR_WIDTH = 40;
/** Characters of a list, and processes and failures, that are shown. */
const LIST_SHOWN = 2000;
const ROWS_SHOWN = 10;

export const status = new Command("status")
  .description("Where a plan stands: shards done, running, failed and missing, and which to submit again.")
  .argument("<plan>", "folder of the plan, for example plans/spread-and-hike-1a2b3c4d")
  .option("--check", "read every file of the shards and compare its SHA-256, rather than look whether it is there")
  .option("--list", "print only what is to be computed yet, as 4,8,15-17; nothing when there is nothing")
  .option("--per-task <k>", "list tasks of an array job that computes k shards each, rather than shards", wholeNumber(1, 1_000_000), 1)
  .option("--offset <n>", "the first shard of task 0", wholeNumber(0, 1_000_000_000), 0)
  .addOption(jsonOption())
  .addHelpText(
    "after",
    `
A shard is running while a process shows a sign of life in the folder of the plan, every ten seconds; one that has
shown none for a minute is taken for gone. Shards that are running are not in the list.

Examples:
  yenwind status plans/my-1a2b3c4d
  sbatch --array=$(yenwind status plans/my-1a2b3c4d --list) --wrap "yenwind shard plans/my-1a2b3c4d"
  yenwind status plans/my-1a2b3c4d --list --per-task 10
  yenwind status plans/my-1a2b3c4d --json

Exit code 0 whether all shards are done or not. ${EXIT_CODES}`,
  )
  .action(statusAction);

async function statusAction(folder: string, { check, list, perTask, offset, json }: StatusCommandOptions): Promise<void> {
  const header = readHeader(folder);
  const state = planStatus(folder, header, { check });
  const tasks = listText(rangesOfNumbers(state.toDo.filter((shard) => shard >= offset).map((shard) => Math.floor((shard - offset) / perTask))));
  if (json) {
    const { shards, done, running, failed, missing, damaged, failures, secondsPerShard = null, shardsPerHour = null, secondsLeft = null } = state;
    const lists = { failed: text(failed), missing: text(missing), damaged: text(damaged), array: tasks };
    await answerJson({ folder, planHash: header.hash, complete: done === shards, shards, done, running, counts: { running: running.length, failed: failed.length, missing: missing.length, damaged: damaged.length }, ...lists, failures, secondsPerShard, shardsPerHour, secondsLeft });
  } else if (!list) await answer(report(folder, header.name, state, tasks));
  else if (tasks !== "") await answer(tasks);
  process.exitCode = 0;
}

const text = (shards: readonly number[]) => listText(rangesOfNumbers(shards));

function report(folder: string, name: string, state: PlanStatus, tasks: string): string {
  const { shards, done, running, failed, missing, damaged, failures, secondsPerShard, shardsPerHour, secondsLeft } = state;
  const filled = Math.floor((BAR_WIDTH * done) / shards);
  const counts = [["done", done], ["running", running.length], ["failed", failed.length], ["missing", missing.length], ["damaged", damaged.length]] as const;
  const lines = [
    `${name}  ${"█".repeat(filled)}${"░".repeat(BAR_WIDTH - filled)}  ${amount((100 * done) / shards)} % of ${grouped(shards)} shards`,
    indent(table([], counts.map(([what, count]) => [what, grouped(count)]))),
  ];
  if (secondsPerShard !== undefined) lines.push(`  ${duration(secondsPerShard)} per shard${shardsPerHour === undefined ? "" : `, ${amount(shardsPerHour)} shards an hour now, ${duration(secondsLeft!)} left`}`);
  if (running.length > 0) lines.push("", "at work", rows(running.map(({ shard, host, pid, threads, since }) => [`shard ${shard}`, host, `process ${pid}`, `${threads} threads`, `since ${since}`]), running.length));
  if (failures.length > 0) lines.push("", "failed", rows(failures.map(({ shard, attempt, host, message }) => [`shard ${shard}`, `attempt ${attempt}`, host, message]), failed.length));
  if (damaged.length > 0) lines.push("", `damaged: ${short(text(damaged))}`);
  lines.push("", tasks === "" ? (done === shards ? `All shards are done: yenwind merge ${folder}` : "What is left is running.") : `to submit: --array=${short(tasks)}`);
  return lines.join("\n");
}

function rows(all: readonly (readonly string[])[], count: number): string {
  const shown = indent(table([], all.slice(0, ROWS_SHOWN), { align: "left" }));
  return count > ROWS_SHOWN ? `${shown}\n  … and ${grouped(count - ROWS_SHOWN)} more` : shown;
}

function short(list: string): string {
  return list.length <= LIST_SHOWN ? list : `${list.slice(0, list.lastIndexOf(",", LIST_SHOWN))},… (--list has all)`;
}
