import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";
import type { OpenColumns } from "../arrow/readColumn.ts";
import { readTable } from "../arrow/table.ts";
import { applyDifferences } from "../config/difference.ts";
import { BadInput } from "../config/errors.ts";
import { builtInModel, type Model, moduleUrls } from "../kinds/model.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { chunkSetupOf } from "../paths/chunkSetup.ts";
import { compileKernel } from "../run/kernel.ts";
import { historyOf, type RunConfiguration } from "../run/prepare.ts";
import { checkDigests, choosePaths, type FileDifference, openManifest, openPaths, REPORTED, type ValueDifference, type Verification, type VerifyOptions } from "../run/verify.ts";
import { pointId } from "./plan.ts";
import { type SweepSetup, unitResult } from "./pointRunner.ts";
import { openUnitPool } from "./runUnits.ts";

interface StoredPoint {
  readonly index: number;
  readonly id: string;
  readonly differences: readonly { readonly path: readonly string[]; readonly after: unknown }[];
  readonly history: ReturnHistory | undefined;
  /** Rows firstRow … firstRow + paths − 1 of paths.arrow are its paths. */
  readonly firstRow: number;
  readonly paths: number;
}

/** Consecutive paths recomputed as one unit, at most. */
const MOST_PATHS = 64;

/** Is it the folder of a sweep? */
export function isSweep(manifest: Manifest): boolean {
  return manifest.sweep !== undefined;
}

/**
 * Check the folder of a sweep against its manifest: the digest of every file, the content address of every point, and
 * the metrics of some or all paths of some or all points, recomputed from the configurations in the folder and compared
 * bit for bit. The other files follow from the paths and are checked by their digests alone.
 *
 * @throws BadInput when there is no complete sweep, another model made it, or a CSV file is missing
 * @throws WorkerFailure when a path cannot be recomputed
 */
export async function verifySweep(folder: string, options: VerifyOptions): Promise<Verification> {
  const { model = builtInModel, backEnd = "wasm", dataFolder = ".", threads } = options;
  const manifest = openManifest(folder, model);
  const base = manifest.configuration as RunConfiguration;
  const fileDifferences: FileDifference[] = checkDigests(folder, manifest);
  const counts = { files: manifest.files.length, paths: manifest.counts.paths, columns: 0 };
  const stored = openPaths(folder);
  if (stored instanceof Error) {
    if (fileDifferences.length === 0) throw stored;
    return { ...counts, fileDifferences, recomputed: [], valueDifferences: [], differing: 0 };
  }
  try {
    const points = storedPoints(folder, base, dataFolder, fileDifferences);
    const recomputed = choosePaths(stored.rows, options);
    options.onStart?.(recomputed.length);
    const setup: SweepSetup = {
      base,
      kindModules: moduleUrls(model),
      kernel: backEnd === "js" ? undefined : await compileKernel(model, base),
    };
    const found = { valueDifferences: [] as ValueDifference[], differing: 0 };
    const pool = openUnitPool(setup, model.kinds, Math.min(threads, recomputed.length), options.progress);
    try {
      const units = consecutive(recomputed, points);
      const width = Math.max(1, 2 * threads);
      for (let at = 0; at < units.length; at += width) {
        const window = units.slice(at, at + width);
        const blocks = await Promise.all(window.map(({ point, first, count }, n) => pool.run(at + n, { ...point, metrics: stored.names, first, count })));
        blocks.forEach((block, n) => compare(stored, window[n], unitResult(block).values, found));
      }
    } finally {
      await pool.close();
    }
    return { ...counts, columns: stored.names.length, fileDifferences, recomputed, ...found };
  } finally {
    stored.close();
  }
}

/**
 * A point of a sweep folder whose paths can be recomputed one by one.
 *
 * @param index number of the point; may be left out where there is one
 * @throws BadInput when there is no such point, its paths are not stored, or its configuration is not the one that was run
 */
