import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { flushFolder } from "../arrow/flushFolder.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { applyDifferences } from "../config/difference.ts";
import { BadInput } from "../config/errors.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { makeWritable } from "../run/folder.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { runFolder } from "../run/runFolder.ts";
import type { SweepPlan } from "../sweep/plan.ts";
import type { Given } from "../sweep/record.ts";
import { type Cut, cutShards } from "./cutShards.ts";
import { type Costs, estimateOf, measureCosts } from "./estimate.ts";
import { exactJson } from "./exactJson.ts";
import { planHash, type PlanHeader } from "./header.ts";
import { BASE_FILE, folderOfShards, foldersFor, PLAN_FILE, RETURNS_FILE, RUNNING_FOLDER, TEMPORARY_FOLDER } from "./layout.ts";
import { writePlannedPoints, writeShardTable } from "./planTables.ts";

export interface WritePlanOptions {
  /** Folder in which the folder of the plan is made. */
  readonly out: string;
  /** How the sweep was asked for; kept, so that the merged folder can be resumed. */
  readonly given: Given;
  /** Seconds of one core per shard, paths per shard, or shards at most. */
  readonly size: { readonly seconds: number } | { readonly paths: number } | { readonly shards: number };
  /** What the work costs, where that is known; measured unless given. */
  readonly costs?: Costs | undefined;
}

export interface WrittenPlan {
  readonly folder: string;
  readonly header: PlanHeader;
  /** Was the same plan there already? It stays as it is, with what its shards have computed. */
  readonly kept: boolean;
}

/**
 * Write a plan, `<out>/<name>-<hash>/`: a sweep cut into shards, each of which any machine can compute with nothing but
 * this folder.
 *
 * @throws BadInput when the folder cannot be used, or no path could be tried; FileError when the disk fails
 */
