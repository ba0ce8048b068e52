import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FileEntry, writeManifest } from "../arrow/manifest.ts";
import { applyDifferences } from "../config/difference.ts";
import { moduleUrls } from "../kinds/model.ts";
import { makeWritable } from "../run/folder.ts";
import { lockFolder } from "../run/folderLock.ts";
import { hostFacts } from "../run/host.ts";
import { type BackEndName, compileKernel } from "../run/kernel.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { runFolder } from "../run/runFolder.ts";
import { checkModelOf } from "../run/record.ts";
import { sweepFields } from "./fields.ts";
import type { SweepPlan, SweepPoint } from "./plan.ts";
import { type Given, readSweepRecord, recordOf, writeSweepRecord } from "./record.ts";
import { runUnits, type UnitFailure } from "./runUnits.ts";
import { Scheduler } from "./scheduler.ts";
import { hasSensitivity, writeSensitivity } from "./sensitivityTable.ts";
import { allPaths, StoppingTarget } from "./stoppingTarget.ts";
import { ResultTables } from "./resultTables.ts";
import { type Outcome, type TableInputs, writePoints } from "./tables.ts";
import { UnitStore } from "./unitStore.ts";

export interface SweepOptions {
  /** The run folder, see `sweepFolder`. */
  readonly folder: string;
  /** How the sweep was asked for, so that it can be resumed. */
  readonly given: Given;
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  /** What runs the agents' rules, the compiled kernel by default. Speed only: changes no bit. */
  readonly backEnd?: BackEndName;
  /** Forget what the folder has computed. */
  readonly overwrite?: boolean;
  /** Finished paths, counted by the workers as they go. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
  /** Once true, what is running is finished and kept, and nothing new is started. */
  readonly stop?: () => boolean;
  /** Give up once more than this many points have failed. */
  readonly failuresAllowed?: number;
  /** Puts units into the store that were computed elsewhere, before anything is simulated. @returns points that failed there, by id */
  readonly fill?: (store: UnitStore) => Promise<ReadonlyMap<string, UnitFailure>>;
  /** Told when the work is known, and after every point. */
  readonly onState?: (state: SweepState) => void;
  readonly onFailure?: (point: SweepPoint, failure: UnitFailure) => void;
  /** Told when the paths are done and the tables begin. */
  readonly onTables?: () => void;
}

/** Where a sweep stands. */
export interface SweepState {
  /** Different points: those with equal configurations count once. */
  readonly points: number;
  readonly done: number;
  readonly failed: number;
  /** Points that the folder had already. */
  readonly kept: number;
  readonly pathsLeft: number;
  /** Seconds left, from the measured cost of a path; undefined before it is known. */
  readonly secondsLeft: number | undefined;
}

export interface SweepResult {
  readonly folder: string;
  readonly complete: boolean;
  readonly state: SweepState;
  readonly paths: number;
  /** Wall-clock seconds by phase. */
  readonly timings: { readonly prepare: number; readonly simulate: number; readonly tables: number };
  readonly files: readonly FileEntry[];
}

/** What is written when all points are done. */
const RESULT_FILES = ["paths.arrow", "summary.arrow", "worst.arrow", "contrasts.arrow", "sensitivity.arrow"];

/** Name of the run folder of a sweep: its hash is that of base, seed, metrics and precision, not of the design. */
export function sweepFolder(out: string, { file, hash }: Pick<SweepPlan, "file" | "hash">): string {
  return runFolder(out, { name: file.name, hash });
}

/**
 * Simulate every point of a sweep that its folder does not have yet, and write the tables of all of them.
 *
 * The tables are a function of the plan alone: not of threads, units, interruptions, nor of what was in the folder.
 *
 * @throws BadInput when the folder cannot be used; FileError when the disk fails. What was finished before is kept
 */
export async function simulateSweep(plan: SweepPlan, options: SweepOptions): Promise<SweepResult> {
  const began = performance.now();
  const { folder } = options;
  makeWritable(folder);
  const unlock = lockFolder(folder);
  try {
    if (options.overwrite) for (const name of ["journal.jsonl", "units.bin", "sweep.json", "failed"]) rmSync(join(folder, name), { recursive: true, force: true });
    const before = readSweepRecord(folder);
    if (before !== undefined) checkModelOf(before, folder, plan.model.version);
    // Until the end it is no complete run, whatever it was.
    for (const name of ["manifest.json", "failed", ...RESULT_FILES]) rmSync(join(folder, name), { recursive: true, force: true });
    writeSweepRecord(folder, recordOf(plan, options.given));
    return await simulate(plan, options, began);
  } finally {
    unlock();
  }
}

