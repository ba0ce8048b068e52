import fc from "fast-check";
import { quantile as simpleQuantile } from "simple-statistics";
import { expect, test } from "vitest";
import { quantile, quantileInterval } from "../../src/statistics/quantile.ts";

const sample = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 });
const level = fc.double({ min: 0, max: 1, noNaN: true });

const ranks = (n: number) => Float64Array.from({ length: n }, (_, i) => i + 1);

// Type 7 on 1 2 3 4 is 1 + 3 p; on 1 … 11 it is 1 + 10 p.
test.each([
  [4, 0, 1], [4, 0.25, 1.75], [4, 0.5, 2.5], [4, 0.9, 3.7], [4, 1, 4],
  [11, 0.1, 2], [11, 0.05, 1.5], [11, 0.99, 10.9], [1, 0.3, 1],
])("quantile of 1 … %i at %d is %d", (n, p, expected) => {
  expect(quantile(ranks(n), p)).toBeCloseTo(expected, 14);
});

test("quantiles agree with simple-statistics on the unsorted sample", () => {
  fc.assert(
    fc.property(sample, level, (values, p) => {
      expect(quantile(Float64Array.from(values).sort(), p)).toBe(simpleQuantile(values, p));
    }),
  );
});

test("quantiles increase with the level, stay in the sample's range and scale with it", () => {
  fc.assert(
    fc.property(sample, level, level, (values, p, q) => {
      const sorted = Float64Array.from(values).sort();
      const [low, high] = [Math.min(p, q), Math.max(p, q)];
      const rounding = 1e-6;
      expect(quantile(sorted, low)).toBeLessThanOrEqual(quantile(sorted, high) + rounding);
      expect(quantile(sorted, low)).toBeGreaterThanOrEqual(sorted[0]);
      expect(quantile(sorted, high)).toBeLessThanOrEqual(sorted[sorted.length - 1] + rounding);
      expect(quantile(sorted.map((x) => 3 * x), p)).toBeCloseTo(3 * quantile(sorted, p), 5);
    }),
  );
});

// n p = 50, z √(n p q) = 9.8: ranks ⌊40.2⌋ and ⌈59.8⌉ + 1.
test("the interval of the median of 100 values runs from the 40th to the 61st", () => {
  expect(quantileInterval(ranks(100), 0.5)).toEqual({ value: 50.5, ciLow: 40, ciHigh: 61 });
});

test("the first and the last order statistic can be bounds", () => {
  expect(quantileInterval(ranks(8), 0.5)).toEqual({ value: 4.5, ciLow: 1, ciHigh: 8 });
});

test("a rank outside the sample gives NaN on that side only", () => {
  expect(quantileInterval(ranks(100), 0.99)).toMatchObject({ ciLow: 97, ciHigh: NaN });
  expect(quantileInterval(ranks(100), 0.01)).toMatchObject({ ciLow: NaN, ciHigh: 4 });
  expect(quantileInterval(ranks(1), 0.5)).toEqual({ value: 1, ciLow: NaN, ciHigh: NaN });
  expect(quantileInterval(ranks(10000), 0.999).ciHigh).toBeLessThanOrEqual(10000);
});

/** P(l ≤ B ≤ u − 1), B binomial (n, p): the chance that ranks l and u enclose the p-quantile. */
function exactCoverage(n: number, p: number): number {
  const { ciLow: l, ciHigh: u } = quantileInterval(ranks(n), p);
  const logOdds = Math.log(p / (1 - p));
  let log = n * Math.log(1 - p);
  let inside = 0;
  for (let b = 0; b <= n; b++) {
    // A missing bound excludes nothing.
    if (!(b < l) && !(b > u - 1)) inside += Math.exp(log);
    log += Math.log((n - b) / (b + 1)) + logOdds;
  }
  return inside;
}

test("the interval covers the true quantile with at least 95 %, by the binomial law", () => {
  for (const p of [0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999]) {
    for (const n of [10, 50, 100, 137, 200, 500, 1000, 2000, 3333, 5000, 10_000]) {
      expect(exactCoverage(n, p), `n ${n}, p ${p}`).toBeGreaterThan(0.95);
    }
  }
});

test("the interval is not wasteful: at n = 10 000 it covers the quartiles with less than 95.6 %", () => {
  expect(exactCoverage(10_000, 0.25)).toBeLessThan(0.956);
  expect(exactCoverage(10_000, 0.75)).toBeLessThan(0.956);
});

test("an empty sample and a level outside [0, 1] are refused", () => {
  expect(() => quantile(new Float64Array(0), 0.5)).toThrow(/at least one/);
  for (const p of [-0.1, 1.1, NaN]) expect(() => quantile(ranks(3), p)).toThrow(RangeError);
});
