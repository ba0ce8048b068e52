import { bootstrapOfMeans, type Resampling } from "./bootstrap.ts";
import type { Estimate } from "./estimate.ts";
import { wholeBlocks } from "./wholeBlocks.ts";

/** How the rows of a Saltelli design lie: blocks A, AB₁ … AB_d, (BA₁ … BA_d,) B. */
export interface SaltelliLayout {
  readonly dimensions: number;
  readonly secondOrder: boolean;
}

/** Shares of the variance of the output [1], with bootstrap intervals over blocks. */
export interface SobolIndices {
  /** First-order index S_i of each dimension: what it explains alone. */
  readonly first: readonly Estimate[];
  /** Total index T_i of each dimension: what it explains alone and with others. */
  readonly total: readonly Estimate[];
  /** Interaction S_ij of each pair i < j; empty unless the design is of second order. */
  readonly second: readonly SobolInteraction[];
  readonly blocksUsed: number;
  /** Blocks with an output that is not a finite number. */
  readonly blocksLeftOut: number;
}

export interface SobolInteraction {
  readonly i: number;
  readonly j: number;
  readonly index: Estimate;
}

/**
 * Sobol' indices from the outputs of a Saltelli design; V is the variance of A and B together.
 *
 *   S_i = mean( B (AB_i − A) ) / V                       Saltelli et al. (2010)
 *   T_i = ½ mean( (A − AB_i)² ) / V                      Jansen (1999)
 *   S_ij = mean( BA_i AB_j − A B ) / V − S_i − S_j       Saltelli (2002)
 *
 * The outputs are first standardised by the mean and the standard deviation of all rows, as in SALib, which
 * these are equal to on equal rows. A block with a failed point is left out whole. Estimates of small indices
 * scatter around 0 and may be negative. All are NaN where the outputs do not vary, unlike in SALib: shares of
 * nothing. The bootstrap takes blocks for independent; those of a scrambled Sobol' sequence are better than
 * that, so the intervals are conservative there.
 *
 * Source: Saltelli et al. (2010), Computer Physics Communications 181, 259–270; Jansen (1999), same journal 117,
 * 35–43; Saltelli (2002), same journal 145, 280–297; SALib, Herman & Usher (2017), Journal of Open Source
 * Software 2(9), 97.
 *
 * @param outputs one for each row of the design
 * @throws RangeError when the outputs are no whole number of blocks
 */
export function sobolIndices(outputs: Float64Array, { dimensions: d, secondOrder }: SaltelliLayout, resampling: Resampling): SobolIndices {
  const blockSize = (secondOrder ? 2 : 1) * d + 2;
  const { values, blocks, leftOut } = wholeBlocks(outputs, blockSize);
  const pairs = secondOrder ? pairsOf(d) : [];
  const terms = productsOfBlocks(standardise(values), blockSize, d, pairs);
  const estimates = bootstrapOfMeans(terms, 2 + 2 * d + pairs.length, (mean) => indicesOf(mean, d, pairs), resampling);
  return {
    first: estimates.slice(0, d),
    total: estimates.slice(d, 2 * d),
    second: pairs.map(([i, j], k) => ({ i, j, index: estimates[2 * d + k] })),
    blocksUsed: blocks.length,
    blocksLeftOut: leftOut,
  };
}

function pairsOf(d: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < d; i++) for (let j = i + 1; j < d; j++) pairs.push([i, j]);
  return pairs;
}

/** (y − mean)/sd with the population standard deviation; zeros where nothing varies. */
function standardise(values: Float64Array): Float64Array {
  const n = values.length;
  if (values.every((y) => y === values[0])) return new Float64Array(n);
  const mean = values.reduce((sum, y) => sum + y, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, y) => sum + (y - mean) * (y - mean), 0) / n);
  return values.map((y) => (y - mean) / sd);
}

/** Row by block: the mean and mean square of A and B; B (AB_i − A); ½ (A − AB_i)²; BA_i AB_j − A B. */
function productsOfBlocks(y: Float64Array, blockSize: number, d: number, pairs: readonly [number, number][]): Float64Array {
  const width = 2 + 2 * d + pairs.length;
  const terms = new Float64Array((y.length / blockSize) * width);
  for (let block = 0, at = 0; block < y.length; block += blockSize, at += width) {
    const a = y[block];
    const b = y[block + blockSize - 1];
    const ab = (i: number) => y[block + 1 + i];
    const ba = (i: number) => y[block + 1 + d + i];
    terms[at] = (a + b) / 2;
    terms[at + 1] = (a * a + b * b) / 2;
    for (let i = 0; i < d; i++) {
      terms[at + 2 + i] = b * (ab(i) - a);
      terms[at + 2 + d + i] = ((a - ab(i)) * (a - ab(i))) / 2;
    }
    pairs.forEach(([i, j], k) => (terms[at + 2 + 2 * d + k] = ba(i) * ab(j) - a * b));
  }
  return terms;
}

/** The indices, first, total and second order, from the means of `productsOfBlocks`. */
function indicesOf(mean: Float64Array, d: number, pairs: readonly [number, number][]): Float64Array {
  const variance = mean[1] - mean[0] * mean[0];
  // In standardised units: below it, A and B are equal but for rounding.
  const indices = mean.subarray(2).map((term) => (variance > Number.EPSILON ? term / variance : NaN));
  pairs.forEach(([i, j], k) => (indices[2 * d + k] -= indices[i] + indices[j]));
  return indices;
}