async function simulate(plan: SweepPlan, options: SweepOptions, began: number): Promise<SweepResult> {
  const { folder } = options;
  const { base, model } = plan;
  const configuration = base.configuration as unknown as RunConfiguration;
  const inputs: TableInputs = {
    folder, plan, fields: sweepFields(plan),
    metadata: { name: plan.file.name, configuration_hash: plan.hash, model_version: model.version, seed: configuration.run.seed },
  };
  const metrics = plan.metrics.map(({ name }) => name);
  const points = new Map(plan.points.toReversed().map((point) => [point.id, point]));
  const kernel = options.backEnd === "js" ? undefined : await compileKernel(model, configuration);
  const finished = new Set<string>();
  const failures = new Map<string, UnitFailure>();
  writePoints(inputs, () => ({ status: "planned", paths: 0, precise: plan.until === undefined, error: "" }));
  const store = await UnitStore.open(folder, plan.metrics.length);
  const fail = (id: string, failure: UnitFailure): void => {
    failures.set(id, failure);
    keepConfiguration(folder, points.get(id)!, configuration);
    options.onFailure?.(points.get(id)!, failure);
  };
  let tables: ResultTables | undefined;
  try {
    const failedElsewhere = await options.fill?.(store);
    const stopping = plan.until && new StoppingTarget(plan.until, plan.metrics, plan.paths, (point, metric, paths) => store.column(point, metric, paths));
    const scheduler = new Scheduler(Math.max(1, options.threads), stopping ?? allPaths);
    // The reference first: nothing can be compared before it is done.
    const order = plan.reference === undefined ? plan.points : [plan.reference, ...plan.points];
    for (const id of new Set(order.map((point) => point.id))) {
      if (scheduler.add(id, stopping?.sizes[0] ?? plan.paths, store.unitsOf(id))) finished.add(id);
    }
    failedElsewhere?.forEach((failure, id) => {
      if (!finished.has(id)) fail(id, failure);
    });
    const outcome = ({ id }: SweepPoint): Outcome => {
      const failure = failures.get(id);
      if (failure !== undefined) return { status: "failed", paths: 0, precise: false, error: failureText(failure) };
      if (!finished.has(id)) {
        const paths = store.unitsOf(id).reduce((sum, { count }) => sum + count, 0);
        return { status: paths > 0 ? "incomplete" : "planned", paths, precise: false, error: "" };
      }
      const look = stopping?.lookOf(id);
      return { status: "done", paths: look?.n ?? plan.paths, precise: look?.met ?? true, error: "" };
    };
    tables = new ResultTables(inputs, store, outcome);
    const kept = finished.size;
    const state = (): SweepState => ({
      points: points.size, done: finished.size, failed: failures.size, kept,
      pathsLeft: scheduler.pathsLeft,
      secondsLeft: scheduler.cost === undefined ? undefined : (scheduler.pathsLeft * scheduler.cost) / Math.max(1, options.threads),
    });
    options.onState?.(state());
    const prepared = performance.now();
    await runUnits({
      setup: { base: configuration, kindModules: moduleUrls(model), kernel },
      kinds: model.kinds,
      threads: Math.min(options.threads, Math.max(1, points.size * Math.ceil(plan.paths / 2))),
      scheduler,
      store,
      unit: ({ point, first, count }) => {
        const { id, differences, history } = points.get(point)!;
        return { id, differences, history, metrics, first, count };
      },
      onPoint(id, failure) {
        if (failure === undefined) finished.add(id);
        else fail(id, failure);
        tables?.advance();
        options.onState?.(state());
      },
      progress: options.progress,
      stop: () => (options.stop?.() ?? false) || failures.size > (options.failuresAllowed ?? Infinity),
    });
    const simulated = performance.now();
    const complete = finished.size + failures.size === points.size;
    if (complete) options.onTables?.();
    const files = [writePoints(inputs, outcome)];
    if (complete) {
      files.push(...tables.close());
      if (hasSensitivity(plan)) files.push(writeSensitivity(inputs, store, outcome));
    }
    const tabled = performance.now();
    const paths = plan.points.reduce((sum, point) => sum + (finished.has(point.id) ? outcome(point).paths : 0), 0);
    const timings = { prepare: (prepared - began) / 1000, simulate: (simulated - prepared) / 1000, tables: (tabled - simulated) / 1000 };
    if (complete) {
      writeManifest(folder, {
        schemaVersion: 1,
        configuration: base.configuration,
        configurationHash: plan.hash,
        sweep: plan.file.declaration,
        modelVersion: model.version,
        seed: configuration.run.seed,
        counts: { paths, points: plan.points.length, failed_points: plan.points.filter(({ id }) => failures.has(id)).length, excluded_points: plan.design.excluded },
        host: hostFacts(options.threads),
        timings,
        files,
      });
    }
    return { folder, complete, state: state(), paths, timings, files };
  } finally {
    tables?.abort();
    await store.close();
  }
}

function failureText({ path, message }: UnitFailure): string {
  return path === undefined ? message : `path ${path}: ${message}`;
}

/** The complete configuration of a point that failed, to be run alone: JSON is YAML. */
function keepConfiguration(folder: string, { index, differences }: SweepPoint, base: RunConfiguration): void {
  const failed = join(folder, "failed");
  if (!existsSync(failed)) mkdirSync(failed);
  const configuration = { ...applyDifferences(base, differences), name: `point-${index}` };
  writeFileSync(join(failed, `point-${index}.json`), `${JSON.stringify(configuration, null, 2)}\n`);
}
