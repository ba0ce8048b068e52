import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { FileError } from "../arrow/fileError.ts";
import { flushFolder } from "../arrow/flushFolder.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { RowWriter } from "../arrow/rowWriter.ts";
import { moments } from "../statistics/moments.ts";
import { sweepFields } from "../sweep/fields.ts";
import { type ShardFile, shardFileName, shardPath, TEMPORARY_FOLDER } from "./layout.ts";
import type { PointRange, ShardPlan } from "./openPlan.ts";
import { type DoneRecord, type FailedPoint, readShardRecord, type ShardSummary } from "./records.ts";

/** What a shard has computed of one point: shape of `metric(m)` [count]. */
export interface ShardRows extends PointRange {
  readonly metric: (m: number) => Float64Array;
}

export interface ShardResult {
  readonly shard: number;
  readonly points: number;
  readonly rows: readonly ShardRows[];
  readonly failedPoints: readonly FailedPoint[];
  readonly seconds: number;
  readonly threads: number;
}

/**
 * Write the files of a shard: the Arrow file and the summary, then the record that says it is done. Each is complete and
 * on the device before it gets its name, and is written under a name that no other process has: computing a shard twice, or
 * in two places at once, is harmless. Arrow file and summary have the same bytes whoever writes them.
 *
 * @throws FileError when the disk fails: files of that shard that were there before stay, or are replaced by equal ones
 */
export function commitShard(plan: ShardPlan, result: ShardResult): DoneRecord {
  const { folder, header } = plan;
  const { shard } = result;
  return withScratch(folder, (scratch) => {
    const files = [writeRows(plan, result, scratch), writeJson(scratch, shardFileName(shard, "summary"), summaryOf(plan, result))];
    const record: DoneRecord = {
      schemaVersion: 1, planHash: header.hash, modelVersion: header.modelVersion, shard, files,
      host: hostname(), pid: process.pid, node: process.version, threads: result.threads,
      finished: new Date().toISOString(), seconds: Number(result.seconds.toPrecision(4)),
    };
    return conclude(folder, scratch, record);
  });
}

/** Write the files of a shard that was computed elsewhere, as `commitShard` does. @throws FileError when the disk fails */
export function adoptShard(folder: string, record: DoneRecord, data: Uint8Array, summary: Uint8Array): void {
  withScratch(folder, (scratch) => {
    writeAtomically(join(scratch, shardFileName(record.shard, "data")), [data]);
    writeAtomically(join(scratch, shardFileName(record.shard, "summary")), [summary]);
    conclude(folder, scratch, record);
  });
}

/** Write the record of a shard whose other files are in the scratch folder, and give all of them their names. */
function conclude(folder: string, scratch: string, record: DoneRecord): DoneRecord {
  const { shard } = record;
  writeJson(scratch, shardFileName(shard, "done"), record);
  put(folder, scratch, shard, ["data", "summary"]);
  put(folder, scratch, shard, ["done"]);
  rmSync(shardPath(folder, shard, "failed"), { force: true });
  return record;
}

function withScratch<T>(folder: string, act: (scratch: string) => T): T {
  const scratch = makeScratch(folder);
  try {
    return act(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Is a shard done, with both files as its record says? @throws FileError when the disk fails */
export function isIntact(folder: string, planHash: string, shard: number): boolean {
  const record = readShardRecord(folder, shard, "done");
  if (record === undefined || record.planHash !== planHash) return false;
  return (["data", "summary"] as const).every((file, f) => {
    const path = shardPath(folder, shard, file);
    return existsSync(path) && isSame(readFileSync(path), record.files[f]);
  });
}

/** Are these the bytes that an entry tells of? */
export function isSame(bytes: Uint8Array, { bytes: length, sha256 }: Pick<FileEntry, "bytes" | "sha256">): boolean {
  return bytes.byteLength === length && createHash("sha256").update(bytes).digest("hex") === sha256;
}

/** A folder of this process's own within a plan, so that files can be renamed into their place. */
export function makeScratch(folder: string): string {
  const temporary = join(folder, TEMPORARY_FOLDER);
  try {
    mkdirSync(temporary, { recursive: true });
    return mkdtempSync(join(temporary, `${hostname()}-${process.pid}-`));
  } catch (cause) {
    throw new FileError("create a folder in", temporary, cause);
  }
}

/** Write JSON, durably and whole or not at all. */
export function writeJson(folder: string, name: string, value: object): FileEntry {
  const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
  writeAtomically(join(folder, name), [bytes]);
  return { name, rows: 0, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** Give files their final names. */
export function put(folder: string, scratch: string, shard: number, files: readonly ShardFile[]): void {
  const to = dirname(shardPath(folder, shard, "done"));
  try {
    mkdirSync(to, { recursive: true }); // a copy of a plan has none
    for (const file of files) renameSync(join(scratch, shardFileName(shard, file)), shardPath(folder, shard, file));
    flushFolder(to);
  } catch (cause) {
    throw new FileError("write", to, cause);
  }
}

function writeRows({ header, metrics }: ShardPlan, { shard, rows }: ShardResult, folder: string): FileEntry {
  const fields = sweepFields({ parameters: [], metrics, statistics: [] }).paths;
  const metadata = { name: header.name, plan_hash: header.hash, model_version: header.modelVersion, seed: header.seed, shard: String(shard) };
  const writer = new RowWriter(join(folder, shardFileName(shard, "data")), fields, metadata);
  try {
    for (const { point, first, count, metric } of rows) {
      writer.addRows(count, [point, Uint32Array.from({ length: count }, (_, path) => first + path), ...metrics.map((_, m) => metric(m))]);
    }
    return writer.close();
  } finally {
    writer.abort();
  }
}

function summaryOf({ header, metrics }: ShardPlan, { shard, points, rows, failedPoints }: ShardResult): ShardSummary {
  const described = metrics.map(({ name }, m) => {
    const state = moments.init();
    for (const { metric } of rows) for (const value of metric(m)) moments.add(state, value);
    const { mean, sd, min, max } = moments.value(state);
    return [name, { mean: mean.value, sd, min, max }] as const;
  });
  const paths = rows.reduce((sum, { count }) => sum + count, 0);
  return { schemaVersion: 1, planHash: header.hash, shard, points, paths, failedPoints, metrics: Object.fromEntries(described) };
}
