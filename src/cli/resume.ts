import { availableParallelism } from "node:os";
import { existsSync } from "node:fs";
import { join, resolve as absolute } from "node:path";
import { Command } from "commander";
import { planCalibration } from "../calibration/plan.ts";
import { type CalibrationRecord, checkUnchanged as checkCalibration, readCalibrationRecord, recordOf as calibrationRecord } from "../calibration/record.ts";
import { readCalibrationFile } from "../config/calibrationFile.ts";
import { BadInput } from "../config/errors.ts";
import { readSweepFile } from "../config/sweepFile.ts";
import { loadModel } from "../kinds/loadModel.ts";
import type { BackEndName } from "../run/kernel.ts";
import { loadRun } from "../run/prepare.ts";
import { checkModelOf } from "../run/record.ts";
import { isFinished, removeUnfinished } from "../run/runFolder.ts";
import { readRunRecord, type RunRecord } from "../run/runRecord.ts";
import { planSweep } from "../sweep/plan.ts";
import { checkUnchanged, readSweepRecord, recordOf, type SweepRecord } from "../sweep/record.ts";
import { backEndOption, checkpointOption, EXIT_CODES, jsonOption, wholeNumber } from "./options.ts";
import { backtestTargets } from "../calibration/backtestTargets.ts";
import { answer, answerJson } from "./output.ts";
import { runCalibration } from "./runCalibration.ts";
import { runPaths } from "./runPaths.ts";
import { runSweep } from "./runSweep.ts";
import { type Allowed, allowed } from "./sweep.ts";

interface ResumeOptions {
  readonly threads: number;
  readonly backend: BackEndName;
  readonly file?: string;
  readonly stopAfterFailures?: Allowed;
  readonly checkpointSeconds?: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export const resume = new Command("resume")
  .description("Go on with a run, sweep or calibration that was interrupted, by Ctrl-C, a crash, a full disk or a power cut.")
  .argument("<run>", "folder of the run, sweep or calibration, for example results/spread-and-hike-1a2b3c4d")
  .option("--file <file>", "the configuration, sweep or calibration file, where it lies elsewhere now")
  .option("--threads <n>", "worker threads, 1 to 256: speed only, changes no bit of a result", wholeNumber(1, 256), Math.min(256, availableParallelism()))
  .option("--stop-after-failures <n>", "sweeps: give up when more points than this have failed: a number, or a share such as 5% (default: never)", allowed)
  .addOption(backEndOption())
  .addOption(checkpointOption())
  .addOption(jsonOption())
  .option("--quiet", "no progress on stderr")
  .addHelpText(
    "after",
    `
The files at the end are the same, byte for byte, as those of a run that was never interrupted. A sweep or calibration
loses nothing that was finished. A run goes on from its last checkpoint, a few seconds before a crash, or where Ctrl-C
stopped it. The sweep file, the configurations and the modules of kinds are read again where they were; if they,
or the model, have changed since, the command says what differs and does nothing.

Examples:
  yenwind resume results/baseline-1a2b3c4d
  yenwind resume results/spread-and-hike-1a2b3c4d --threads 4

${EXIT_CODES}`,
  )
  .action(resumeAction);

async function resumeAction(folder: string, options: ResumeOptions): Promise<void> {
  if (!existsSync(folder)) throw new BadInput([{ path: "", message: `there is no such folder: ${folder}`, hint: "Give a run folder, for example results/baseline-1a2b3c4d." }]);
  const sweep = readSweepRecord(folder);
  if (sweep !== undefined) return resumeSweep(folder, sweep, options);
  const calibration = readCalibrationRecord(folder);
  if (calibration !== undefined) return resumeCalibration(folder, calibration, options);
  if (isFinished(folder)) return nothingLeft(folder, options);
  const run = readRunRecord(folder);
  if (run !== undefined) return resumeRun(folder, run, options);
  const message = existsSync(join(folder, "manifest.json")) ? `${folder} keeps nothing to go on with` : `${folder} is no folder of a run, sweep or calibration that could be resumed: it has no run.json, sweep.json or calibration.json`;
  throw new BadInput([{ path: "", message, hint: "Give a run folder, for example results/baseline-1a2b3c4d. A run that was not begun with yenwind run is begun again with --overwrite." }]);
}

async function resumeSweep(folder: string, record: SweepRecord, options: ResumeOptions): Promise<void> {
  const { kinds, set, until } = record;
  const given = { file: options.file === undefined ? record.file : absolute(options.file), kinds, set, until };
  const model = await loadModel(kinds);
  const plan = planSweep(readSweepFile(given.file), { model, set, until: until ?? undefined });
  checkUnchanged(record, recordOf(plan, given), folder);
  await runSweep(plan, { ...options, given, folder });
}

async function resumeCalibration(folder: string, record: CalibrationRecord, options: ResumeOptions): Promise<void> {
  const { kinds, set, waves } = record;
  const given = { file: options.file === undefined ? record.file : absolute(options.file), kinds, set, waves };
  const model = await loadModel(kinds);
  const plan = planCalibration(readCalibrationFile(given.file), { model, catalogue: backtestTargets, set, waves: waves ?? undefined });
  checkCalibration(record, calibrationRecord(plan, given), folder);
  await runCalibration(plan, { ...options, given, folder });
}

async function resumeRun(folder: string, record: RunRecord, options: ResumeOptions): Promise<void> {
  const { kinds, set, until } = record;
  const file = options.file === undefined ? record.file : absolute(options.file);
  const model = await loadModel(kinds);
  checkModelOf(record, folder, model.version);
  await runPaths(loadRun(file, set, model), { ...options, given: { file, kinds, set }, until: until ?? undefined, resume: folder });
}

async function nothingLeft(folder: string, { json }: ResumeOptions): Promise<void> {
  removeUnfinished(folder); // where the program ended just before it could
  if (json) await answerJson({ complete: true, resume: null, folder });
  else await answer(`Nothing is left to do: the run in ${folder} is complete.`);
  process.exitCode = 0;
}
