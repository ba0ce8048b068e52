/** Standard errors of a fit, by the delta method on numerical derivatives. */
const STEP = 1e-3;

type Vector = readonly number[];

/**
 * Second derivatives of f at θ by central differences, [k × k] row by row.
 *
 *   f_ij ≈ (f(+,+) − f(+,−) − f(−,+) + f(−,−))/(4 h²),   h = 1e-3 (1 + |θ|)
 */
export function curvature(f: (theta: Vector) => number, theta: Vector): number[][] {
  const h = theta.map((x) => STEP * (1 + Math.abs(x)));
  const at = (i: number, a: number, j: number, b: number) => f(theta.map((x, k) => x + (k === i ? a * h[k] : 0) + (k === j ? b * h[k] : 0)));
  return theta.map((_, i) => theta.map((_, j) => (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * h[i] * h[j])));
}

/** First derivatives of several functions at θ by central differences, [functions × k]. */
export function slopes(g: (theta: Vector) => Vector, theta: Vector): number[][] {
  const columns = theta.map((x, i) => {
    const h = STEP * (1 + Math.abs(x));
    const [up, down] = [1, -1].map((sign) => g(theta.map((y, k) => (k === i ? y + sign * h : y))));
    return up.map((value, n) => (value - down[n]) / (2 * h));
  });
  return columns[0].map((_, n) => columns.map((column) => column[n]));
}

/** Inverse by Gauss–Jordan elimination with row pivots; undefined when there is none. */
export function inverse(matrix: readonly Vector[]): number[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    let pivot = i;
    for (let k = i + 1; k < n; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    const scale = rows[i][i];
    if (!Number.isFinite(1 / scale)) return undefined;
    rows[i] = rows[i].map((x) => x / scale);
    for (let k = 0; k < n; k++) {
      const factor = rows[k][i];
      if (k !== i && factor !== 0) rows[k] = rows[k].map((x, j) => x - factor * rows[i][j]);
    }
  }
  return rows.map((row) => row.slice(n));
}

/** √ of the diagonal of J C Jᵀ: standard errors of functions with slopes J of what has covariance C. NaN where it is not positive. */
export function deltaErrors(J: readonly Vector[], C: readonly Vector[]): number[] {
  return J.map((row) => Math.sqrt(row.reduce((sum, a, i) => sum + a * row.reduce((inner, b, j) => inner + b * C[i][j], 0), 0)));
}

/**
 * Standard errors of parameters at a maximum of the likelihood: θ̂ has covariance H⁻¹, H the curvature
 * of −ln L, and the parameters p(θ) follow by the delta method.
 *
 * @returns one for each parameter; NaN where the likelihood is flat or the maximum lies on an edge
 */
export function likelihoodErrors(minusLogLikelihood: (theta: Vector) => number, theta: Vector, parameters: (theta: Vector) => Vector): number[] {
  const covariance = inverse(curvature(minusLogLikelihood, theta));
  const J = slopes(parameters, theta);
  return covariance === undefined ? J.map(() => NaN) : deltaErrors(J, covariance);
}
