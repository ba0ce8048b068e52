import { readFileSync, writeFileSync } from "node:fs";
import { mergeShards, type MergeOptions } from "../../src/cluster/merge.ts";
import { openPlan, type ShardPlan } from "../../src/cluster/openPlan.ts";
import { openShardRunner, type ShardOutcome, type ShardRunnerOptions } from "../../src/cluster/runShard.ts";
import { shardPath, type ShardFile } from "../../src/cluster/layout.ts";
import { writePlan, type WritePlanOptions } from "../../src/cluster/writePlan.ts";
import type { SweepPlan } from "../../src/sweep/plan.ts";
import { sweepFolder } from "../../src/sweep/simulateSweep.ts";
import { readManifest } from "../../src/arrow/manifest.ts";
import { digests, simulateTiny } from "../sweep/tinySweep.ts";

/** Known costs: tests measure none. */
const COSTS = { secondsPerAgentRound: 1e-6, secondsPerPoint: 1e-3 };

/** Write a plan of a sweep and open it. */
export async function tinyPlan(sweep: SweepPlan, out: string, size: WritePlanOptions["size"], kinds: readonly string[] = []): Promise<ShardPlan> {
  const given = { file: sweep.file.file, kinds, set: [], until: null };
  return openPlan((await writePlan(sweep, { out, given, size, costs: COSTS })).folder);
}

/** Compute shards in the order given, in this thread unless said otherwise. */
export async function compute(plan: ShardPlan, shards: readonly number[] = all(plan), options: Partial<ShardRunnerOptions> = {}): Promise<ShardOutcome[]> {
  const runner = await openShardRunner(plan, { threads: 0, ...options });
  try {
    const outcomes: ShardOutcome[] = [];
    for (const shard of shards) outcomes.push(await runner.run(shard));
    return outcomes;
  } finally {
    await runner.close();
  }
}

/** Numbers of all shards. */
export const all = (plan: ShardPlan): number[] => Array.from({ length: plan.shards.count }, (_, shard) => shard);

/** What a folder of a sweep is but for host and timings: digests of its files, and the rest of its manifest. */
export function content(folder: string): object {
  const { host: _, timings: __, ...manifest } = readManifest(folder);
  return { digests: digests(folder), manifest };
}

/** The same for a sweep run here, on one machine. */
export async function oneMachine(sweep: SweepPlan, out: string): Promise<object> {
  const folder = sweepFolder(out, sweep);
  await simulateTiny(sweep, folder);
  return content(folder);
}

/** Merge a plan. @returns what the merged folder is */
export async function merged(plan: ShardPlan, out: string, options: Partial<MergeOptions> = {}): Promise<object> {
  const { sweep, missing, result } = await mergeShards(plan, { out, ...options });
  if (result?.complete !== true) throw new Error(`shards are missing: ${missing.join(", ")}`);
  return content(sweepFolder(out, sweep));
}

/** Change the text of a shard's file. */
export function changeFile(plan: ShardPlan, shard: number, file: ShardFile, change: (text: string) => string): void {
  const path = shardPath(plan.folder, shard, file);
  writeFileSync(path, change(readFileSync(path, "latin1")), "latin1");
}
