import fc from "fast-check";
import { expect, test } from "vitest";
import { factorize } from "../../src/calibration/leastSquares.ts";

const column = (...values: number[]) => Float64Array.from(values);
const entries = fc.double({ min: -10, max: 10, noNaN: true });
const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 8 })).chain(([p, more]) =>
  fc.tuple(fc.array(fc.array(entries, { minLength: p + more, maxLength: p + more }), { minLength: p, maxLength: p }), fc.array(entries, { minLength: p + more, maxLength: p + more })),
);

test("a straight line by hand: (0, 1), (1, 2), (2, 4) has intercept 5/6 and slope 3/2", () => {
  const [intercept, slope] = factorize([column(1, 1, 1), column(0, 1, 2)]).solve(column(1, 2, 4));
  expect(intercept).toBeCloseTo(5 / 6, 12);
  expect(slope).toBeCloseTo(3 / 2, 12);
});

test("residuals are orthogonal to every column", () => {
  fc.assert(
    fc.property(matrix, ([columns, y]) => {
      const x = columns.map((values) => Float64Array.from(values));
      const beta = factorize(x).solve(Float64Array.from(y));
      const residual = y.map((value, k) => value - x.reduce((sum, values, j) => sum + values[k] * beta[j], 0));
      const scale = 1 + Math.max(...beta.map(Math.abs));
      // Columns that are nearly dependent leave coefficients that are huge and cancel.
      for (const values of x) expect(Math.abs(residual.reduce((sum, r, k) => sum + r * values[k], 0))).toBeLessThan(1e-8 * scale);
    }),
  );
});

test("leverages lie in [0, 1] and add up to the number of columns that say something", () => {
  fc.assert(
    fc.property(matrix, ([columns]) => {
      const x = columns.map((values) => Float64Array.from(values));
      const { leverage, dependent } = factorize(x);
      const leverages = Array.from(x[0], (_, k) => leverage(x.map((values) => values[k])));
      for (const h of leverages) expect(h).toBeLessThan(1 + 1e-4);
      expect(leverages.reduce((sum, h) => sum + h, 0)).toBeCloseTo(dependent.filter((is) => !is).length, 4);
    }),
  );
});

test("a column that others determine takes no part", () => {
  const { dependent, solve } = factorize([column(1, 1, 1, 1), column(1, 2, 3, 4), column(3, 5, 7, 9), column(0, 0, 0, 0)]);
  expect(dependent).toEqual([false, false, true, true]);
  expect(Array.from(solve(column(3, 5, 7, 9)), (b) => Number(b.toFixed(9)))).toEqual([1, 2, 0, 0]);
});

test.each([
  ["fewer rows than columns", () => factorize([column(1), column(2)])],
  ["columns of different lengths", () => factorize([column(1, 2), column(1)])],
  ["values of another length", () => factorize([column(1, 2)]).solve(column(1))],
])("%s are refused", (_, act) => {
  expect(act).toThrow(RangeError);
});
