import { changesSince, checkModelOf, readRecord, type RecordHead, refuseChanges, writeRecord } from "../run/record.ts";
import type { SweepPlan } from "./plan.ts";

const NAME = "sweep.json";

/** What the folder of a sweep remembers of how it was begun: enough to go on. */
export interface SweepRecord extends RecordHead {
  /** What the file declared, and the complete base configuration. */
  readonly declaration: object;
  readonly base: object;
}

export type Given = Pick<SweepRecord, "file" | "kinds" | "set" | "until">;

export function recordOf(plan: SweepPlan, given: Given): SweepRecord {
  return { schemaVersion: 1, modelVersion: plan.model.version, hash: plan.hash, ...given, declaration: plan.file.declaration, base: plan.base.configuration };
}

/** Write sweep.json. @throws FileError when the disk fails */
export function writeSweepRecord(folder: string, record: SweepRecord): void {
  writeRecord(folder, NAME, record);
}

/** @returns undefined where there is none. @throws BadInput when it is none of this version */
export function readSweepRecord(folder: string): SweepRecord | undefined {
  return readRecord<SweepRecord>(folder, NAME);
}

/** @throws BadInput that lists what differs between a sweep as it was begun and as its files say now */
export function checkUnchanged(before: SweepRecord, now: SweepRecord, folder: string): void {
  checkModelOf(before, folder, now.modelVersion);
  const when = "the sweep began";
  const findings = [...changesSince(when, before.file, before.declaration, now.declaration), ...changesSince(when, "the base configuration", before.base, now.base)];
  refuseChanges(findings, `Undo the change to go on with ${folder}; or run "yenwind sweep" on the changed file: points that are the same are not computed again.`);
}
