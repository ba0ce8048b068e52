import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "./atomicFile.ts";
import { FileError } from "./fileError.ts";

/** Version of the manifest's own layout. */
export const MANIFEST_VERSION = 1;

const FILE_NAME = "manifest.json";

/** One file of a run folder: name within the folder, rows, size in bytes, SHA-256 in hex. */
export interface FileEntry {
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a run folder says about itself. A folder with a manifest is complete. */
export interface Manifest {
  readonly schemaVersion: typeof MANIFEST_VERSION;
  /** The complete configuration: every default filled in. */
  readonly configuration: object;
  readonly configurationHash: string;
  /** Of a sweep: what its file declares; `configuration` is then the base of all points. */
  readonly sweep?: object;
  /** Of a calibration: what its file declares; `configuration` is then the base. */
  readonly calibration?: object;
  readonly modelVersion: string;
  readonly seed: string;
  /** Of a run that was to stop when precise: what was asked for, whether it was met, and the interval at the end. */
  readonly precision?: Readonly<Record<string, unknown>>;
  /** How many scenarios, paths, agents, …. */
  readonly counts: Readonly<Record<string, number>>;
  readonly host: Readonly<Record<string, string | number>>;
  /** Wall-clock seconds by phase. */
  readonly timings: Readonly<Record<string, number>>;
  readonly files: readonly FileEntry[];
}

/**
 * Write `manifest.json`, atomically. Call it last: it declares the folder complete.
 *
 * @throws Error when a value has no JSON form (NaN, ±∞); FileError when the disk fails.
 */
export function writeManifest(folder: string, manifest: Manifest): void {
  const text = JSON.stringify(manifest, refuseLossy, 2);
  writeAtomically(join(folder, FILE_NAME), [Buffer.from(`${text}\n`)]);
}

function refuseLossy(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`manifest: "${key}" is ${value}, which JSON cannot hold`);
  }
  return value;
}

/**
 * Read the manifest of a run folder.
 *
 * @throws FileError when the folder is missing or unreadable; Error when the run did not
 *   complete (no manifest), or when the manifest is malformed or of another version.
 */
export function readManifest(folder: string): Manifest {
  const path = join(folder, FILE_NAME);
  if (existsSync(folder) && !existsSync(path)) {
    throw new Error(`${folder} has no ${FILE_NAME}: the run did not complete, or this is not a run folder`);
  }
  const value = parse(path, readText(path));
  if (!isObject(value)) throw malformed(path, "not a JSON object");
  if (value.schemaVersion !== MANIFEST_VERSION) {
    const version = String(value.schemaVersion);
    throw new Error(`${path}: schema version ${version}, this program reads version ${MANIFEST_VERSION}`);
  }
  for (const key of ["configuration", "counts", "host", "timings"]) {
    if (!isObject(value[key])) throw malformed(path, `"${key}" is missing or not an object`);
  }
  for (const key of ["configurationHash", "modelVersion", "seed"]) {
    if (typeof value[key] !== "string") throw malformed(path, `"${key}" is missing or not a string`);
  }
  if (!Array.isArray(value.files)) throw malformed(path, `"files" is missing or not a list`);
  value.files.forEach((file: unknown, i) => {
    if (!isFileEntry(file)) throw malformed(path, `files[${i}] needs name, rows, bytes and sha256`);
  });
  return value as unknown as Manifest;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new FileError("read", path, cause);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed(path, cause instanceof Error ? cause.message : String(cause));
  }
}

function malformed(path: string, reason: string): Error {
  return new Error(`${path} is malformed: ${reason}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFileEntry(value: unknown): value is FileEntry {
  return (
    isObject(value) &&
    typeof value.name === "string" &&
    Number.isSafeInteger(value.rows) &&
    Number.isSafeInteger(value.bytes) &&
    typeof value.sha256 === "string"
  );
}
