import type { Estimate } from "./estimate.ts";
import { niceEdges } from "./niceEdges.ts";
import { wilson } from "./probability.ts";

/** P(X > threshold) with its Wilson interval, and how many values are larger. */
export interface Exceedance extends Estimate {
  readonly threshold: number;
  readonly hits: number;
}

/** Thresholds from 0 to the maximum, at most; and in the stretch beyond the last of them, while many values lie there. */
const THRESHOLDS = 25;
const FINER = 10;
/** How many values are many, and how often a stretch is divided. */
const MANY = 10;
const DIVISIONS = 3;

/**
 * The exceedance curve of the upper side of a sample: the probability to be larger than 0 and than round thresholds up
 * to the maximum. Empty where no value is positive.
 *
 * @param values any order, finite
 * @param max the largest of them
 */
export function exceedanceCurve(values: Float64Array, max: number): Exceedance[] {
  return exceedanceAt(values, exceedanceThresholds(values, max));
}

/**
 * Round thresholds from 0 to below a maximum, ascending; closer to each other near it where more than ten values lie
 * beyond the last one.
 *
 * @param values any order, finite
 * @param max no smaller than any of them
 */
export function exceedanceThresholds(values: Float64Array, max: number): number[] {
  if (!(max > 0)) return [];
  const between = (from: number, count: number) => [...niceEdges(from, max, count)].filter((threshold) => threshold >= from && threshold < max);
  const thresholds = between(0, THRESHOLDS);
  let rest = values.filter((x) => x > thresholds[thresholds.length - 1]);
  for (let division = 0; division < DIVISIONS && rest.length > MANY; division++) {
    const last = thresholds[thresholds.length - 1];
    const finer = between(last, FINER).filter((threshold) => threshold > last);
    const beyond = rest.filter((x) => x > finer[finer.length - 1]);
    if (beyond.length === rest.length) break; // all at the maximum, as far as can be told
    thresholds.push(...finer);
    rest = beyond;
  }
  return thresholds;
}

/** Thresholds for several samples together, over which their curves can be compared: those of each, up to the maximum of all. */
export function commonThresholds(samples: readonly Float64Array[]): number[] {
  const max = samples.reduce((most, values) => values.reduce((larger, x) => Math.max(larger, x), most), -Infinity);
  return [...new Set(samples.flatMap((values) => exceedanceThresholds(values, max)))].sort((a, b) => a - b);
}

/** The probability to be larger than each of the thresholds, which ascend. @param values any order, finite */
export function exceedanceAt(values: Float64Array, thresholds: readonly number[]): Exceedance[] {
  const counts = new Float64Array(thresholds.length); // values between a threshold and the next
  for (const x of values) {
    if (!(x > thresholds[0])) continue;
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
