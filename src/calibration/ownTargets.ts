import { BadInput } from "../config/errors.ts";
import type { OwnTarget } from "../config/calibrationSchema.ts";
import type { Measured } from "../facts/measured.ts";
import { ScenarioPool } from "../facts/scenarioPool.ts";
import { WorkerFailure } from "../pool/workerFailure.ts";
import { changeRun, historyOf } from "../run/prepare.ts";
import { Z95 } from "../statistics/estimate.ts";
import { quantile, quantileInterval } from "../statistics/quantile.ts";
import { PointFailure } from "./evaluation.ts";
import { overridesIn } from "./overrides.ts";
import type { EvaluatorRequest, OpenEvaluator } from "./targets.ts";

/** Half a normal law's distance between its 16 and 84 % quantiles is its standard deviation; √(π/2) s/√n is the median's. */
const MEDIAN_OF_NORMAL = Math.sqrt(Math.PI / 2);

/**
 * Evaluates targets that are columns of paths.arrow of the base: its paths at every point, common random numbers for
 * all points, in a pool of threads.
 *
 * @throws BadInput when a file that the base names cannot be used
 */
export async function openOwnTargets(targets: readonly OwnTarget[], { base, parameters, paths, threads, backEnd }: EvaluatorRequest): Promise<OpenEvaluator> {
  const pool = await ScenarioPool.open(base, { threads, backEnd });
  const metrics = [...new Set(targets.map(({ metric }) => metric))];
  return {
    async evaluate(values) {
      const configuration = changeRun(base, overridesIn(base.configuration, parameters, values));
      const { column } = await pool.run({ configuration, history: historyOf(configuration, base.sources), paths, metrics });
      return targets.map((target) => measure(target, column(target.metric)));
    },
    close: () => pool.close(),
  };
}

/** A point that the model refuses, or whose paths fail, is one among many; a thread that is gone is not its fault. */
export function asPointFailure(error: unknown): unknown {
  if (error instanceof BadInput) return new PointFailure(error.findings.map(({ path, message }) => `${path}: ${message}`).join("; "));
  if (error instanceof WorkerFailure && !error.lost) return new PointFailure(`${error.path === undefined ? "" : `path ${error.path}: `}${error.what}`);
  return error;
}

/**
 * What paths say of a target: the median with half its distribution-free 95 % interval over 1.96 as standard error,
 * or that of a normal law's median where there are too few paths for the interval.
 *
 * @param values one per path; without a number for one of them there is none for the target
 */
export function measure({ name, observed, tolerance }: OwnTarget, values: Float64Array): Measured {
  const sorted = values.slice().sort();
  if (sorted.some(Number.isNaN)) return { name, observed, tolerance, median: NaN, error: NaN, spread: NaN, q10: NaN, q90: NaN };
  const { value: median, ciLow, ciHigh } = quantileInterval(sorted, 0.5);
  const spread = (quantile(sorted, 0.84) - quantile(sorted, 0.16)) / 2;
  const error = (ciHigh - ciLow) / (2 * Z95);
  return {
    name, observed, tolerance, median, spread,
    error: Number.isNaN(error) ? (MEDIAN_OF_NORMAL * spread) / Math.sqrt(sorted.length) : error,
    q10: quantile(sorted, 0.1),
    q90: quantile(sorted, 0.9),
  };
}
