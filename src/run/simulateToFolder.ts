import { join } from "node:path";
import { type FileEntry, writeManifest } from "../arrow/manifest.ts";
import { type ChunkSetup, pathsInChunk } from "../paths/chunkRunner.ts";
import { resultFields } from "./fields.ts";
import { DAILY_FILE, Gathering } from "./gathering.ts";
import { goOn, type Kept } from "./goOn.ts";
import { hostFacts } from "./host.ts";
import type { BackEndName } from "./kernel.ts";
import { type Loaded, setupFor } from "./prepare.ts";
import { claimNew, claimUnfinished, removeUnfinished, runFolder } from "./runFolder.ts";
import { checkRunUnchanged, type GivenRun, readRunRecord, runRecord, writeRunRecord } from "./runRecord.ts";
import { simulateChunks } from "./simulateChunks.ts";
import { writeAgents, writeTables } from "./tables.ts";
import { readPrecision, UntilPrecise } from "./untilPrecise.ts";

export interface SimulateOptions {
  /** Where the run folder goes; it is named `<name>-<first 8 digits of the hash>`. */
  readonly out: string;
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  /** What runs the agents' rules, the compiled kernel by default. Speed only: changes no bit. */
  readonly backEnd?: BackEndName;
  /** Let the kernel leave out agents that cannot act. Speed only: changes no bit. */
  readonly skip?: boolean;
  /** Stop when a number is this precise: `es99(hedge_fund.tech.forced,3d) within 2%`; `run.paths` is then the budget. */
  readonly until?: string | undefined;
  /** Replace a run folder of the same name. */
  readonly overwrite?: boolean;
  /** Finished paths, counted by the workers as they go. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
  /** Once true, chunks in flight are finished and the run ends with the paths done so far. */
  readonly stop?: () => boolean;
  /** Told when the paths are done and the tables begin. */
  readonly onTables?: () => void;
  /** Keep in the folder, until the run is complete, what `resume` needs, and how the run was asked for. */
  readonly given?: GivenRun;
  /** Go on with the unfinished run in this folder; `out` and `overwrite` mean nothing then. */
  readonly resume?: string;
  /** Seconds between checkpoints, at least; 5 by default, 0 after every chunk. */
  readonly checkpointSeconds?: number | undefined;
  /** Told how many paths an interrupted run had kept, and why there are none where there should be some. */
  readonly onKept?: (kept: Kept) => void;
  /** Worker entry, for tests. */
  readonly worker?: URL;
}

export interface RunResult {
  readonly folder: string;
  readonly agents: number;
  readonly rounds: number;
  readonly paths: number;
  /** Are all paths done, or as many as the precision asked for needs? */
  readonly complete: boolean;
  /** Wall-clock seconds by phase. */
  readonly timings: { readonly prepare: number; readonly simulate: number; readonly tables: number };
  readonly files: readonly FileEntry[];
}

/** How much of an interrupted run may be lost, in seconds of work. */
const CHECKPOINT_SECONDS = 5;

/**
 * Simulate a configuration and write its run folder: paths.arrow as the paths are done, then
 * the tables, then the manifest. Memory does not grow with the number of paths.
 *
 * With `given`, the folder keeps what the run can be gone on with (`resume`) until it is complete, whatever ends it
 * before. The files at the end are those of a run that was never interrupted, byte for byte.
 *
 * @throws BadInput when the folder exists (without `overwrite`), cannot be written or is being written; or, with
 *   `resume`, when it holds no unfinished run, or one of another model, configuration or precision
 * @throws WorkerFailure naming chunk and path; paths.arrow then holds the paths before it, and
 *   there is no manifest
 */
export async function simulateToFolder(loaded: Loaded, options: SimulateOptions): Promise<RunResult> {
  const began = performance.now();
  const setup = await setupFor(loaded, options.backEnd ?? "wasm", options.skip);
  const fields = resultFields(loaded.name, loaded.model.kinds, setup.configuration.calendar.days);
  const precision = options.until === undefined ? undefined : readPrecision(options.until, fields.paths);
  const until = precision && new UntilPrecise(precision, fields.paths, setup.paths, setup.chunkPaths);
  const folder = options.resume ?? runFolder(options.out, loaded);
  const release = options.resume === undefined ? claimNew(folder, options.overwrite ?? false) : claimUnfinished(folder);
  try {
    keepRecord(folder, loaded, setup, options);
    return await simulate({ began, folder, loaded, setup, fields, until, options });
  } finally {
    release();
  }
}

