import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type FileEntry, writeManifest } from "../arrow/manifest.ts";
import { makeWritable } from "../run/folder.ts";
import { lockFolder } from "../run/folderLock.ts";
import { hostFacts } from "../run/host.ts";
import type { BackEndName } from "../run/kernel.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { checkModelOf } from "../run/record.ts";
import { runFolder } from "../run/runFolder.ts";
import { calibrate, type CalibrateOptions, type CalibrationResult } from "./calibrate.ts";
import { JOURNAL, openJournal } from "./journal.ts";
import { openTargets } from "./openTargets.ts";
import type { CalibrationPlan } from "./plan.ts";
import { CALIBRATION_RECORD, type Given, readCalibrationRecord, recordOf, writeCalibrationRecord } from "./record.ts";
import { writeTables } from "./tables.ts";
import type { TargetCatalogue } from "./targets.ts";

export interface SimulateCalibrationOptions extends Pick<CalibrateOptions, "stop" | "onState" | "onFailure"> {
  /** The run folder, see `calibrationFolder`. */
  readonly folder: string;
  /** How the calibration was asked for, so that it can be resumed. */
  readonly given: Given;
  readonly catalogue: TargetCatalogue;
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  readonly backEnd?: BackEndName;
  /** Forget what the folder has computed. */
  readonly overwrite?: boolean;
}

export interface CalibrationOutcome extends CalibrationResult {
  readonly folder: string;
  /** Points that the folder had already. */
  readonly kept: number;
  /** Wall-clock seconds by phase. */
  readonly timings: { readonly prepare: number; readonly simulate: number; readonly tables: number };
  /** Empty until it is complete. */
  readonly files: readonly FileEntry[];
}

/** Points asked for beyond one per thread, so that no thread waits. */
const AHEAD = 1;

const RESULTS = ["manifest.json", "points.arrow", "waves.arrow"];

/** Name of the run folder of a calibration. */
export function calibrationFolder(out: string, { file, hash }: Pick<CalibrationPlan, "file" | "hash">): string {
  return runFolder(out, { name: file.name, hash });
}

/**
 * Run a calibration in its folder: points that are in its journal are not computed again, and the tables, written when
 * it is complete, are a function of the plan alone.
 *
 * @throws BadInput when the folder or a scenario cannot be used; FileError when the disk fails. What was finished before is kept
 */
export async function simulateCalibration(plan: CalibrationPlan, options: SimulateCalibrationOptions): Promise<CalibrationOutcome> {
  const began = performance.now();
  const { folder, given, overwrite } = options;
  makeWritable(folder);
  const unlock = lockFolder(folder);
  try {
    if (overwrite) for (const name of [JOURNAL, CALIBRATION_RECORD]) rmSync(join(folder, name), { force: true });
    const before = readCalibrationRecord(folder);
    if (before !== undefined) checkModelOf(before, folder, plan.model.version);
    // Until the end it is no complete calibration, whatever it was.
    for (const name of RESULTS) if (existsSync(join(folder, name))) rmSync(join(folder, name));
    writeCalibrationRecord(folder, recordOf(plan, given));
    return await simulate(plan, options, began);
  } finally {
    unlock();
  }
}

async function simulate(plan: CalibrationPlan, options: SimulateCalibrationOptions, began: number): Promise<CalibrationOutcome> {
  const { folder, catalogue, threads, backEnd = "wasm", stop, onState, onFailure } = options;
  const { model, base, set, parameters, paths } = plan;
  const journal = openJournal(folder);
  try {
    const targets = await openTargets(plan.targets, catalogue, { model, base, set, parameters, paths, threads, backEnd });
    const prepared = performance.now();
    let result: CalibrationResult;
    try {
      result = await calibrate(plan.search, { evaluate: targets.evaluate, memory: journal, inFlight: Math.max(1, threads) + AHEAD, stop, onState, onFailure });
    } finally {
      await targets.close();
    }
    const simulated = performance.now();
    const timings = (end: number) => ({ prepare: (prepared - began) / 1000, simulate: (simulated - prepared) / 1000, tables: (end - simulated) / 1000 });
    const outcome = { ...result, folder, kept: journal.size, files: [] };
    if (!result.complete) return { ...outcome, timings: timings(simulated) };
    const configuration = base.configuration as unknown as RunConfiguration;
    const files = writeTables(folder, plan, result, { name: plan.file.name, configuration_hash: plan.hash, model_version: model.version, seed: configuration.run.seed });
    const end = timings(performance.now());
    writeManifest(folder, {
      schemaVersion: 1,
      configuration: base.configuration,
      configurationHash: plan.hash,
      calibration: { ...plan.file.declaration, waves: plan.search.waves },
      modelVersion: model.version,
      seed: configuration.run.seed,
      counts: {
        paths, points: result.evaluations.length,
        failed_points: result.evaluations.filter(({ failure }) => failure !== undefined).length,
        waves: result.waves.length, accepted_points: result.evaluations.filter(({ accepted }) => accepted).length,
      },
      host: hostFacts(threads),
      timings: end,
      files,
    });
    return { ...outcome, timings: end, files };
  } finally {
    journal.close();
  }
}
