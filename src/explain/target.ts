import { join } from "node:path";
import { openColumns, type OpenColumns } from "../arrow/readColumn.ts";
import { BadInput } from "../config/errors.ts";
import { nearest } from "../config/nearest.ts";
import { builtInModel, type Model } from "../kinds/model.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { configurationOf, openManifest, setupOf } from "../run/verify.ts";
import { isSweep, openPoint } from "../sweep/verifySweep.ts";
import { type Replay, valueOf } from "./replay.ts";

export interface TargetOptions {
  readonly model?: Model;
  /** Of a sweep. */
  readonly point?: number;
  /** Number of the path; else `worst` says which. */
  readonly path?: number;
  /** Rank of the path by the metric, 1 the worst. */
  readonly worst?: number;
  /** Column of paths.arrow; by default the forced sales of US equity in the worst three days. */
  readonly by?: string;
  /** Folder that the CSV file of historical_bootstrap is relative to. */
  readonly dataFolder?: string;
}

/** A stored path that can be replayed. */
export interface Target {
  readonly chunk: ChunkSetup;
  readonly model: Model;
  readonly path: number;
  readonly metric: string;
  /** Its place by the metric, 1 the worst. */
  readonly rank: number;
  readonly paths: number;
  /** Identity of the run, for the files. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Refuse a replay that is not the stored path. @throws Error naming the first number that differs */
  readonly check: (replayed: Replay) => void;
}

/**
 * Find a path of a run folder, or of a point of a sweep folder.
 *
 * @throws BadInput when there is no such run, point, path or column, another model made it, or its CSV file is missing;
 *   FileError when paths.arrow cannot be read
 */
export async function openTarget(folder: string, options: TargetOptions): Promise<Target> {
  const { model = builtInModel, dataFolder = "." } = options;
  const manifest = openManifest(folder, model);
  if (manifest.calibration !== undefined) refuse(folder, "is the folder of a calibration, which stores no paths", "Give the folder of a run or a sweep.");
  const sweep = isSweep(manifest);
  if (!sweep && options.point !== undefined) refuse("--point", `${folder} holds a run, which has no points`, "Leave --point out.");
  const stored = openColumns(join(folder, "paths.arrow"));
  try {
    const point = sweep ? openPoint(folder, manifest, model, dataFolder, options.point) : undefined;
    const [first, paths] = point === undefined ? [0, stored.rows] : [point.firstRow, point.paths];
    const metric = metricOf(stored, options.by);
    const ranked = rankOf(stored.column(metric).subarray(first, first + paths), metric);
    const chosen = choose(ranked, options);
    const row = stored.row(first + chosen.path);
    const { names } = stored;
    return {
      ...chosen,
      chunk: point?.chunk ?? (await setupOf(configurationOf(folder, manifest, model), { dataFolder, backEnd: "js" })),
      model,
      metric,
      paths,
      metadata: { name: String((manifest.configuration as { name: string }).name), configuration_hash: manifest.configurationHash, model_version: manifest.modelVersion, seed: manifest.seed },
      check: (replayed) => checkRow(folder, chosen.path, names, row, replayed),
    };
  } finally {
    stored.close();
  }
}

function refuse(where: string, message: string, hint: string): never {
  throw new BadInput([where.startsWith("--") ? { path: where, message, hint } : { file: where, path: "", message, hint }]);
}

/** What is explained unless asked otherwise: the first of these that the folder has. */
const METRICS = ["all.us_equity.forced.worst3d", "all.us_equity.forced.horizon", "usdjpy.worst3d", "usdjpy.min"];

function metricOf({ names }: OpenColumns, by: string | undefined): string {
  const numbers = names.filter((name) => !["path", "point", "weight"].includes(name));
  if (by === undefined) return METRICS.find((name) => numbers.includes(name)) ?? numbers[0];
  if (numbers.includes(by)) return by;
  const near = nearest(by, numbers);
  const hint = near === undefined ? "docs/data-dictionary.md lists the columns of paths.arrow." : `Did you mean ${near}?`;
  throw new BadInput([{ path: "--by", message: `paths.arrow has no column ${by}`, hint }]);
}

/** Is the path with the lowest value the worst? So it is for prices and their returns; not for sales, counts, and rises of yields. */
export function lowestIsWorst(metric: string): boolean {
  return /^(frozen[._])?(usdjpy|usdjpy_low|tech|equity|ust)(\.(end|min|worst3d)|@\d+)$/.test(metric) || metric.startsWith("japan.");
}

/** Numbers of the paths, the worst first; of equal ones the smaller number first. */
function rankOf(values: Float64Array, metric: string): number[] {
  const sign = lowestIsWorst(metric) ? 1 : -1;
  return Array.from(values, (_, path) => path).sort((a, b) => sign * (values[a] - values[b]) || a - b);
}

function choose(ranked: readonly number[], { path, worst = 1 }: TargetOptions): { readonly path: number; readonly rank: number } {
  const paths = ranked.length;
  if (path !== undefined) {
    if (path >= paths) throw new BadInput([{ path: "--path", message: `there is no path ${path}`, expected: `0 to ${paths - 1}` }]);
    return { path, rank: ranked.indexOf(path) + 1 };
  }
  if (worst > paths) throw new BadInput([{ path: "--worst", message: `there are only ${paths} paths`, expected: `1 to ${paths}` }]);
  return { path: ranked[worst - 1], rank: worst };
}

function checkRow(folder: string, path: number, names: readonly string[], row: Float64Array, replayed: Replay): void {
  names.forEach((name, c) => {
    if (!replayed.names.has(name)) return;
    const value = valueOf(replayed, name);
    if (Object.is(value, row[c])) return;
    throw new Error(`path ${path} as replayed is not the one in ${folder}: ${name} is ${value}, stored is ${row[c]}; "yenwind verify ${folder}" says more`);
  });
}
