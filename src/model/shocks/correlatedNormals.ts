import { type Draws, STREAM } from "../draws.ts";
import { MARKET_COUNT } from "../markets/names.ts";
import { mixedNormal } from "../rules/r02-mixed-normal.ts";

/** Correlation matrix [6 × 6] from its upper triangle, row by row. */
export function correlationMatrix(upper: readonly number[]): Float64Array {
  const matrix = new Float64Array(MARKET_COUNT * MARKET_COUNT);
  let next = 0;
  for (let i = 0; i < MARKET_COUNT; i++) {
    matrix[i * MARKET_COUNT + i] = 1;
    for (let j = i + 1; j < MARKET_COUNT; j++) {
      matrix[i * MARKET_COUNT + j] = matrix[j * MARKET_COUNT + i] = upper[next++];
    }
  }
  return matrix;
}

/** Lower Cholesky factor [6 × 6], or undefined when the matrix is not positive definite. */
export function cholesky(matrix: Float64Array): Float64Array | undefined {
  const n = MARKET_COUNT;
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      if (i === j) {
        if (!(sum > 1e-12)) return undefined;
        lower[i * n + i] = Math.sqrt(sum);
      } else {
        lower[i * n + j] = sum / lower[j * n + j];
      }
    }
  }
  return lower;
}

/** Writes six normals with correlation (1 − ω) R_calm + ω R_stress (R2). */
export type CorrelatedNormals = (draws: Draws, omega: number, out: Float64Array) => void;

/** @throws RangeError naming the regime whose matrix is not positive definite */
export function correlatedNormals(calm: readonly number[], stress: readonly number[]): CorrelatedNormals {
  const lower = { calm: cholesky(correlationMatrix(calm)), stress: cholesky(correlationMatrix(stress)) };
  for (const [regime, factor] of Object.entries(lower)) {
    if (!factor) throw new RangeError(`the ${regime} correlation matrix is not positive definite`);
  }
  const [calmLower, stressLower] = [lower.calm!, lower.stress!];
  const z1 = new Float64Array(MARKET_COUNT);
  const z2 = new Float64Array(MARKET_COUNT);
  return (draws, omega, out) => {
    for (let m = 0; m < MARKET_COUNT; m++) {
      z1[m] = draws.normal(STREAM.calm, m);
      z2[m] = omega > 0 ? draws.normal(STREAM.stress, m) : 0;
    }
    for (let m = 0; m < MARKET_COUNT; m++) {
      let a = 0;
      let b = 0;
      for (let k = 0; k <= m; k++) {
        a += calmLower[m * MARKET_COUNT + k] * z1[k];
        b += stressLower[m * MARKET_COUNT + k] * z2[k];
      }
      out[m] = mixedNormal(omega, a, b);
    }
  };
}
