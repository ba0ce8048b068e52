import type { Estimate } from "../statistics/estimate.ts";
import { wilson } from "../statistics/probability.ts";
import type { Tail } from "./runData.ts";

/** Largest values that a curve has points at: its round thresholds may end far before. */
export const FAR = 10;

/** A probability to be larger than a threshold. */
export interface TailPoint extends Estimate {
  readonly threshold: number;
}

/** The curve through points in any order, ascending; of those with the same threshold the first stays. */
export function curveThrough(points: readonly TailPoint[]): Tail {
  const distinct = [...new Map(points.toReversed().map((point) => [point.threshold, point])).values()].sort((a, b) => a.threshold - b.threshold);
  return {
    threshold: distinct.map(({ threshold }) => threshold),
    probability: distinct.map(({ value }) => value),
    low: distinct.map(({ ciLow }) => ciLow),
    high: distinct.map(({ ciHigh }) => ciHigh),
  };
}

/** A curve that goes on to the largest of n values, as far as they are known and positive, with Wilson intervals. */
export function withLargest({ threshold, probability, low, high }: Tail, largest: readonly number[], n: number): Tail {
  const known = threshold.map((at, i): TailPoint => ({ threshold: at, value: probability[i], ciLow: low[i], ciHigh: high[i] }));
  const far = largest.filter((at) => at > 0).map((at): TailPoint => ({ threshold: at, ...wilson(largest.filter((value) => value > at).length, n) }));
  return curveThrough([...known, ...far]);
}
