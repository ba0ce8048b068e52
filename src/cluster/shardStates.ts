import { existsSync, readdirSync } from "node:fs";
import { FileError } from "../arrow/fileError.ts";
import type { PlanHeader } from "./header.ts";
import { ENDINGS, folderOfShards, foldersFor, type ShardFile } from "./layout.ts";
import { type FailureRecord, readShardRecord } from "./records.ts";
import { readMarkers, type RunningMarker } from "./runningMarker.ts";
import { isIntact } from "./shardFiles.ts";

/** Which files of each shard are there, as bits; from the names in the folders alone. */
export interface ShardNames {
  readonly count: number;
  readonly has: (shard: number, file: ShardFile) => boolean;
}

const FILES = Object.keys(ENDINGS) as ShardFile[];
const NAME = /^(\d+)(\..+)$/;

/** List what the shards of a plan have left on the disk: one reading of a folder per thousand shards. @throws FileError when the disk fails */
export function listShards(folder: string, count: number): ShardNames {
  const bits = new Uint8Array(count);
  for (let n = 0; n < foldersFor(count); n++) {
    for (const name of namesIn(folderOfShards(folder, n))) {
      const [, shard, ending] = NAME.exec(name) ?? [];
      const file = FILES.findIndex((kind) => ENDINGS[kind] === ending);
      if (file >= 0 && Number(shard) < count) bits[Number(shard)] |= 1 << file;
    }
  }
  return { count, has: (shard, file) => (bits[shard] & (1 << FILES.indexOf(file))) !== 0 };
}

function namesIn(folder: string): string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (cause) {
    throw new FileError("read", folder, cause);
  }
}

/** Where a plan stands: every shard is in one of these states. */
export interface PlanStatus {
  readonly shards: number;
  readonly done: number;
  readonly running: readonly RunningMarker[];
  /** Tried, and not done. */
  readonly failed: readonly number[];
  /** Not done, and nobody has tried, or is trying now. */
  readonly missing: readonly number[];
  /** Done according to its record, but its files are not there, or not what the record says. */
  readonly damaged: readonly number[];
  /** Failed, missing and damaged, ascending: what is to be computed yet and nobody is computing. */
  readonly toDo: readonly number[];
  /** Records of the first shards that failed. */
  readonly failures: readonly FailureRecord[];
  /** Mean seconds of a shard, from a sample of what is done; undefined before the first. */
  readonly secondsPerShard: number | undefined;
  /** Shards an hour, of those at work now; and seconds until all is done at that speed. Undefined when nobody is at work, or nothing is done yet. */
  readonly shardsPerHour: number | undefined;
  readonly secondsLeft: number | undefined;
}

export interface StatusOptions {
  /** Read every file and compare its SHA-256, rather than look whether it is there. */
  readonly check?: boolean;
}

/** Records read for the mean time of a shard, and of failures. */
const SAMPLE = 200;
const FAILURES = 20;

/** Look at the folder of a plan. @throws FileError when the disk fails */
export function planStatus(folder: string, { hash, counts: { shards } }: PlanHeader, { check = false }: StatusOptions = {}): PlanStatus {
  const names = listShards(folder, shards);
  const markers = new Map(readMarkers(folder).map((marker) => [marker.shard, marker]));
  const state = (shard: number): "done" | "running" | "failed" | "missing" | "damaged" => {
    if (names.has(shard, "done")) {
      const whole = names.has(shard, "data") && names.has(shard, "summary") && (!check || isIntact(folder, hash, shard));
      if (whole) return "done";
      return markers.has(shard) ? "running" : "damaged";
    }
    return markers.has(shard) ? "running" : names.has(shard, "failed") ? "failed" : "missing";
  };
  const by = { done: [] as number[], running: [] as number[], failed: [] as number[], missing: [] as number[], damaged: [] as number[] };
  for (let shard = 0; shard < shards; shard++) by[state(shard)].push(shard);
  const { done, running, failed, missing, damaged } = by;
  const secondsPerShard = meanSeconds(folder, done);
  const shardsPerHour = secondsPerShard === undefined || running.length === 0 ? undefined : (3600 * running.length) / secondsPerShard;
  return {
    shards,
    done: done.length,
    running: running.map((shard) => markers.get(shard)!),
    failed, missing, damaged,
    toDo: [...failed, ...missing, ...damaged].sort((a, b) => a - b),
    failures: failed.slice(0, FAILURES).flatMap((shard) => readShardRecord(folder, shard, "failed") ?? []),
    secondsPerShard,
    shardsPerHour,
    secondsLeft: shardsPerHour === undefined ? undefined : (3600 * (shards - done.length)) / shardsPerHour,
  };
}

function meanSeconds(folder: string, done: readonly number[]): number | undefined {
  const step = Math.max(1, Math.ceil(done.length / SAMPLE));
  const seconds = done.filter((_, n) => n % step === 0).flatMap((shard) => readShardRecord(folder, shard, "done")?.seconds ?? []);
  return seconds.length === 0 ? undefined : seconds.reduce((sum, value) => sum + value, 0) / seconds.length;
}