export async function writePlan(sweep: SweepPlan, { out, given, size, ...known }: WritePlanOptions): Promise<WrittenPlan> {
  const rounds = agentRounds(sweep);
  const different = differentPoints(sweep);
  const costs = known.costs ?? (await measureCosts(sweep, different, rounds));
  if ("seconds" in size && costs === undefined) {
    throw new BadInput([{ path: "--shard-seconds", message: "what a path costs cannot be measured: every path that was tried has failed", hint: "Give --paths-per-shard or --shards." }]);
  }
  const pathCosts = Float64Array.from(different, (point) => (costs === undefined ? rounds[point] : costs.secondsPerAgentRound * rounds[point] + costs.secondsPerPoint / sweep.paths));
  const cuts = cutShards(pathCosts, sweep.paths, "seconds" in size ? { cost: size.seconds } : size);

  makeWritable(out);
  const scratch = join(out, `.planning-${randomUUID()}`);
  mkdirSync(scratch); // with the rights of any folder: who computes may be another user
  try {
    const files = writeFiles(scratch, sweep, rounds, different, cuts);
    const body = headerOf(sweep, given, different.length, cuts, files);
    const estimate = costs === undefined ? null : estimateOf(costs, pathCosts, cuts);
    const header: PlanHeader = { ...body, hash: planHash(body), estimate };
    const folder = runFolder(out, header);
    if (existsSync(join(folder, PLAN_FILE))) return { folder, header, kept: true };
    for (const name of [RUNNING_FOLDER, TEMPORARY_FOLDER, "shards"]) mkdirSync(join(scratch, name));
    for (let n = 0; n < foldersFor(cuts.length); n++) mkdirSync(folderOfShards(scratch, n));
    flushFolder(join(scratch, "shards"));
    writeText(scratch, PLAN_FILE, JSON.stringify(header, null, 2));
    if (existsSync(folder)) throw new BadInput([{ path: "--out", message: `${folder} exists and holds no plan`, hint: "Remove it, or choose another --out." }]);
    renameSync(scratch, folder);
    flushFolder(out);
    return { folder, header, kept: false };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Numbers of the points that no earlier one is equal to. */
export function differentPoints({ points }: SweepPlan): number[] {
  const seen = new Set<string>();
  return points.filter(({ id }) => !seen.has(id) && seen.add(id)).map(({ index }) => index);
}

/** Agents times rounds of one path of every point. */
function agentRounds({ base, points }: SweepPlan): Float64Array {
  return Float64Array.from(points, ({ differences }) => {
    const { agents, calendar } = applyDifferences(base.configuration as unknown as RunConfiguration, differences);
    const count = Object.values(agents).reduce((sum, kind) => sum + (kind.count as number), 0);
    return count * calendar.days * calendar.rounds_per_day;
  });
}

function writeFiles(folder: string, sweep: SweepPlan, rounds: Float64Array, different: readonly number[], cuts: readonly Cut[]): FileEntry[] {
  const { base, points, design, model, file, hash } = sweep;
  const metadata = { name: file.name, configuration_hash: hash, model_version: model.version, seed: base.configuration.run.seed as string };
  const returns = new Map<ReturnHistory, number>();
  const numberOf = (history: ReturnHistory | undefined): number => {
    if (history === undefined) return -1;
    if (!returns.has(history)) returns.set(history, returns.size);
    return returns.get(history)!;
  };
  function* planned() {
    for (const { index, history, ...point } of points) {
      const coordinates = design.unit?.[index];
      yield { ...point, index, coordinates: coordinates && [...coordinates], returns: numberOf(history), agentRounds: rounds[index] };
    }
  }
  const entries = [
    writePlannedPoints(folder, metadata, planned()),
    writeShardTable(folder, metadata, {
      count: cuts.length,
      fromPoint: Uint32Array.from(cuts, ({ from }) => different[from]),
      toPoint: Uint32Array.from(cuts, ({ to }) => different[to]),
      firstPath: Uint32Array.from(cuts, ({ first }) => first),
      endPath: Uint32Array.from(cuts, ({ end }) => end),
    }),
    writeText(folder, BASE_FILE, JSON.stringify(base.configuration, null, 2)),
  ];
  return returns.size === 0 ? entries : [...entries, writeText(folder, RETURNS_FILE, exactJson([...returns.keys()]))];
}

function writeText(folder: string, name: string, text: string): FileEntry {
  const bytes = Buffer.from(`${text}\n`);
  writeAtomically(join(folder, name), [bytes]);
  return { name, rows: 0, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function headerOf(sweep: SweepPlan, given: Given, differentCount: number, cuts: readonly Cut[], files: readonly FileEntry[]): Omit<PlanHeader, "hash" | "estimate"> {
  const { file, model, base, points, design, parameters, metrics, statistics, headline, reference, paths, until } = sweep;
  const sizes = cuts.map(({ from, to, first, end }) => (to - from + 1) * (end - first));
  const extreme = (pick: (a: number, b: number) => number) => sizes.reduce((a, b) => pick(a, b));
  return {
    schemaVersion: 1,
    name: file.name,
    modelVersion: model.version,
    kinds: model.modules.map(({ kind, digest }) => ({ name: kind.name, digest })),
    configurationHash: sweep.hash,
    seed: base.configuration.run.seed as string,
    counts: {
      points: points.length, differentPoints: differentCount, excludedPoints: design.excluded, paths,
      shards: cuts.length, leastPathsPerShard: extreme(Math.min), mostPathsPerShard: extreme(Math.max),
    },
    until: until === undefined ? null : (given.until ?? file.declaration.until ?? null),
    parameters: parameters.map(({ name, paths: sets, unit, description, numeric, whole }) => ({ name, paths: sets, unit, description, numeric, whole })),
    design: { name: design.name, blockSize: design.blockSize, secondOrder: design.secondOrder },
    metrics: metrics.map(({ name }) => name),
    statistics: statistics.map(({ name }) => name),
    headline,
    reference: reference?.index ?? null,
    sweep: file.declaration,
    files,
    given,
  };
}
