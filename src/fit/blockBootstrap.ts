import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";

/** How to resample a series of days. */
export interface BlockResampling {
  /** Days of a block: longer than the memory of the series. */
  readonly block: number;
  /** At least 2; a standard error from n resamples is itself uncertain by 1/√(2n). */
  readonly resamples: number;
  readonly seed: string;
}

/**
 * Means of the columns of a series of days in circular block bootstrap resamples: blocks of
 * consecutive days from random starts, around the end to the beginning, until there are as many
 * days as in the series. Resample i is the same for a seed however many there are.
 *
 * Source: Politis & Romano (1992), A circular block-resampling procedure for stationary data, in
 * LePage & Billard (eds), Exploring the Limits of Bootstrap, 263–270.
 *
 * @param rows [n × width], a day a row
 * @returns one mean [width] for each resample
 * @throws RangeError when the block is no whole number in 1 … n, or there are fewer than 2 resamples
 */
export function circularBlockMeans(rows: Float64Array, width: number, { block, resamples, seed }: BlockResampling): Float64Array[] {
  const n = rows.length / width;
  if (!(Number.isInteger(block) && block >= 1 && block <= n)) throw new RangeError(`a block has 1 to ${n} days, got ${block}`);
  if (!(Number.isInteger(resamples) && resamples >= 2)) throw new RangeError(`at least 2 resamples, got ${resamples}`);
  const { uniform } = createRandom(keyFor(seed, "block bootstrap"));
  const sums = runningSums(rows, width);
  return Array.from({ length: resamples }, (_, resample) => {
    const mean = new Float64Array(width);
    for (let day = 0, draw = 0; day < n; day += block, draw++) {
      const start = Math.floor(uniform(resample, draw, 0, 0) * n);
      const end = start + Math.min(block, n - day);
      for (let i = 0; i < width; i++) mean[i] += (sums[end * width + i] - sums[start * width + i]) / n;
    }
    return mean;
  });
}

/** Sums of the rows before each, over the series twice: a block is a difference of two. */
function runningSums(rows: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(2 * rows.length + width);
  for (let i = width; i < sums.length; i++) sums[i] = sums[i - width] + rows[(i - width) % rows.length];
  return sums;
}