export function openPoint(folder: string, { configuration: base }: Manifest, model: Model, dataFolder: string, index: number | undefined): { readonly chunk: ChunkSetup; readonly firstRow: number; readonly paths: number } {
  const differences: FileDifference[] = [];
  const points = storedPoints(folder, base as RunConfiguration, dataFolder, differences);
  const point = index === undefined && points.length === 1 ? points[0] : points.find((one) => one.index === index);
  const refuse = (message: string, hint: string): never => {
    throw new BadInput([{ path: "--point", message, hint }]);
  };
  const known = points.length > 6 ? `${points.slice(0, 5).map((one) => one.index).join(", ")}, … ${points.at(-1)!.index}` : points.map((one) => one.index).join(", ");
  if (point === undefined) return refuse(index === undefined ? `${folder} holds a sweep of ${points.length} points` : `${folder} holds no paths of a point ${index}`, `Give one of ${known}; points.arrow says what they are.`);
  const wrong = differences.find(({ property }) => property === `address of point ${point.index}`);
  if (wrong !== undefined) return refuse(`point ${point.index} is not what was run: its address is ${wrong.actual}, stored is ${wrong.expected}`, `"yenwind verify ${folder}" says more.`);
  const configuration = { ...applyDifferences(base as RunConfiguration, point.differences), name: point.id };
  return { ...point, chunk: chunkSetupOf(configuration, model.kinds, moduleUrls(model), point.history) };
}

/** Points whose paths are stored; what does not have the address it should is told. */
function storedPoints(folder: string, base: RunConfiguration, dataFolder: string, differences: FileDifference[]): StoredPoint[] {
  const table = readTable(join(folder, "points.arrow"));
  const cell = (name: string, row: number): unknown => table.getChild(name)!.get(row);
  let firstRow = 0;
  return Array.from({ length: table.numRows }, (_, row) => row).flatMap((row): StoredPoint[] => {
    if (cell("status", row) !== "done") return [];
    const changes = JSON.parse(cell("changes", row) as string) as Record<string, unknown>;
    const point = {
      index: cell("point", row) as number,
      id: cell("id", row) as string,
      differences: Object.entries(changes).map(([path, after]) => ({ path: path.split("."), after })),
      paths: cell("paths", row) as number,
      firstRow,
    };
    firstRow += point.paths;
    const configuration = applyDifferences(base, point.differences);
    const id = pointId(configuration);
    if (id !== point.id) differences.push({ file: "points.arrow", property: `address of point ${point.index}`, expected: point.id, actual: id });
    return [{ ...point, history: historyOf(configuration, [join(dataFolder, "configuration")]) }];
  });
}

interface StoredUnit {
  readonly point: StoredPoint;
  readonly first: number;
  readonly count: number;
}

/** Rows, ascending, as runs of consecutive paths of one point. */
function consecutive(rows: readonly number[], points: readonly StoredPoint[]): StoredUnit[] {
  const units: StoredUnit[] = [];
  let p = 0;
  for (const row of rows) {
    while (row >= points[p].firstRow + points[p].paths) p += 1;
    const last = units.at(-1);
    const first = row - points[p].firstRow;
    if (last?.point === points[p] && last.first + last.count === first && last.count < MOST_PATHS) units[units.length - 1] = { ...last, count: last.count + 1 };
    else units.push({ point: points[p], first, count: 1 });
  }
  return units;
}

function compare(stored: OpenColumns, { point, first, count }: StoredUnit, values: Float64Array, found: { valueDifferences: ValueDifference[]; differing: number }): void {
  for (let n = 0; n < count; n++) {
    stored.row(point.firstRow + first + n).forEach((value, m) => {
      const recomputed = values[m * count + n];
      if (Object.is(value, recomputed)) return;
      found.differing += 1;
      if (found.valueDifferences.length < REPORTED) {
        found.valueDifferences.push({ point: point.index, path: first + n, column: stored.names[m], stored: value, recomputed });
      }
    });
  }
}
