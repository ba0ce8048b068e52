import { join } from "node:path";
import { checkFiles } from "../arrow/checkFiles.ts";
import { FileError } from "../arrow/fileError.ts";
import type { Manifest } from "../arrow/manifest.ts";
import { type OpenColumns, openColumns } from "../arrow/readColumn.ts";
import { BadInput } from "../config/errors.ts";
import { builtInModel, type Model } from "../kinds/model.ts";
import { modelDifferences } from "../kinds/sameModel.ts";
import type { Kind } from "../model/agents/kind.ts";
import { pathObservables } from "../model/observables.ts";
import type { ChunkSetup } from "../paths/chunkRunner.ts";
import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import type { BackEndName } from "./kernel.ts";
import { completeRun, type Loaded, setupFor } from "./prepare.ts";
import { recompute, type RecomputeOptions } from "./recompute.ts";
import { runManifest } from "./runManifest.ts";

export interface VerifyOptions extends RecomputeOptions {
  /** The model that made the run. */
  readonly model?: Model;
  /** How many paths to recompute, drawn at random; or all of them. */
  readonly sample: number | "all";
  /** Chooses the sample. */
  readonly seed: string;
  /** What recomputes them, the compiled kernel by default. */
  readonly backEnd?: BackEndName;
  /** Folder that the CSV file of a historical_bootstrap run is relative to. */
  readonly dataFolder?: string;
  /** Told once the number of paths to recompute is known. */
  readonly onStart?: (paths: number) => void;
}

/** A file, or a fact about one, that is not what the manifest says. */
export interface FileDifference {
  readonly file: string;
  readonly property: string;
  readonly expected: string;
  readonly actual: string;
}

/** A value of paths.arrow that recomputation does not give. */
export interface ValueDifference {
  /** Of a sweep. */
  readonly point?: number;
  readonly path: number;
  readonly column: string;
  readonly stored: number;
  readonly recomputed: number;
}

export interface Verification {
  readonly files: number;
  readonly paths: number;
  readonly columns: number;
  readonly fileDifferences: readonly FileDifference[];
  /** Rows of paths.arrow recomputed, ascending: path numbers, unless it is a sweep. */
  readonly recomputed: readonly number[];
  /** The first of them; `differing` counts all. */
  readonly valueDifferences: readonly ValueDifference[];
  readonly differing: number;
}

/** Value differences told one by one, at most. */
export const REPORTED = 20;

/**
 * Check a run folder against its manifest: the digest of every file, and every column of paths.arrow
 * for some or all paths, recomputed from the configuration in the manifest and compared bit for bit.
 * The other files follow from the paths and are checked by their digests alone.
 *
 * @throws BadInput when there is no complete run, another model made it, or its CSV file is missing
 * @throws WorkerFailure or PathError when a path cannot be recomputed
 */
export async function verifyRun(folder: string, options: VerifyOptions): Promise<Verification> {
  const { model = builtInModel } = options;
  const manifest = openManifest(folder, model);
  const loaded = configurationOf(folder, manifest, model);
  const setup = await setupOf(loaded, options);
  const fileDifferences = [...checkConfiguration(manifest, loaded), ...checkDigests(folder, manifest)];
  const counts = { files: manifest.files.length, paths: manifest.counts.paths, columns: 0 };
  const unread = { ...counts, fileDifferences, recomputed: [], valueDifferences: [], differing: 0 };

  const stored = openPaths(folder);
  if (!(stored instanceof Error)) {
    try {
      const shape = checkShape(stored, manifest, loaded);
      if (shape.length > 0) return { ...unread, fileDifferences: [...fileDifferences, ...shape] };
      const recomputed = choosePaths(stored.rows, options);
      options.onStart?.(recomputed.length);
      return { ...unread, columns: stored.names.length, recomputed, ...(await compare(stored, setup, model.kinds, recomputed, options)) };
    } finally {
      stored.close();
    }
  }
  if (fileDifferences.length === 0) throw stored;
  return unread;
}

