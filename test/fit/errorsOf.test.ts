import fc from "fast-check";
import { expect, test } from "vitest";
import { curvature, deltaErrors, inverse, likelihoodErrors, slopes } from "../../src/fit/errorsOf.ts";
import { within } from "../model/rules/arbitraries.ts";

test("the curvature of a quadratic form is its matrix", () => {
  const H = [[4, 1, -1], [1, 3, 0.5], [-1, 0.5, 2]];
  const f = (x: readonly number[]) => x.reduce((sum, a, i) => sum + x.reduce((inner, b, j) => inner + 0.5 * a * b * H[i][j], 0), 0);
  curvature(f, [0.3, -2, 1]).forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(H[i][j], 6)));
});

test("slopes are derivatives, a row for each function", () => {
  const [[a, b], [c, d]] = slopes(([x, y]) => [x * x * y, Math.exp(y)], [3, 0.5]);
  expect([a, b, c, d].map((x) => Math.round(x * 1e4) / 1e4)).toEqual([3, 9, 0, 1.6487]);
});

test("a matrix times its inverse is one; a singular matrix has none", () => {
  fc.assert(
    fc.property(fc.array(within(-1, 1), { minLength: 16, maxLength: 16 }), (entries) => {
      const M = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => entries[4 * i + j] + (i === j ? 5 : 0)));
      const inverted = inverse(M)!;
      M.forEach((row, i) => row.forEach((_, j) => expect(row.reduce((sum, x, k) => sum + x * inverted[k][j], 0)).toBeCloseTo(i === j ? 1 : 0, 12)));
    }),
  );
  // A zero in the corner asks for another pivot.
  expect(inverse([[0, 2], [1, 0]])).toEqual([[0, 1], [0.5, 0]]);
  expect(inverse([[1, 2], [2, 4]])).toBeUndefined();
});

test("the delta method: a sum and a difference of two correlated estimates", () => {
  const errors = deltaErrors([[1, 1], [1, -1]], [[4, 1], [1, 9]]);
  expect(errors[0]).toBeCloseTo(Math.sqrt(15), 14);
  expect(errors[1]).toBeCloseTo(Math.sqrt(11), 14);
});

test("of a normal sample of n: σ/√n for the mean and σ/√(2n) for the SD, found on a logarithmic scale", () => {
  const [n, mean, sd] = [400, 0.2, 1.5];
  const minusLog = ([m, s]: readonly number[]) => n * (s + (sd * sd + (mean - m) ** 2) / (2 * Math.exp(2 * s)));
  const [ofMean, ofSd] = likelihoodErrors(minusLog, [mean, Math.log(sd)], ([m, s]) => [m, Math.exp(s)]);
  expect(ofMean).toBeCloseTo(sd / Math.sqrt(n), 5);
  expect(ofSd).toBeCloseTo(sd / Math.sqrt(2 * n), 5);
});

test("what the likelihood does not tell has no standard error", () => {
  expect(likelihoodErrors(([x]) => x * x, [0, 1], ([x, y]) => [x, y])).toEqual([NaN, NaN]);
});
