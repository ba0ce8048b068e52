import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AtomicFile } from "../arrow/atomicFile.ts";
import { FileError } from "../arrow/fileError.ts";
import { differencesBetween } from "../config/difference.ts";
import { BadInput, type Finding } from "../config/errors.ts";
import { show } from "../config/showValue.ts";
import { modelDifferences } from "../kinds/sameModel.ts";
import type { SweepPlan } from "./plan.ts";

const NAME = "sweep.json";

/** What the folder of a sweep remembers of how it was begun: enough to go on. */
export interface SweepRecord {
  readonly schemaVersion: 1;
  readonly modelVersion: string;
  readonly hash: string;
  /** The sweep file and the modules of kinds, as absolute paths; overrides of the command line. */
  readonly file: string;
  readonly kinds: readonly string[];
  readonly set: readonly string[];
  readonly until: string | null;
  /** What the file declared, and the complete base configuration. */
  readonly declaration: object;
  readonly base: object;
}

export type Given = Pick<SweepRecord, "file" | "kinds" | "set" | "until">;

export function recordOf(plan: SweepPlan, given: Given): SweepRecord {
  return { schemaVersion: 1, modelVersion: plan.model.version, hash: plan.hash, ...given, declaration: plan.file.declaration, base: plan.base.configuration };
}

/** Write sweep.json, durably and whole or not at all. @throws FileError when the disk fails */
export function writeRecord(folder: string, record: SweepRecord): void {
  const file = new AtomicFile(join(folder, NAME));
  try {
    file.append([Buffer.from(`${JSON.stringify(record, null, 2)}\n`)]);
    file.commit();
  } finally {
    file.abort();
  }
}

/** @returns undefined where there is none. @throws BadInput when it is none of this version */
export function readRecord(folder: string): SweepRecord | undefined {
  const path = join(folder, NAME);
  if (!existsSync(path)) return undefined;
  let record: SweepRecord;
  try {
    record = JSON.parse(readFileSync(path, "utf8")) as SweepRecord;
  } catch (cause) {
    throw new FileError("read", path, cause);
  }
  if (record.schemaVersion !== 1) throw new BadInput([{ file: path, path: "schemaVersion", message: `is ${String(record.schemaVersion)}; this program reads version 1` }]);
  return record;
}

/** @throws BadInput when another model has computed what is in the folder */
export function checkModelOf(record: SweepRecord, folder: string, modelVersion: string): void {
  const differences = modelDifferences(record.modelVersion, modelVersion);
  if (differences.length === 0) return;
  throw new BadInput(differences.map(({ message, hint }) => ({ file: folder, path: "", message, hint: `${hint} Or begin anew with --overwrite, or another --out.` })));
}

/** @throws BadInput that lists what differs between a sweep as it was begun and as its files say now */
export function checkUnchanged(before: SweepRecord, now: SweepRecord, folder: string): void {
  checkModelOf(before, folder, now.modelVersion);
  const changed = (what: string, from: unknown, to: unknown): Finding[] =>
    differencesBetween(plain(from), plain(to)).map(({ path, before: old, after }) => ({
      file: what,
      path: path.join("."),
      message: `was ${text(old)} when the sweep began, is ${text(after)} now`,
    }));
  const findings = [...changed(before.file, before.declaration, now.declaration), ...changed("the base configuration", before.base, now.base)];
  if (findings.length === 0) return;
  const hint = `Undo the change to go on with ${folder}; or run "yenwind sweep" on the changed file: points that are the same are not computed again.`;
  throw new BadInput([...findings.slice(0, -1), { ...findings.at(-1)!, hint }]);
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const text = (value: unknown) => (typeof value === "object" && value !== null ? JSON.stringify(value) : show(value));
