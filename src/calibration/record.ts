import { changesSince, checkModelOf, readRecord, type RecordHead, refuseChanges, writeRecord } from "../run/record.ts";
import type { CalibrationPlan } from "./plan.ts";

/** Its name within the folder. */
export const CALIBRATION_RECORD = "calibration.json";

/** What the folder of a calibration remembers of how it was begun: enough to go on. */
export interface CalibrationRecord extends RecordHead {
  /** Number of waves asked for on the command line. */
  readonly waves: number | null;
  /** What the file declared, the complete base configuration, and what the targets depend on. */
  readonly declaration: object;
  readonly base: object;
  readonly targets: readonly object[];
}

export type Given = Pick<CalibrationRecord, "file" | "kinds" | "set" | "waves">;

export function recordOf(plan: CalibrationPlan, given: Given): CalibrationRecord {
  return {
    schemaVersion: 1, modelVersion: plan.model.version, hash: plan.hash, until: null, ...given,
    declaration: plan.file.declaration, base: plan.base.configuration,
    targets: plan.targets.map(({ name, identity }) => ({ name, identity })),
  };
}

/** Write calibration.json. @throws FileError when the disk fails */
export function writeCalibrationRecord(folder: string, record: CalibrationRecord): void {
  writeRecord(folder, CALIBRATION_RECORD, record);
}

/** @returns undefined where there is none. @throws BadInput when it is none of this version */
export function readCalibrationRecord(folder: string): CalibrationRecord | undefined {
  return readRecord<CalibrationRecord>(folder, CALIBRATION_RECORD);
}

/** @throws BadInput that lists what differs between a calibration as it was begun and as its files say now */
export function checkUnchanged(before: CalibrationRecord, now: CalibrationRecord, folder: string): void {
  checkModelOf(before, folder, now.modelVersion);
  const when = "the calibration began";
  const findings = [
    ...changesSince(when, before.file, before.declaration, now.declaration),
    ...changesSince(when, "the base configuration", before.base, now.base),
    ...changesSince(when, "the targets", before.targets, now.targets),
  ];
  refuseChanges(findings, `Undo the change to go on with ${folder}; or run "yenwind calibrate" on the changed file.`);
}