export function openManifest(folder: string, model: Model): Manifest {
  const manifest = runManifest(folder);
  const differences = modelDifferences(manifest.modelVersion, model.version);
  if (differences.length > 0) throw new BadInput(differences.map((difference) => ({ file: folder, path: "", ...difference })));
  return manifest;
}

/** The configuration of a run, from its manifest. @throws BadInput when it is not one of this model */
export function configurationOf(folder: string, { configuration }: Manifest, model: Model): Loaded {
  try {
    return completeRun(configuration as Record<string, unknown>, [], model);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    throw new BadInput(error.findings.map((finding) => ({ ...finding, file: join(folder, "manifest.json") })));
  }
}

/** Everything that is needed to recompute paths of a run. @throws BadInput when its CSV file is missing */
export async function setupOf(loaded: Loaded, { dataFolder = ".", backEnd = "wasm" }: Pick<VerifyOptions, "dataFolder" | "backEnd">): Promise<ChunkSetup> {
  try {
    return await setupFor({ ...loaded, sources: [join(dataFolder, "configuration")] }, backEnd);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const hint = "The run keeps its configuration, not its data: give the folder that the CSV file is relative to with --data-dir.";
    throw new BadInput(error.findings.map((finding) => ({ ...finding, hint })));
  }
}

function checkConfiguration({ configurationHash }: Manifest, { hash }: Loaded): FileDifference[] {
  if (hash === configurationHash) return [];
  return [{ file: "manifest.json", property: "configuration hash", expected: configurationHash, actual: hash }];
}

export function checkDigests(folder: string, manifest: Manifest): FileDifference[] {
  return checkFiles(folder, manifest).map(({ name, property, expected, actual }) => ({
    file: name,
    property: property === "sha256" ? "SHA-256" : property,
    expected,
    actual,
  }));
}

export function openPaths(folder: string): OpenColumns | FileError {
  try {
    return openColumns(join(folder, "paths.arrow"));
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

function checkShape(stored: OpenColumns, { counts }: Manifest, { configuration, model }: Loaded): FileDifference[] {
  const names = pathObservables(model.kinds, configuration.calendar.days).map(({ name }) => name);
  const file = "paths.arrow";
  const differences: FileDifference[] = [];
  if (stored.rows !== counts.paths) {
    differences.push({ file, property: "rows", expected: String(counts.paths), actual: String(stored.rows) });
  }
  if (names.length !== stored.names.length) {
    differences.push({ file, property: "columns", expected: String(names.length), actual: String(stored.names.length) });
  }
  const wrong = names.findIndex((name, c) => stored.names[c] !== name);
  if (wrong >= 0) {
    differences.push({ file, property: `column ${wrong}`, expected: names[wrong], actual: String(stored.names[wrong]) });
  }
  return differences;
}

/** The rows to recompute, ascending; a sample is drawn without replacement. */
export function choosePaths(rows: number, { sample, seed }: Pick<VerifyOptions, "sample" | "seed">): number[] {
  if (sample === "all" || sample >= rows) return Array.from({ length: rows }, (_, i) => i);
  const random = createRandom(keyFor(seed, "verify"));
  const pool = new Map<number, number>(); // what a shuffle has moved so far
  const chosen = Array.from({ length: sample }, (_, i) => {
    const at = i + Math.floor(random.uniform(i, 0, 0, 0) * (rows - i));
    const path = pool.get(at) ?? at;
    pool.set(at, pool.get(i) ?? i);
    return path;
  });
  return chosen.sort((a, b) => a - b);
}

async function compare(
  stored: OpenColumns,
  setup: ChunkSetup,
  kinds: readonly Kind[],
  paths: readonly number[],
  options: VerifyOptions,
) {
  const valueDifferences: ValueDifference[] = [];
  let differing = 0;
  await recompute(setup, kinds, paths, options, (path, row) => {
    stored.row(path).forEach((value, c) => {
      // Equal bits, but for the payload of a NaN, which no path may hold.
      if (Object.is(value, row[c])) return;
      differing += 1;
      if (valueDifferences.length < REPORTED) {
        valueDifferences.push({ path, column: stored.names[c], stored: value, recomputed: row[c] });
      }
    });
  });
  return { valueDifferences, differing };
}
