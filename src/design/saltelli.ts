import { SOBOL_DIMENSIONS } from "./sobolDirections.ts";
import { sobolSequence } from "./sobolSequence.ts";
import { requireCount, type UnitRows } from "./unitRows.ts";

/** Blocks of rows, one after the other: row r belongs to block ⌊r / blockSize⌋. */
export interface SaltelliDesign {
  readonly unit: UnitRows;
  /** d + 2 rows, or 2 d + 2 with second order. */
  readonly blockSize: number;
  /** How many blocks there are. */
  readonly base: number;
  readonly dimensions: number;
  readonly secondOrder: boolean;
}

/**
 * The rows that Sobol' indices are estimated from. Point k of a Sobol' sequence of 2 d dimensions gives A, its
 * first d coordinates, and B, the others; block k is
 *
 *   A, AB₁ … AB_d, (BA₁ … BA_d,) B,   AB_i = A but for coordinate i, which is B's;   BA_i the reverse
 *
 * with the rows BA only where second-order indices are wanted. The order of SALib. More blocks extend fewer;
 * use a power of two. Without a seed the sequence is not scrambled.
 *
 * Source: Saltelli (2002), Computer Physics Communications 145, 280–297; Saltelli et al. (2010), same journal
 * 181, 259–270.
 *
 * @throws RangeError unless base ≥ 1 and 1 ≤ dimensions ≤ 128
 */
export function saltelli(base: number, dimensions: number, seed: string | undefined, secondOrder: boolean): SaltelliDesign {
  requireCount("dimensions of Sobol' indices", dimensions, 1, SOBOL_DIMENSIONS / 2);
  const { values: points } = sobolSequence(base, 2 * dimensions, seed);
  const blockSize = (secondOrder ? 2 : 1) * dimensions + 2;
  const rows = base * blockSize;
  const values = new Float64Array(rows * dimensions);
  for (let block = 0; block < base; block++) {
    const a = points.subarray(2 * block * dimensions, (2 * block + 1) * dimensions);
    const b = points.subarray((2 * block + 1) * dimensions, (2 * block + 2) * dimensions);
    const row = (place: number) => (block * blockSize + place) * dimensions;
    values.set(a, row(0));
    for (let i = 0; i < dimensions; i++) {
      values.set(a, row(1 + i));
      values[row(1 + i) + i] = b[i];
      if (!secondOrder) continue;
      values.set(b, row(1 + dimensions + i));
      values[row(1 + dimensions + i) + i] = a[i];
    }
    values.set(b, row(blockSize - 1));
  }
  return { unit: { rows, dimensions, values }, blockSize, base, dimensions, secondOrder };
}
