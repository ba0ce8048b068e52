import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { FileError } from "../arrow/fileError.ts";
import { differencesBetween } from "../config/difference.ts";
import { BadInput, type Finding } from "../config/errors.ts";
import { show } from "../config/showValue.ts";
import { modelDifferences } from "../kinds/sameModel.ts";

/** What every record says, whatever else it holds. */
export interface RecordHead {
  readonly schemaVersion: 1;
  readonly modelVersion: string;
  readonly hash: string;
  /** The file that was run and the modules of kinds, as absolute paths; overrides of the command line. */
  readonly file: string;
  readonly kinds: readonly string[];
  readonly set: readonly string[];
  readonly until: string | null;
}

/** Write a record of how something was begun, as JSON, durably and whole or not at all. @throws FileError when the disk fails */
export function writeRecord(folder: string, name: string, record: RecordHead): void {
  writeAtomically(join(folder, name), [Buffer.from(`${JSON.stringify(record, null, 2)}\n`)]);
}

/** @returns undefined where there is none. @throws FileError when it cannot be read, BadInput when it is none of this version */
export function readRecord<R extends RecordHead>(folder: string, name: string): R | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  let record: R;
  try {
    record = JSON.parse(readFileSync(path, "utf8")) as R;
  } catch (cause) {
    throw new FileError("read", path, cause);
  }
  if (record.schemaVersion !== 1) throw new BadInput([{ file: path, path: "schemaVersion", message: `is ${String(record.schemaVersion)}; this program reads version 1` }]);
  return record;
}

/** @throws BadInput when another model has computed what is in the folder */
export function checkModelOf(record: RecordHead, folder: string, modelVersion: string): void {
  const differences = modelDifferences(record.modelVersion, modelVersion);
  if (differences.length === 0) return;
  throw new BadInput(differences.map(({ message, hint }) => ({ file: folder, path: "", message, hint: `${hint} Or begin anew with --overwrite, or another --out.` })));
}

/** What differs between data as they were `when` and as they are now. */
export function changesSince(when: string, file: string, from: unknown, to: unknown): Finding[] {
  return differencesBetween(plain(from), plain(to)).map(({ path, before, after }) => ({
    file,
    path: path.join("."),
    message: `was ${text(before)} when ${when}, is ${text(after)} now`,
  }));
}

/** @throws BadInput with the findings, the last of them with a hint; nothing without findings */
export function refuseChanges(findings: readonly Finding[], hint: string): void {
  if (findings.length > 0) throw new BadInput([...findings.slice(0, -1), { ...findings.at(-1)!, hint }]);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const text = (value: unknown) => (typeof value === "object" && value !== null ? JSON.stringify(value) : show(value));
