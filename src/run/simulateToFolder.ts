import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type FileEntry, writeManifest } from "../arrow/manifest.ts";
import { ArrowFileWriter } from "../arrow/writer.ts";
import type { Kind } from "../model/agents/kind.ts";
import { chunkBlock } from "../paths/chunkLayout.ts";
import { createChunkRunner, pathsInChunk } from "../paths/chunkRunner.ts";
import { runChunks } from "../pool/runChunks.ts";
import { workerUrl } from "../pool/workerUrl.ts";
import { AgentTally } from "./agentTally.ts";
import { RowBatcher } from "./batch.ts";
import { resultFields } from "./fields.ts";
import { makeWritable, refuseFolder } from "./folder.ts";
import { hostFacts } from "./host.ts";
import type { BackEndName } from "./kernel.ts";
import { type chunkSetup, type Loaded, setupFor } from "./prepare.ts";
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

/** Name of the run folder of a configuration. */
export function runFolder(out: string, { name, hash }: Pick<Loaded, "name" | "hash">): string {
  return join(out, `${name}-${hash.slice(0, 8)}`);
}

/**
 * Simulate a configuration and write its run folder: paths.arrow as the paths are done, then
 * the tables, then the manifest. Memory does not grow with the number of paths.
 *
 * @throws BadInput when the folder exists (without `overwrite`) or cannot be written
 * @throws WorkerFailure naming chunk and path; paths.arrow then holds the paths before it, and
 *   there is no manifest
 */
export async function simulateToFolder(loaded: Loaded, options: SimulateOptions): Promise<RunResult> {
  const began = performance.now();
  const { kinds, version: modelVersion } = loaded.model;
  const setup = await setupFor(loaded, options.backEnd ?? "wasm", options.skip);
  const { days, rounds_per_day } = setup.configuration.calendar;
  const fields = resultFields(loaded.name, kinds, days);
  const precision = options.until === undefined ? undefined : readPrecision(options.until, fields.paths);
  const folder = prepareFolder(runFolder(options.out, loaded), options.overwrite ?? false);
  const metadata = {
    name: loaded.name,
    configuration_hash: loaded.hash,
    model_version: modelVersion,
    seed: loaded.configuration.run.seed,
  };
  const agents = setup.opening.reduce((sum, { count }) => sum + count, 0);
  const until = precision && new UntilPrecise(precision, fields.paths, setup.paths, setup.chunkPaths);
  const shape = { columns: fields.paths.length, dailyValues: fields.daily.length, agents };
  const tally = new AgentTally(agents);
  const pathsFile = ArrowFileWriter.create(join(folder, "paths.arrow"), fields.paths, metadata);
  const dailyFile = join(folder, "daily.spool");
  const spool = ArrowFileWriter.create(dailyFile, fields.daily, metadata);
  const pathRows = new RowBatcher(pathsFile);
  const dailyRows = new RowBatcher(spool);
  const onChunk = (chunk: number, buffer: ArrayBuffer): void => {
    if (until?.done) return; // it was running when the chunk before it was enough
    const block = chunkBlock(shape, pathsInChunk(setup, chunk), buffer);
    pathRows.add(block.rows);
    dailyRows.add(block.daily);
    tally.add(block);
    until?.add(block.rows, shape.columns);
  };
  const stop = () => until?.done === true || options.stop?.() === true;
  const prepared = performance.now();

  try {
    const chunkCount = Math.ceil(setup.paths / setup.chunkPaths);
    try {
      if (options.threads === 0) runHere(setup, kinds, chunkCount, onChunk, { ...options, stop });
      else {
        await runChunks({
          worker: options.worker ?? workerUrl("chunk"),
          setup,
          threads: options.threads,
          chunkCount,
          onChunk,
          progress: options.progress,
          stop,
        });
      }
    } catch (error) {
      // The paths before the failure are good: leave them readable.
      keepWhatIsDone(pathsFile, pathRows);
      throw error;
    }
    if (tally.paths === 0) throw new Error("stopped before the first chunk was done: nothing to keep");
    pathRows.flush();
    dailyRows.flush();
    const simulated = performance.now();
    options.onTables?.();
    const files = [pathsFile.close()];
    spool.close();
    const inputs = { folder, kinds, days, fields, metadata };
    files.push(...writeTables(inputs, dailyFile), writeAgents(inputs, setup.opening, tally));
    const tabled = performance.now();
    const timings = {
      prepare: (prepared - began) / 1000,
      simulate: (simulated - prepared) / 1000,
      tables: (tabled - simulated) / 1000,
    };
    const result: RunResult = {
      folder,
      agents,
      rounds: days * rounds_per_day,
      paths: tally.paths,
      complete: tally.paths === setup.paths || until?.done === true,
      timings,
      files,
    };
    writeManifest(folder, {
      schemaVersion: 1,
      configuration: loaded.configuration,
      configurationHash: loaded.hash,
      modelVersion,
      seed: loaded.configuration.run.seed,
      ...(until === undefined ? {} : { precision: { until: options.until, ...precisionFacts(until) } }),
      counts: { agents, paths: tally.paths, days, rounds: result.rounds, requested_paths: setup.paths },
      host: hostFacts(options.threads),
      timings,
      files,
    });
    return result;
  } finally {
    pathsFile.abort();
    spool.abort();
    rmSync(dailyFile, { force: true });
  }
}

function precisionFacts({ look }: UntilPrecise) {
  const bound = (x: number | undefined) => (x === undefined || Number.isNaN(x) ? null : x);
  return { met: look?.met ?? false, estimate: bound(look?.estimate), low: bound(look?.interval.low), high: bound(look?.interval.high) };
}

function runHere(
  setup: ReturnType<typeof chunkSetup>,
  kinds: readonly Kind[],
  chunkCount: number,
  onChunk: (chunk: number, block: ArrayBuffer) => void,
  { progress, stop }: SimulateOptions,
): void {
  const run = createChunkRunner(setup, kinds);
  for (let chunk = 0; chunk < chunkCount && !stop?.(); chunk++) {
    onChunk(chunk, run(chunk, () => {
      if (progress) Atomics.add(progress, 0, 1);
    }));
  }
}

function keepWhatIsDone(file: ArrowFileWriter, rows: RowBatcher): void {
  try {
    rows.flush();
    if (file.rows > 0) file.close();
  } catch {
    // The disk failed: the partial file is removed, and the first error is the one to report.
  }
}

/** @throws BadInput unless the folder is new (or may be replaced) and can be written */
function prepareFolder(folder: string, overwrite: boolean): string {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) refuseFolder(folder, "exists and is not a folder", "Choose another --out.");
    if (!overwrite) {
      const what = existsSync(join(folder, "manifest.json")) ? "the same configuration was run before" : "a run there did not complete";
      refuseFolder(folder, `exists already: ${what}`, "Use --overwrite to replace it, or --out for another place.");
    }
    rmSync(folder, { recursive: true, force: true });
  }
  makeWritable(folder);
  return folder;
}
