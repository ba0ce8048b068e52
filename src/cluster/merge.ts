import { readFileSync } from "node:fs";
import { FileError } from "../arrow/fileError.ts";
import { BadInput } from "../config/errors.ts";
import type { UnitFailure } from "../sweep/runUnits.ts";
import { simulateSweep, sweepFolder, type SweepResult } from "../sweep/simulateSweep.ts";
import type { UnitStore } from "../sweep/unitStore.ts";
import type { SweepPlan } from "../sweep/plan.ts";
import { shardPath } from "./layout.ts";
import { rangesOf, type ShardPlan } from "./openPlan.ts";
import { type DoneRecord, parsed, readShardRecord, type ShardSummary } from "./records.ts";
import { isSame } from "./shardFiles.ts";
import { shardRows } from "./shardRows.ts";
import { listShards, type ShardNames } from "./shardStates.ts";
import { storeRows } from "./storeRows.ts";
import { sweepOfPlan } from "./sweepOfPlan.ts";

export interface MergeOptions {
  /** Folder in which the folder of the sweep is made, as by `yenwind sweep`. */
  readonly out: string;
  /** Merge what is there, and leave the folder as an interrupted sweep does. */
  readonly partial?: boolean;
  /** Told how many shards are folded. */
  readonly onShard?: (done: number) => void;
  readonly onTables?: () => void;
}

export interface MergeResult {
  readonly sweep: SweepPlan;
  /** Undefined when shards are missing and nothing was written. */
  readonly result: SweepResult | undefined;
  /** Shards that are not done and are needed. */
  readonly missing: readonly number[];
}

/**
 * Fold the shards of a plan, in their order whatever the order they came in, into the folder that the sweep has when one
 * machine runs it: the same files, byte for byte. Every file of a shard is compared with the SHA-256 of its record first.
 *
 * With a precision asked for, points are cut off where they reach it, and shards behind that are not needed.
 *
 * @throws BadInput when a shard is of another plan or model, or is damaged, naming it and the host that computed it
 * @throws FileError when the disk fails
 */
export async function mergeShards(plan: ShardPlan, { out, partial = false, onShard, onTables }: MergeOptions): Promise<MergeResult> {
  const { header } = plan;
  const names = listShards(plan.folder, plan.shards.count);
  const missing = missingOf(names);
  const sweep = sweepOfPlan(plan);
  // With a precision, whether a shard is needed shows while the others are folded.
  if (missing.length > 0 && !partial && header.until === null) return { sweep, result: undefined, missing };
  const result = await simulateSweep(sweep, {
    folder: sweepFolder(out, sweep),
    given: header.given,
    threads: 0,
    backEnd: "js", // nothing is simulated
    fill: (store) => fold(plan, names, store, onShard),
    stop: () => true,
    onTables,
  });
  return { sweep, result, missing: result.complete ? [] : missing };
}

function missingOf({ count, has }: ShardNames): number[] {
  return Array.from({ length: count }, (_, shard) => shard).filter((shard) => !has(shard, "done"));
}

/** Put the rows of all shards that are done into a store. @returns points that are known to fail */
async function fold(plan: ShardPlan, names: ShardNames, store: UnitStore, onShard?: (done: number) => void): Promise<Map<string, UnitFailure>> {
  const failures = new Map<string, UnitFailure>();
  const uncertain = new Set<string>(); // points of which an earlier path may be missing
  const rows = storeRows(store);
  let done = 0;
  for (let shard = 0; shard < plan.shards.count; shard++) {
    if (!names.has(shard, "done")) {
      for (const { point } of rangesOf(plan, shard)) uncertain.add(plan.points.id(point));
      continue;
    }
    const { record, summary, data } = readChecked(plan, shard);
    const secondsPerPath = (record.seconds * Math.max(1, record.threads)) / Math.max(1, summary.paths);
    for (const { point, first, values } of shardRows(plan, shard, summary, data)) await rows.add(plan.points.id(point), first, values, secondsPerPath);
    for (const { point, path, message } of summary.failedPoints) {
      const id = plan.points.id(point);
      // Shards come in the order of the paths: the first failure is that of the first path.
      if (!failures.has(id) && !uncertain.has(id)) failures.set(id, { path: path ?? undefined, message });
    }
    onShard?.(++done);
  }
  await rows.close();
  return failures;
}

/** The record, summary and Arrow file of a shard that is done. @throws BadInput unless they belong to the plan and are whole */
function readChecked({ folder, header }: ShardPlan, shard: number): { record: DoneRecord; summary: ShardSummary; data: Buffer } {
  const refuse = (record: DoneRecord | undefined, message: string, hint: string): never => {
    const by = record === undefined ? "" : `, computed on ${record.host}`;
    throw new BadInput([{ file: shardPath(folder, shard, "done"), path: "", message: `shard ${shard}${by}: ${message}`, hint }]);
  };
  const again = `"yenwind shard ${folder} ${shard} --again" computes it anew.`;
  const record = readShardRecord(folder, shard, "done");
  if (record === undefined) return refuse(record, "its record is damaged", again);
  if (record.modelVersion !== header.modelVersion) refuse(record, `it was computed with model version ${record.modelVersion}, the plan is for ${header.modelVersion}`, again);
  if (record.planHash !== header.hash) refuse(record, `it belongs to the plan ${record.planHash.slice(0, 8)}, this is ${header.hash.slice(0, 8)}`, again);
  const [data, text] = (["data", "summary"] as const).map((file, f) => {
    const bytes = readShardFile(shardPath(folder, shard, file));
    if (bytes === undefined) return refuse(record, `${record.files[f].name} is missing`, again);
    return isSame(bytes, record.files[f]) ? bytes : refuse(record, `${record.files[f].name} is not what its record says`, again);
  });
  const summary = parsed<ShardSummary>(text.toString());
  if (summary === undefined) return refuse(record, "its summary is of another version of the program", again);
  return { record, summary, data };
}

function readShardFile(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new FileError("read", path, cause);
  }
}
