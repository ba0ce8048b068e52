import { writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import pico from "picocolors";
import { acceptedConfiguration } from "../calibration/acceptedConfiguration.ts";
import type { CalibrationState } from "../calibration/calibrate.ts";
import type { CalibrationPlan } from "../calibration/plan.ts";
import type { Given } from "../calibration/record.ts";
import { reportOf } from "../calibration/report.ts";
import { calibrationFolder, type CalibrationOutcome, simulateCalibration } from "../calibration/simulateCalibration.ts";
import { nameFor } from "../config/declarationFile.ts";
import { BadInput } from "../config/errors.ts";
import type { BackEndName } from "../run/kernel.ts";
import { calibrationFacts, resultText } from "./calibrationText.ts";
import { holdInterruption } from "./interruption.ts";
import { backtestTargets } from "../calibration/backtestTargets.ts";
import { amount, duration, grouped } from "./numbers.ts";
import { answer, answerJson, showsColour } from "./output.ts";
import { showWork } from "./progress.ts";
import { shellCommand } from "./shellCommand.ts";
import { checkWritable } from "./writable.ts";

export interface RunCalibrationOptions {
  readonly given: Given;
  /** Where the folder goes, or which it is. */
  readonly out?: string;
  readonly folder?: string;
  readonly threads: number;
  readonly backend: BackEndName;
  readonly overwrite?: boolean;
  /** File for an accepted point. */
  readonly write?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Run a calibration with a bar on stderr and its answer on stdout. */
export async function runCalibration(plan: CalibrationPlan, options: RunCalibrationOptions): Promise<void> {
  const { write } = options;
  if (write !== undefined) checkWritable(write);
  const folder = options.folder ?? calibrationFolder(options.out ?? "results", plan);
  let state: CalibrationState | undefined;
  const progress = showWork({
    done: () => (state === undefined ? 0 : (state.wave - 1) * plan.search.waves.points + state.done),
    total: () => plan.search.waves.count * plan.search.waves.points,
    text: (_, seconds) => progressText(state, plan, seconds),
    quiet: options.quiet ?? false,
  });
  const resume = shellCommand(["resume", folder]);
  const interruption = holdInterruption(() => progress.note("Interrupted: finishing what is running. Press Ctrl-C again to leave at once; nothing finished is lost."));
  try {
    const outcome = await simulateCalibration(plan, {
      folder,
      given: options.given,
      catalogue: backtestTargets,
      threads: options.threads,
      backEnd: options.backend,
      overwrite: options.overwrite,
      stop: interruption.requested,
      onState: (now) => void (state = now),
      onFailure: (point, message) => progress.note(`point ${point} could not be simulated: ${message}`),
    });
    progress.stop();
    const written = write === undefined || !outcome.complete ? null : writeAccepted(plan, outcome, write);
    if (options.json) await answerJson({ ...calibrationFacts(plan, outcome), written, resume: outcome.complete ? null : resume });
    else {
      await answer(resultText(plan, outcome, pico.createColors(showsColour(process.stdout))));
      if (!outcome.complete) await answer(`\nTo go on:\n  ${resume}`);
      else if (write !== undefined) await answer(written === null ? `\nNo point was accepted: ${write} was not written.` : `\nThe most central accepted point is in ${write}.`);
    }
    process.exitCode = outcome.complete ? 0 : 130;
  } catch (error) {
    // Whatever it was, what had been finished is on the disk.
    if (!(error instanceof BadInput)) progress.note(`What was finished is kept. To go on, once the cause is mended:\n  ${resume}`);
    throw error;
  } finally {
    progress.stop();
    interruption.release();
  }
}

/** `wave 2 of 4: 63/150 points, 12 accepted, least max implausibility 1.7, 3 min left` */
function progressText(state: CalibrationState | undefined, { search: { waves } }: CalibrationPlan, seconds: number): string {
  if (state === undefined) return "preparing";
  const { wave, points, done, computed, accepted, least } = state;
  const left = (waves.count - wave) * waves.points + points - done;
  const time = computed === 0 ? "–" : duration((left * seconds) / computed);
  return `wave ${wave} of ${waves.count}: ${grouped(done)}/${grouped(points)} points, ${grouped(accepted)} accepted, least max implausibility ${amount(least)}, ${time} left`;
}

/** @returns the file, or null where nothing was accepted */
function writeAccepted(plan: CalibrationPlan, outcome: CalibrationOutcome, file: string): string | null {
  const { central } = reportOf(plan, outcome);
  if (central === undefined) return null;
  const base = resolve(dirname(plan.file.file), plan.file.declaration.base);
  writeFileSync(file, acceptedConfiguration(plan, outcome, central, relative(dirname(resolve(file)), base), nameFor(file, "calibrated")));
  return file;
}
