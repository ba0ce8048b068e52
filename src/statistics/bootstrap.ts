import type { Estimate } from "./estimate.ts";
import { quantile } from "./quantile.ts";

/** How often to resample, and with which random numbers. */
export interface Resampling {
  /** 1000 is enough for a 95 % interval; 0 gives no interval. */
  readonly resamples: number;
  /** Uniform in [0, 1), a function of the address alone: resample 0, 1, …, draw 0, 1, … */
  readonly uniform: (resample: number, draw: number) => number;
}

/**
 * Statistics θ = g(x̄) of the mean of n independent vectors, with 95 % percentile bootstrap intervals: the
 * quantiles 0.025 and 0.975 of g over resamples of n vectors with replacement. The vectors stay whole, so what
 * is correlated within one stays correlated.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 *
 * @param vectors [n × width], row by row, all finite
 * @param g several statistics of the mean vector; must not keep its argument, which is overwritten
 * @returns one estimate for each statistic. Its bounds are NaN without resamples, and where one of them left
 *   the statistic undefined: the sample is too small. All NaN for n = 0.
 * @throws RangeError when resamples is not a whole number ≥ 0
 */
export function bootstrapOfMeans(
  vectors: Float64Array, width: number, g: (mean: Float64Array) => Float64Array, { resamples, uniform }: Resampling,
): Estimate[] {
  if (!(Number.isInteger(resamples) && resamples >= 0)) throw new RangeError(`resamples must be a whole number ≥ 0, got ${resamples}`);
  const n = vectors.length / width;
  const weights = new Float64Array(n).fill(1);
  const mean = new Float64Array(width);
  weightedMean(vectors, weights, mean);
  const values = g(mean).slice();
  if (n === 0) return Array.from(values, () => ({ value: NaN, ciLow: NaN, ciHigh: NaN }));
  const resampled = Array.from(values, () => new Float64Array(resamples));
  for (let resample = 0; resample < resamples; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < n; draw++) weights[Math.floor(uniform(resample, draw) * n)] += 1;
    weightedMean(vectors, weights, mean);
    g(mean).forEach((value, i) => (resampled[i][resample] = value));
  }
  return Array.from(values, (value, i) => ({ value, ...percentiles(resampled[i]) }));
}

/** Mean of the rows, each counted as often as its weight says; the weights sum to the number of rows. */
function weightedMean(vectors: Float64Array, weights: Float64Array, mean: Float64Array): void {
  const width = mean.length;
  mean.fill(0);
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row];
    if (weight === 0) continue;
    const start = row * width;
    for (let i = 0; i < width; i++) mean[i] += weight * vectors[start + i];
  }
  for (let i = 0; i < width; i++) mean[i] /= weights.length;
}

function percentiles(values: Float64Array): Pick<Estimate, "ciLow" | "ciHigh"> {
  if (values.length === 0 || values.some(Number.isNaN)) return { ciLow: NaN, ciHigh: NaN };
  values.sort();
  return { ciLow: quantile(values, 0.025), ciHigh: quantile(values, 0.975) };
}
