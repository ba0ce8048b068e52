/**
 * yenwind as a library: simulate a scenario in this process or on worker threads, and get the
 * results as Arrow tables.
 *
 * @example
 * import { simulate } from "yenwind";
 * const { tables } = await simulate({ name: "deeper", markets: { fx: { depth: 3000 } }, run: { paths: 200 } });
 * console.log(tables.liquidation.numRows);
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Table } from "apache-arrow";
import { readTable } from "./arrow/table.ts";
import { loadModel } from "./kinds/loadModel.ts";
import type { BackEndName } from "./run/kernel.ts";
import { completeRun, type Loaded, loadRun } from "./run/prepare.ts";
import { type RunResult, simulateToFolder } from "./run/simulateToFolder.ts";

export { BadInput } from "./config/errors.ts";
export { loadModel } from "./kinds/loadModel.ts";
export type { Model } from "./kinds/model.ts";
export { PathError } from "./model/record/pathError.ts";
export { MODEL_VERSION } from "./model/version.ts";
export { WorkerFailure } from "./pool/workerFailure.ts";
export { type Loaded, loadRun, completeRun } from "./run/prepare.ts";
export type { BackEndName } from "./run/kernel.ts";
export { type RunResult, simulateToFolder } from "./run/simulateToFolder.ts";
export { readSweepFile, type SweepFile } from "./config/sweepFile.ts";
export { planSweep, type PlanOptions, type SweepPlan, type SweepPoint } from "./sweep/plan.ts";
export { explainPath, type ExplainOptions } from "./explain/explainPath.ts";
export { explainToFolder, type ExplainResult, type ExplainToFolderOptions } from "./explain/explainToFolder.ts";
export type { Explanation } from "./explain/explanation.ts";
export { planFacts, simulateFacts, type FactsOptions, type FactsPlan, type FactsResult } from "./facts/simulateFacts.ts";
export { simulateSweep, sweepFolder, type SweepOptions, type SweepResult, type SweepState } from "./sweep/simulateSweep.ts";
export { calibrate, type CalibrateOptions, type CalibrationResult, type CalibrationState, type Search } from "./calibration/calibrate.ts";
export { type Evaluation, PointFailure, type TargetEvaluator } from "./calibration/evaluation.ts";
export { planCalibration, type CalibrationPlan, type CalibrationPlanOptions } from "./calibration/plan.ts";
export { type CalibrationReport, reportOf } from "./calibration/report.ts";
export { calibrationFolder, type CalibrationOutcome, simulateCalibration, type SimulateCalibrationOptions } from "./calibration/simulateCalibration.ts";
export type { TargetCatalogue } from "./calibration/targets.ts";
export { type CalibrationFile, readCalibrationFile } from "./config/calibrationFile.ts";
export { writePlan, type WritePlanOptions, type WrittenPlan } from "./cluster/writePlan.ts";
export { openPlan, type PointRange, rangesOf, secondsOf, type ShardPlan } from "./cluster/openPlan.ts";
export { type PlanHeader, readHeader } from "./cluster/header.ts";
export { openShardRunner, type RunShardOptions, type ShardOutcome, type ShardRunner, type ShardRunnerOptions } from "./cluster/runShard.ts";
export { mergeShards, type MergeOptions, type MergeResult } from "./cluster/merge.ts";
export { type PlanStatus, planStatus, type StatusOptions } from "./cluster/shardStates.ts";
export type { DoneRecord, FailureRecord, ShardSummary } from "./cluster/records.ts";
export type { Measured } from "./facts/measured.ts";

export interface SimulateOptions {
  /** Worker threads; 0 (the default) runs in this thread. Changes no bit of the result. */
  readonly threads?: number;
  /** What runs the agents' rules: WebAssembly (the default), or plain JavaScript. Changes no bit of the result. */
  readonly backEnd?: BackEndName;
  /** Overrides as on the command line: `agents.hedge_fund.count=500`. */
  readonly set?: readonly string[];
  /** Kinds of agents of your own: paths or file URLs of their modules (docs/extending.md). */
  readonly kinds?: readonly (string | URL)[];
  /** Stop when a number is this precise: `es99(hedge_fund.tech.forced,3d) within 2%`; `run.paths` is then the budget. */
  readonly until?: string;
  /** Keep the run folder here; without it the files are removed after they were read. */
  readonly out?: string;
}

/** The result files of a run as Arrow tables; columns as in docs/data-dictionary.md. */
export interface Simulation {
  readonly result: RunResult;
  readonly tables: {
    readonly paths: Table;
    readonly liquidation: Table;
    readonly exceedance: Table;
    readonly worst: Table;
    readonly histogram: Table;
    readonly timeline: Table;
    readonly agents: Table;
  };
}

/**
 * Simulate a scenario.
 *
 * @param scenario any part of a configuration as an object (the rest takes its default), or the
 *   path of a configuration file
 * @throws BadInput with every finding about the kinds, then the configuration; WorkerFailure when a worker dies
 */
export async function simulate(scenario: string | Record<string, unknown>, options: SimulateOptions = {}): Promise<Simulation> {
  const { threads = 0, backEnd = "wasm", set = [], kinds = [], until, out } = options;
  const model = await loadModel(kinds);
  const loaded: Loaded = typeof scenario === "string" ? loadRun(scenario, set, model) : completeRun(scenario, set, model);
  const place = out ?? mkdtempSync(join(tmpdir(), "yenwind-"));
  try {
    const result = await simulateToFolder(loaded, { out: place, threads, backEnd, until });
    const table = (name: string) => readTable(join(result.folder, `${name}.arrow`));
    return {
      result,
      tables: {
        paths: table("paths"),
        liquidation: table("liquidation"),
        exceedance: table("exceedance"),
        worst: table("worst"),
        histogram: table("histogram"),
        timeline: table("timeline"),
        agents: table("agents"),
      },
    };
  } finally {
    if (out === undefined) rmSync(place, { recursive: true, force: true });
  }
}