/** Write how the run was begun; one that goes on must be the same. */
function keepRecord(folder: string, loaded: Loaded, setup: ChunkSetup, { given, until, resume }: SimulateOptions): void {
  const before = resume === undefined ? undefined : readRunRecord(folder);
  const asked = given ?? before;
  if (asked === undefined) return;
  const record = runRecord(loaded, setup, asked, until);
  if (before !== undefined) checkRunUnchanged(before, record, folder);
  writeRunRecord(folder, record);
}

interface Work {
  readonly began: number;
  readonly folder: string;
  readonly loaded: Loaded;
  readonly setup: ChunkSetup;
  readonly fields: ReturnType<typeof resultFields>;
  readonly until: UntilPrecise | undefined;
  readonly options: SimulateOptions;
}

async function simulate({ began, folder, loaded, setup, fields, until, options }: Work): Promise<RunResult> {
  const { kinds, version: modelVersion } = loaded.model;
  const { days, rounds_per_day } = setup.configuration.calendar;
  const { seed } = loaded.configuration.run;
  const metadata = { name: loaded.name, configuration_hash: loaded.hash, model_version: modelVersion, seed };
  const agents = setup.opening.reduce((sum, { count }) => sum + count, 0);
  const resumable = options.given !== undefined || options.resume !== undefined;
  const inputs = { folder, kinds, days, fields, metadata };
  const checkpointSeconds = resumable ? (options.checkpointSeconds ?? CHECKPOINT_SECONDS) : undefined;
  const toGather = { folder, paths: fields.paths, daily: fields.daily, metadata, agents, until, checkpointSeconds };
  const gathering = options.resume === undefined ? new Gathering(toGather) : goOn(toGather, options.onKept);
  const { tally } = gathering;
  const prepared = performance.now();
  try {
    try {
      await simulateChunks(setup, kinds, {
        ...options,
        firstChunk: gathering.chunks,
        onChunk: (chunk, block) => gathering.add(pathsInChunk(setup, chunk), block),
        stop: () => until?.done === true || options.stop?.() === true,
      });
    } catch (error) {
      gathering.keepPaths();
      throw error;
    }
    if (tally.paths === 0) throw new Error("stopped before the first chunk was done: nothing to keep");
    const complete = tally.paths === setup.paths || until?.done === true;
    if (!complete) gathering.checkpoint();
    const { seconds } = gathering;
    const simulated = performance.now();
    options.onTables?.();
    const files = [gathering.close(), ...writeTables(inputs, join(folder, DAILY_FILE)), writeAgents(inputs, setup.opening, tally)];
    const timings = { prepare: (prepared - began) / 1000, simulate: seconds, tables: (performance.now() - simulated) / 1000 };
    const result: RunResult = { folder, agents, rounds: days * rounds_per_day, paths: tally.paths, complete, timings, files };
    writeManifest(folder, {
      schemaVersion: 1,
      configuration: loaded.configuration,
      configurationHash: loaded.hash,
      modelVersion,
      seed,
      ...(until === undefined ? {} : { precision: { until: options.until, ...precisionFacts(until) } }),
      counts: { agents, paths: tally.paths, days, rounds: result.rounds, requested_paths: setup.paths },
      host: hostFacts(options.threads),
      timings,
      files,
    });
    if (complete) removeUnfinished(folder);
    return result;
  } finally {
    gathering.end();
  }
}

function precisionFacts({ look }: UntilPrecise) {
  const bound = (x: number | undefined) => (x === undefined || Number.isNaN(x) ? null : x);
  return { met: look?.met ?? false, estimate: bound(look?.estimate), low: bound(look?.interval.low), high: bound(look?.interval.high) };
}
