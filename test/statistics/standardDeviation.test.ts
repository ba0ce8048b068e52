import fc from "fast-check";
import { sampleStandardDeviation } from "simple-statistics";
import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";
import { Z95 } from "../../src/statistics/estimate.ts";
import { standardDeviation } from "../../src/statistics/standardDeviation.ts";

// Mean 5, squares 9 1 1 1 0 0 4 16: m₂ = 4, m₄ = 356/8 = 44.5, SE² = (44.5 − 16)/(4·8·4).
test("standard deviation of 2 4 4 4 5 5 7 9 and its interval, worked by hand", () => {
  const { value, ciLow, ciHigh } = standardDeviation(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), 5);
  expect(value).toBeCloseTo(Math.sqrt(32 / 7), 14);
  expect(ciHigh - value).toBeCloseTo(Z95 * Math.sqrt(28.5 / 128), 14);
  expect(value - ciLow).toBeCloseTo(Z95 * Math.sqrt(28.5 / 128), 14);
});

test("the value agrees with simple-statistics", () => {
  const numbers = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 2 });
  fc.assert(
    fc.property(numbers, (values) => {
      const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
      const { value } = standardDeviation(Float64Array.from(values), mean);
      expect(value).toBeCloseTo(sampleStandardDeviation(values), 8);
    }),
  );
});

test("for normal data the standard error is the textbook s/√(2 n)", () => {
  const n = 100_000;
  const law = Float64Array.from({ length: n }, (_, i) => inverseNormal((i + 0.5) / n));
  const { value, ciHigh } = standardDeviation(law, 0);
  expect((ciHigh - value) / (Z95 * (value / Math.sqrt(2 * n)))).toBeCloseTo(1, 3);
});

test("one value has no standard deviation; equal values have exactly none", () => {
  expect(standardDeviation(Float64Array.of(7), 7)).toEqual({ value: NaN, ciLow: NaN, ciHigh: NaN });
  expect(standardDeviation(new Float64Array(9).fill(0.1), 0.1)).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
});
