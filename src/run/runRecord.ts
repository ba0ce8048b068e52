import { createHash } from "node:crypto";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import type { Loaded } from "./prepare.ts";
import { changesSince, checkModelOf, readRecord, type RecordHead, refuseChanges, writeRecord } from "./record.ts";

export const RUN_RECORD = "run.json";

/** What the folder of an unfinished run remembers of how it was begun: enough to go on. */
export interface RunRecord extends RecordHead {
  /** SHA-256 of the returns that the run draws from, where it draws from a file. */
  readonly data: string | null;
  /** Complete: every default filled in. */
  readonly configuration: object;
}

/** How a run was asked for. */
export type GivenRun = Pick<RunRecord, "file" | "kinds" | "set">;

export function runRecord({ model, hash, configuration }: Loaded, { history }: Pick<ChunkSetup, "history">, given: GivenRun, until: string | undefined): RunRecord {
  const { file, kinds, set } = given;
  const data = history === undefined ? null : createHash("sha256").update(JSON.stringify(history)).digest("hex");
  return { schemaVersion: 1, modelVersion: model.version, hash, file, kinds, set, until: until ?? null, data, configuration };
}

/** Write run.json. @throws FileError when the disk fails */
export function writeRunRecord(folder: string, record: RunRecord): void {
  writeRecord(folder, RUN_RECORD, record);
}

/** @returns undefined where there is none. @throws BadInput when it is none of this version */
export function readRunRecord(folder: string): RunRecord | undefined {
  return readRecord<RunRecord>(folder, RUN_RECORD);
}

/** @throws BadInput that lists what differs between a run as it was begun and as it would go on: its first paths would not fit its last */
export function checkRunUnchanged(before: RunRecord, now: RunRecord, folder: string): void {
  checkModelOf(before, folder, now.modelVersion);
  const when = "the run began";
  const findings = [
    ...changesSince(when, before.file, before.configuration, now.configuration),
    ...changesSince(when, "--until", before.until, now.until),
    ...changesSince(when, "SHA-256 of the returns in shocks.historical_bootstrap.file", before.data, now.data),
  ];
  refuseChanges(findings, `Undo the change to go on with ${folder}; or begin the changed configuration with "yenwind run".`);
}
