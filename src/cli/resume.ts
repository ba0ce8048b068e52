import { availableParallelism } from "node:os";
import { existsSync } from "node:fs";
import { Command } from "commander";
import { BadInput } from "../config/errors.ts";
import { readSweepFile } from "../config/sweepFile.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { planSweep } from "../sweep/plan.ts";
import { checkUnchanged, readRecord, recordOf } from "../sweep/record.ts";
import { backEndOption, EXIT_CODES, jsonOption, wholeNumber } from "./options.ts";
import { runSweep } from "./runSweep.ts";
import { type Allowed, allowed } from "./sweep.ts";

interface ResumeOptions {
  readonly threads: number;
  readonly backend: BackEndName;
  readonly file?: string;
  readonly stopAfterFailures?: Allowed;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const resume = new Command("resume")
  .description("Go on with a sweep that was interrupted, by Ctrl-C, a crash, a full disk or a power cut.")
  .argument("<run>", "folder of the sweep, for example results/spread-and-hike-1a2b3c4d")
  .option("--file <file>", "the sweep file, where it lies elsewhere now")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--stop-after-failures <n>", "give up when more points than this have failed: a number, or a share such as 5% (default: never)", allowed)
  .addOption(backEndOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
Nothing that was finished is lost or computed again, and the files are the same, byte for byte, as those of a run
that was never interrupted. The sweep file, the configurations and the modules of kinds are read again where they
were; if they, or the model, have changed since, the command says what differs and does nothing.

Examples:
  yenwind resume results/spread-and-hike-1a2b3c4d
  yenwind resume results/spread-and-hike-1a2b3c4d --threads 4

${EXIT_CODES}`,
  )
  .action(resumeAction);

async function resumeAction(folder: string, options: ResumeOptions): Promise<void> {
  const record = readRecord(folder);
  if (record === undefined) {
    const message = existsSync(folder) ? `${folder} is no folder of a sweep: it has no sweep.json` : `there is no such folder: ${folder}`;
    throw new BadInput([{ path: "", message, hint: "Give the folder of a sweep, for example results/spread-and-hike-1a2b3c4d. A plain run is begun again with --overwrite." }]);
  }
  const { kinds, set, until } = record;
  const given = { file: options.file ?? record.file, kinds, set, until };
  const model = await loadModel(kinds);
  const plan = planSweep(readSweepFile(given.file), { model, set, until: until ?? undefined });
  checkUnchanged(record, recordOf(plan, given), folder);
  await runSweep(plan, { ...options, given, folder });
}
