/** A function of the unit cube with known shares of variance. */
export interface TestFunction {
  readonly dimensions: number;
  readonly value: (u: Float64Array) => number;
  readonly first: readonly number[];
  readonly total: readonly number[];
  /** Interactions of pairs i < j, in that order. */
  readonly second: readonly number[];
}

/**
 * y = sin x₁ + a sin² x₂ + b x₃⁴ sin x₁ with a = 7, b = 0.1 and x uniform in (−π, π).
 *
 *   V₁ = ½ (1 + b π⁴/5)²,   V₂ = a²/8,   V₁₃ = b² π⁸ (1/18 − 1/50),   V = V₁ + V₂ + V₁₃
 *
 * Source: Ishigami & Homma (1990); the variances as in Saltelli et al. (2000), Sensitivity Analysis.
 */
export const ishigami: TestFunction = (() => {
  const [a, b] = [7, 0.1];
  const v1 = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2;
  const v2 = a ** 2 / 8;
  const v13 = b ** 2 * Math.PI ** 8 * (1 / 18 - 1 / 50);
  const v = v1 + v2 + v13;
  return {
    dimensions: 3,
    value: (u) => {
      const [x1, x2, x3] = u.map((x) => Math.PI * (2 * x - 1));
      return Math.sin(x1) + a * Math.sin(x2) ** 2 + b * x3 ** 4 * Math.sin(x1);
    },
    first: [v1 / v, v2 / v, 0],
    total: [(v1 + v13) / v, v2 / v, v13 / v],
    second: [0, v13 / v, 0],
  };
})();

/**
 * Sobol's g-function Π (|4 u_i − 2| + a_i)/(1 + a_i).
 *
 *   V_i = 1/(3 (1 + a_i)²),   V = Π (1 + V_i) − 1,   V_ij = V_i V_j,   V_Ti = V_i Π_{j ≠ i} (1 + V_j)
 *
 * Source: Saltelli & Sobol' (1995), Reliability Engineering & System Safety 50, 225–239.
 */
export function gFunction(a: readonly number[]): TestFunction {
  const v = a.map((x) => 1 / (3 * (1 + x) ** 2));
  const product = v.reduce((p, x) => p * (1 + x), 1);
  return {
    dimensions: a.length,
    value: (u) => a.reduce((p, x, i) => (p * (Math.abs(4 * u[i] - 2) + x)) / (1 + x), 1),
    first: v.map((x) => x / (product - 1)),
    total: v.map((x) => (x * product) / (1 + x) / (product - 1)),
    second: v.flatMap((x, i) => v.slice(i + 1).map((y) => (x * y) / (product - 1))),
  };
}

/** The outputs of the rows of a design. */
export function outputsOf(value: (u: Float64Array) => number, { rows, dimensions, values }: { rows: number; dimensions: number; values: Float64Array }): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => value(values.subarray(i * dimensions, (i + 1) * dimensions)));
}
