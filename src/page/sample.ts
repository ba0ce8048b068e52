import type { Estimate } from "../statistics/estimate.ts";
import { commonThresholds, exceedanceAt } from "../statistics/exceedanceCurve.ts";
import { expectedShortfall } from "../statistics/expectedShortfall.ts";
import { histogram } from "../statistics/histogram.ts";
import { niceEdges } from "../statistics/niceEdges.ts";
import { quantileInterval } from "../statistics/quantile.ts";
import { summarize } from "../statistics/summarize.ts";
import { curveThrough, FAR } from "./farTail.ts";
import type { Bins, Interval, Tail } from "./runData.ts";

/** A column of paths.arrow, ready to be asked anything. */
export interface Sample {
  /** In the order of the paths; at least one, all finite. */
  readonly values: Float64Array;
  /** Ascending. */
  readonly sorted: Float64Array;
  /** Statistics by name, as in liquidation.arrow. */
  readonly statistics: ReadonlyMap<string, Interval>;
}

/** @throws RangeError when there are no values, or one is not finite */
export function sampleOf(values: Float64Array): Sample {
  return { values, sorted: values.slice().sort(), statistics: new Map(summarize(values).map((row) => [row.statistic, interval(row)])) };
}

export const largest = ({ sorted }: Sample): number => sorted[sorted.length - 1];

const interval = ({ value, ciLow, ciHigh }: Estimate): Interval => [known(value), known(ciLow), known(ciHigh)];
const known = (value: number) => (Number.isFinite(value) ? value : null);

/** Probability of more than x, with its Wilson interval, and how many values that is. */
export function beyond({ values }: Sample, x: number): { readonly probability: Interval; readonly hits: number } {
  const [estimate] = exceedanceAt(values, [x]);
  return { probability: interval(estimate), hits: estimate.hits };
}

/** Quantile at level p in [0, 1), with its interval by order statistics, and the mean of what lies beyond it, with a normal one. */
export function atLevel({ sorted }: Pick<Sample, "sorted">, p: number): { readonly quantile: Interval; readonly shortfall: Interval } {
  return { quantile: interval(quantileInterval(sorted, p)), shortfall: interval(expectedShortfall(sorted, p)) };
}

/** Counts in round bins over all values. */
export function binsOf({ values, sorted }: Sample, bins: number): Bins {
  const edges = niceEdges(sorted[0], sorted[sorted.length - 1], bins);
  const counter = histogram(edges);
  const state = counter.init();
  for (const value of values) counter.add(state, value);
  return { edges: [...edges], counts: [...counter.value(state).counts] };
}

/**
 * The exceedance curves of samples, over the same thresholds: round ones up to the largest value of all, and the largest
 * values of each. None where nobody sells.
 */
export function tailsOf(samples: readonly Sample[]): Tail[] {
  const round = commonThresholds(samples.map(({ values }) => values));
  if (round.length === 0) return [];
  const far = samples.flatMap(({ sorted }) => [...sorted.subarray(-FAR)]).filter((value) => value > 0);
  const thresholds = [...new Set([...round, ...far])].sort((a, b) => a - b);
  return samples.map(({ values }) => curveThrough(exceedanceAt(values, thresholds)));
}
