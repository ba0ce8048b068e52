import { readFileSync } from "node:fs";
import type { FileEntry } from "../arrow/manifest.ts";
import { FileError } from "../arrow/fileError.ts";
import { type ShardFile, shardPath } from "./layout.ts";

/** A point of which a path fails: it fails wherever it is computed, so the shard is done all the same. */
export interface FailedPoint {
  readonly point: number;
  /** The first path that fails; null where the point cannot even be prepared. */
  readonly path: number | null;
  readonly message: string;
}

/** `<shard>.json`: what a shard has computed, a function of plan and shard alone. */
export interface ShardSummary {
  readonly schemaVersion: 1;
  readonly planHash: string;
  readonly shard: number;
  readonly points: number;
  /** Rows of the shard's Arrow file. */
  readonly paths: number;
  readonly failedPoints: readonly FailedPoint[];
  /** Of every metric over all rows; null where there is no number. */
  readonly metrics: Readonly<Record<string, { readonly mean: number; readonly sd: number; readonly min: number; readonly max: number }>>;
}

/** `<shard>.done.json`, written last: the shard is done, and its files are these. */
export interface DoneRecord {
  readonly schemaVersion: 1;
  readonly planHash: string;
  readonly modelVersion: string;
  readonly shard: number;
  /** The Arrow file, then the summary. */
  readonly files: readonly FileEntry[];
  readonly host: string;
  readonly pid: number;
  readonly node: string;
  readonly threads: number;
  /** When it was finished (ISO 8601), and how many seconds that took. */
  readonly finished: string;
  readonly seconds: number;
}

/** `<shard>.failed.json`: an attempt at a shard that came to nothing; removed when the shard is done. */
export interface FailureRecord {
  readonly schemaVersion: 1;
  readonly planHash: string;
  readonly shard: number;
  /** 1 for the first attempt that failed. */
  readonly attempt: number;
  readonly message: string;
  readonly host: string;
  readonly pid: number;
  readonly at: string;
}

interface Records {
  readonly summary: ShardSummary;
  readonly done: DoneRecord;
  readonly failed: FailureRecord;
}

/** @returns undefined where there is no such record, or no whole one. @throws FileError when the disk fails */
export function readShardRecord<F extends Exclude<ShardFile, "data">>(plan: string, shard: number, file: F): Records[F] | undefined {
  const path = shardPath(plan, shard, file);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new FileError("read", path, cause);
  }
  return parsed<Records[F]>(text);
}

/** Is it a SHA-256 as records have them? */
export const isDigest = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** Is it a whole number from 0 on, exactly known? */
export const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** @returns undefined unless the text is a record of this version */
export function parsed<R extends { readonly schemaVersion: 1 }>(text: string): R | undefined {
  try {
    const value = JSON.parse(text) as R | null;
    return value?.schemaVersion === 1 ? value : undefined;
  } catch {
    return undefined;
  }
}
