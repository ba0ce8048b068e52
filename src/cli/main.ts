#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { bench } from "./bench.ts";
import { calibrate } from "./calibrate.ts";
import { compare } from "./compare.ts";
import { explain } from "./explain.ts";
import { explore } from "./explore.ts";
import { facts } from "./facts.ts";
import { failureOf } from "./failure.ts";
import { kinds } from "./kinds.ts";
import { ignoreStreamErrors } from "./output.ts";
import { programVersion } from "./packageFiles.ts";
import { report } from "./report.ts";
import { merge } from "./merge.ts";
import { plan } from "./plan.ts";
import { run } from "./run.ts";
import { resume } from "./resume.ts";
import { schema } from "./schema.ts";
import { shard } from "./shard.ts";
import { status } from "./status.ts";
import { submit } from "./submit.ts";
import { sweep } from "./sweep.ts";
import { validate } from "./validate.ts";
import { verify } from "./verify.ts";
import { worker } from "./worker.ts";

const COMMANDS = [run, sweep, calibrate, facts, resume, validate, verify, compare, report, explore, explain, plan, shard, merge, status, submit, worker, kinds, schema, bench];

const program = new Command("yenwind")
  .description("Monte Carlo simulation of yen carry-trade unwinding: who sells what, how much, how fast, and why.")
  .version(programVersion())
  .exitOverride()
  .addHelpText(
    "after",
    `
Start here:
  yenwind run --paths 200              a quick look at the baseline
  yenwind validate my.yaml             what is wrong with a configuration
  yenwind kinds hedge_fund             the parameters of a kind of agent
  yenwind help run                     everything about a command

Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted. NO_COLOR is respected.`,
  );
for (const command of COMMANDS) program.addCommand(command.copyInheritedSettings(program));

let ended = false;

function end(error?: unknown): void {
  ended = true;
  if (error === undefined) return;
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // it has said what is wrong
    return;
  }
  const { text, exitCode } = failureOf(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}

// Only a command that has given its answer may set 0: whatever else ends the program is a failure.
process.exitCode = 1;
process.on("exit", (code) => {
  if (!ended && code === 1) process.stderr.write("yenwind: ended without a result, and nothing says why\n");
});
process.on("uncaughtException", (error) => {
  end(error);
  process.exit();
});
ignoreStreamErrors();
program.parseAsync().then(() => end(), end);
