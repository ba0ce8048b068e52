export interface Fit {
  readonly coefficients: number[];
  /** Heteroskedasticity-consistent (White 1980, without correction for the sample's size). */
  readonly standardErrors: number[];
  readonly rSquared: number;
  /** Standard deviation of what is left. */
  readonly residual: number;
}

/** y ≈ X b by the normal equations. */
export function leastSquares(rows: readonly (readonly number[])[], y: readonly number[]): Fit {
  const k = rows[0].length;
  const square = (weight: (row: number) => number) =>
    Array.from({ length: k }, (_, i) => Array.from({ length: k }, (_, j) => rows.reduce((sum, row, n) => sum + weight(n) * row[i] * row[j], 0)));
  const inverse = inverted(square(() => 1));
  const projected = Array.from({ length: k }, (_, i) => rows.reduce((sum, row, n) => sum + row[i] * y[n], 0));
  const coefficients = inverse.map((line) => line.reduce((sum, value, j) => sum + value * projected[j], 0));
  const left = residuals(rows, y, coefficients);
  const meat = square((n) => left[n] ** 2);
  const standardErrors = inverse.map((line) => Math.sqrt(line.reduce((sum, a, i) => sum + line.reduce((inner, b, j) => inner + a * meat[i][j] * b, 0), 0)));
  const squares = left.reduce((sum, e) => sum + e * e, 0);
  return { coefficients, standardErrors, rSquared: explained(left, y), residual: Math.sqrt(squares / (rows.length - k)) };
}

export const residuals = (rows: readonly (readonly number[])[], y: readonly number[], coefficients: readonly number[]): number[] =>
  rows.map((row, n) => y[n] - row.reduce((sum, x, i) => sum + x * coefficients[i], 0));

/** Share of the variance of y that is not left. */
export function explained(left: readonly number[], y: readonly number[]): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  return 1 - left.reduce((sum, e) => sum + e * e, 0) / y.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** Gauss–Jordan with pivots. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let i = 0; i < work.length; i++) {
    const pivot = work.reduce((best, row, r) => (r >= i && Math.abs(row[i]) > Math.abs(work[best][i]) ? r : best), i);
    [work[i], work[pivot]] = [work[pivot], work[i]];
    work[i] = work[i].map((value) => value / work[i][i]);
    work.forEach((row, r) => {
      if (r !== i) work[r] = row.map((value, j) => value - row[i] * work[i][j]);
    });
  }
  return work.map((row) => row.slice(matrix.length));
}
