import { quantileSorted } from "simple-statistics";
import { Z95, type Estimate } from "./estimate.ts";

/**
 * Quantile of type 7: linear between order statistics,
 *
 *   Q(p) = x₍ₖ₎ + (h − k)(x₍ₖ₊₁₎ − x₍ₖ₎),   h = 1 + (n − 1) p,   k = ⌊h⌋
 *
 * Source: Hyndman & Fan (1996), The American Statistician 50, 361–365.
 *
 * @param sorted ascending, not empty, without NaN
 * @param p in [0, 1]
 * @throws Error when the sample is empty or p lies outside [0, 1]
 */
export function quantile(sorted: Float64Array, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`probability must lie in [0, 1], got ${p}`);
  // A typed array is all that quantileSorted needs; its typings ask for number[].
  return quantileSorted(sorted as unknown as number[], p);
}

/**
 * Quantile with a distribution-free 95 % interval between two order statistics,
 *
 *   [x₍ₗ₎, x₍ᵤ₎],   l = ⌊n p − z √(n p (1 − p))⌋,   u = ⌈n p + z √(n p (1 − p))⌉ + 1
 *
 * rounded outwards, hence conservative. A rank outside 1 … n has no value in
 * the sample: that bound is NaN.
 *
 * Source: David & Nagaraja (2003), Order Statistics, section 7.1.
 */
export function quantileInterval(sorted: Float64Array, p: number): Estimate {
  const value = quantile(sorted, p);
  const n = sorted.length;
  const half = Z95 * Math.sqrt(n * p * (1 - p));
  const low = Math.floor(n * p - half);
  const high = Math.ceil(n * p + half) + 1;
  return {
    value,
    ciLow: low >= 1 ? sorted[low - 1] : NaN,
    ciHigh: high <= n ? sorted[high - 1] : NaN,
  };
}
