import { rmSync } from "node:fs";
import { hostname } from "node:os";
import type { PlanHeader } from "./header.ts";
import { shardFileName } from "./layout.ts";
import { type FailureRecord, readShardRecord } from "./records.ts";
import { makeScratch, put, writeJson } from "./shardFiles.ts";
import { numbersOf, type Ranges } from "./shardList.ts";

/** Shards that a process notes a failure of, at most, when it fails before the first of them. */
const MOST_NOTED = 100;

/** Note an attempt at a shard that came to nothing, for `planStatus` to tell, where the disk lets us. */
export function noteFailure(folder: string, { hash }: Pick<PlanHeader, "hash">, shard: number, error: unknown): FailureRecord {
  const message = error instanceof Error ? error.message : String(error);
  const attempt = (attemptsAt(folder, shard) ?? 0) + 1;
  const record: FailureRecord = { schemaVersion: 1, planHash: hash, shard, attempt, message, host: hostname(), pid: process.pid, at: new Date().toISOString() };
  try {
    const scratch = makeScratch(folder);
    try {
      writeJson(scratch, shardFileName(shard, "failed"), record);
      put(folder, scratch, shard, ["failed"]);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  } catch {
    // the first failure is the one to report
  }
  return record;
}

/**
 * Note that a process could not begin with the shards it was given: it has another model, say, or not the modules of the
 * kinds. Shards that are done have not failed; of many, the first hundred that are not done are noted.
 */
export function noteFailures(folder: string, header: Pick<PlanHeader, "hash">, shards: Ranges, error: unknown): void {
  let noted = 0;
  for (const shard of numbersOf(shards)) {
    if (noted === MOST_NOTED) return;
    if (isDone(folder, shard)) continue;
    noteFailure(folder, header, shard, error);
    noted += 1;
  }
}

function isDone(folder: string, shard: number): boolean {
  try {
    return readShardRecord(folder, shard, "done") !== undefined;
  } catch {
    return false;
  }
}

function attemptsAt(folder: string, shard: number): number | undefined {
  try {
    return readShardRecord(folder, shard, "failed")?.attempt;
  } catch {
    return undefined;
  }
}
