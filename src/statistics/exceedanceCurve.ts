import type { Estimate } from "./estimate.ts";
import { niceEdges } from "./niceEdges.ts";
import { wilson } from "./probability.ts";

/** P(X > threshold) with its Wilson interval, and how many values are larger. */
export interface Exceedance extends Estimate {
  readonly threshold: number;
  readonly hits: number;
}

/** Thresholds, at most. */
const THRESHOLDS = 25;

/**
 * The exceedance curve of the upper side of a sample: the probability to be larger than 0 and than round thresholds up
 * to the maximum. Empty where no value is positive.
 *
 * @param values any order, finite
 * @param max the largest of them
 */
export function exceedanceCurve(values: Float64Array, max: number): Exceedance[] {
  if (!(max > 0)) return [];
  const thresholds = niceEdges(0, max, THRESHOLDS).filter((threshold) => threshold >= 0 && threshold < max);
  const counts = new Float64Array(thresholds.length); // values between a threshold and the next
  for (const x of values) {
    if (x <= thresholds[0]) continue;
    let [low, high] = [0, thresholds.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (thresholds[middle] < x) low = middle;
      else high = middle;
    }
    counts[low] += 1;
  }
  const curve: Exceedance[] = [];
  let hits = 0;
  for (let t = thresholds.length - 1; t >= 0; t--) {
    hits += counts[t];
    curve.push({ threshold: thresholds[t], hits, ...wilson(hits, values.length) });
  }
  return curve.reverse();
}
