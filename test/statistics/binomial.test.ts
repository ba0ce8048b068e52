import fc from "fast-check";
import { expect, test } from "vitest";
import { clopperPearson, quantileRanks } from "../../src/statistics/binomial.ts";

// 10 hits of 100 at 95 %: 4.90 % to 17.62 %, as printed by every package.
test("the textbook interval", () => {
  const { value, ciLow, ciHigh } = clopperPearson(10, 100, 0.05);
  expect(value).toBe(0.1);
  expect(ciLow).toBeCloseTo(0.0490047, 7);
  expect(ciHigh).toBeCloseTo(0.1762226, 7);
});

test("no hits and all hits in closed form: 1 − (α/2)^(1/n) and (α/2)^(1/n); one hit: 1 − (1 − α/2)^(1/n)", () => {
  for (const n of [1, 2, 17, 18, 19, 20, 500, 100_000]) {
    for (const alpha of [0.05, 1e-4]) {
      const root = (alpha / 2) ** (1 / n);
      const none = clopperPearson(0, n, alpha);
      const all = clopperPearson(n, n, alpha);
      expect(none.ciLow).toBe(0);
      expect(none.ciHigh).toBeCloseTo(1 - root, 10);
      expect(all.ciLow).toBeCloseTo(root, 10);
      expect(all.ciHigh).toBe(1);
      const one = -Math.expm1(Math.log1p(-alpha / 2) / n);
      expect(clopperPearson(1, n, alpha).ciLow / one, `${n}`).toBeCloseTo(1, 9);
    }
  }
});

/** P(Bin(n, p) ≥ k), one trial after the other. */
function upperTail(n: number, k: number, p: number): number {
  const mass = new Float64Array(n + 1);
  mass[0] = 1;
  for (let trial = 1; trial <= n; trial++) {
    for (let j = trial; j >= 0; j--) mass[j] = mass[j] * (1 - p) + (j > 0 ? mass[j - 1] * p : 0);
  }
  return mass.subarray(k).reduce((sum, x) => sum + x, 0);
}

test("at its bounds each tail weighs α/2", () => {
  const cases = fc.integer({ min: 2, max: 150 }).chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n)));
  fc.assert(
    fc.property(cases, fc.double({ min: 1e-5, max: 0.5, noNaN: true }), ([hits, n], alpha) => {
      const { ciLow, ciHigh } = clopperPearson(hits, n, alpha);
      expect(upperTail(n, hits, ciLow) / (alpha / 2)).toBeCloseTo(1, 9);
      expect(upperTail(n, n - hits, 1 - ciHigh) / (alpha / 2)).toBeCloseTo(1, 9);
    }),
  );
});

test("quantile ranks: the tails weigh at most α/2, one rank further in they weigh more", () => {
  const level = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 150 }), level, fc.double({ min: 1e-4, max: 0.4, noNaN: true }), (n, p, alpha) => {
      const { low, high } = quantileRanks(n, p, alpha);
      const above = (u: number) => upperTail(n, u, p) / (alpha / 2);
      const below = (l: number) => upperTail(n, n + 1 - l, 1 - p) / (alpha / 2); // P(Bin(n, p) ≤ l − 1)
      if (high <= n) expect(above(high)).toBeLessThan(1 + 1e-8);
      expect(above(high - 1)).toBeGreaterThan(1 - 1e-8);
      if (low >= 1) expect(below(low)).toBeLessThan(1 + 1e-8);
      expect(below(low + 1)).toBeGreaterThan(1 - 1e-8);
    }),
  );
});

// Table of distribution-free intervals for the median, 95 %: n = 20 ranks 6 and 15, n = 100 ranks 40 and 61.
test.each([[20, 6, 15], [100, 40, 61]])("median of %i values: ranks %i and %i", (n, low, high) => {
  expect(quantileRanks(n, 0.5, 0.05)).toEqual({ low, high });
});

test("a sample too small for a bound says so by a rank outside of it", () => {
  expect(quantileRanks(100, 0.99, 0.05).high).toBe(101);
  expect(quantileRanks(100, 0.01, 0.05).low).toBe(0);
});
