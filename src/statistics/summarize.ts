import type { Estimate } from "./estimate.ts";
import { expectedShortfall } from "./expectedShortfall.ts";
import { kishBeyond } from "./kish.ts";
import { moments } from "./moments.ts";
import { exceedance } from "./probability.ts";
import { quantileInterval } from "./quantile.ts";
import { standardDeviation } from "./standardDeviation.ts";

const quantiles = {
  q001: 0.001, q01: 0.01, q05: 0.05, q10: 0.1, q25: 0.25, q50: 0.5,
  q75: 0.75, q90: 0.9, q95: 0.95, q99: 0.99, q999: 0.999,
} as const;
const shortfalls = { es95: 0.95, es99: 0.99 } as const;

/** The statistics of a summary, in the order of its rows; q001 is the 0.1 % quantile. */
export const statisticNames = [
  "mean", "sd", "min", "max",
  "q001", "q01", "q05", "q10", "q25", "q50", "q75", "q90", "q95", "q99", "q999",
  "es95", "es99", "prob_positive",
] as const;

export type StatisticName = (typeof statisticNames)[number];

/** One statistic of a sample of n values with its 95 % interval, in the unit of the values. */
export interface SummaryRow extends Estimate {
  readonly statistic: StatisticName;
  readonly n: number;
  /** Effective sample size: of the n values, how many the statistic rests on. */
  readonly ess: number;
}

/** How many of n values a statistic rests on: those in its tail, the positive ones, or all. */
function effectiveSize(statistic: StatisticName, sorted: Float64Array, positive: number): number {
  if (statistic === "min" || statistic === "max") return 1;
  if (statistic === "prob_positive") return positive;
  const level = (quantiles as Record<string, number>)[statistic] ?? (shortfalls as Record<string, number>)[statistic];
  if (level === undefined) return sorted.length;
  return kishBeyond(sorted, level, level < 0.5 ? "lower" : "upper");
}

/**
 * The summary of a sample: one row per statistic, in the order of `statisticNames`.
 *
 * Intervals: normal for mean, sd (fourth-moment) and es; order statistics for
 * quantiles; Wilson for prob_positive, P(X > 0); none (NaN) for min and max.
 * A bound the sample is too small for is NaN, and so is sd for n = 1. The rows
 * depend on the values only, not on their order; `values` is left as it was.
 *
 * @throws RangeError when there are no values or one is NaN or infinite.
 */
export function summarize(values: Float64Array): SummaryRow[] {
  const n = values.length;
  if (n === 0) throw new RangeError("cannot summarize an empty sample");
  const bad = values.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new RangeError(`cannot summarize: value ${bad} of ${n} is ${values[bad]}`);

  const sorted = values.slice().sort();
  const running = moments.init();
  const positive = exceedance(0);
  const positives = positive.init();
  for (const x of sorted) {
    moments.add(running, x);
    positive.add(positives, x);
  }
  const { mean, min, max } = moments.value(running);

  const estimates: Record<StatisticName, Estimate> = {
    mean,
    sd: standardDeviation(sorted, mean.value),
    min: { value: min, ciLow: NaN, ciHigh: NaN },
    max: { value: max, ciLow: NaN, ciHigh: NaN },
    ...mapValues(quantiles, (p) => quantileInterval(sorted, p)),
    ...mapValues(shortfalls, (p) => expectedShortfall(sorted, p)),
    prob_positive: positive.value(positives),
  };
  return statisticNames.map((statistic) => ({ statistic, ...estimates[statistic], n, ess: effectiveSize(statistic, sorted, positives.hits) }));
}

function mapValues<K extends string>(
  levels: Readonly<Record<K, number>>, estimate: (p: number) => Estimate,
): Record<K, Estimate> {
  const entries = Object.entries<number>(levels).map(([name, p]) => [name, estimate(p)]);
  return Object.fromEntries(entries) as Record<K, Estimate>;
}
