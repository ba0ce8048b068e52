import fc from "fast-check";
import { expect, test } from "vitest";
import { inverseNormal } from "../../src/random/normal.ts";
import { Z95 } from "../../src/statistics/estimate.ts";
import { expectedShortfall } from "../../src/statistics/expectedShortfall.ts";

const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const values = fc.array(number, { minLength: 1, maxLength: 120 });
const level = fc.double({ min: 0, max: 0.999, noNaN: true });

const sorted = (xs: Iterable<number>) => Float64Array.from(xs).sort();
const ranks = (n: number) => Float64Array.from({ length: n }, (_, i) => i + 1);
const es = (xs: Iterable<number>, p: number) => expectedShortfall(sorted(xs), p).value;

test.each([
  // n, p, worst (1 − p) n of the ranks 1 … n, by hand
  [100, 0.95, (100 + 99 + 98 + 97 + 96) / 5],
  [30, 0.95, (30 + 0.5 * 29) / 1.5],
  [25, 0.9, (25 + 24 + 0.5 * 23) / 2.5],
  [10, 0.95, 10],
  [1, 0.99, 1],
  [4, 0, 2.5],
])("ES of 1 … %i at %d", (n, p, expected) => {
  expect(expectedShortfall(ranks(n), p).value).toBeCloseTo(expected, 12);
});

test("ES is the mean of the worst (1 − p) n values, the last with its fraction", () => {
  fc.assert(
    fc.property(values, level, (xs, p) => {
      let left = xs.length * (1 - p);
      const total = left;
      let sum = 0;
      for (const x of sorted(xs).reverse()) {
        const weight = Math.min(1, Math.max(0, left));
        sum += weight * x;
        left -= weight;
      }
      expect(es(xs, p)).toBeCloseTo(sum / total, 8);
    }),
  );
});

test("ES is the minimum over c of c + Σ max(x − c, 0)/((1 − p) n)", () => {
  fc.assert(
    fc.property(values, level, (xs, p) => {
      const cost = (c: number) =>
        c + xs.reduce((sum, x) => sum + Math.max(x - c, 0), 0) / (xs.length * (1 - p));
      expect(es(xs, p)).toBeCloseTo(Math.min(...xs.map(cost)), 8);
    }),
  );
});

test("ES is coherent: subadditive, monotone, homogeneous, and moves with a shift", () => {
  const pairs = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(pairs, level, (xy, p) => {
      const x = xy.map(([a]) => a);
      const y = xy.map(([, b]) => b);
      expect(es(xy.map(([a, b]) => a + b), p)).toBeLessThanOrEqual(es(x, p) + es(y, p) + 1e-8);
      expect(es(xy.map(([a, b]) => a + Math.abs(b)), p)).toBeGreaterThanOrEqual(es(x, p) - 1e-8);
      expect(es(x.map((a) => 3 * a), p)).toBeCloseTo(3 * es(x, p), 8);
      expect(es(x.map((a) => a + 7), p)).toBeCloseTo(es(x, p) + 7, 8);
    }),
  );
});

const n = 1_000_000;
const midpoints = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);

// Laws laid out on a million equally likely quantiles, against their closed forms.
test("uniform law: ES = (1 + p)/2", () => {
  expect(expectedShortfall(midpoints, 0.95).value).toBeCloseTo(0.975, 10);
  expect(expectedShortfall(midpoints, 0.99).value).toBeCloseTo(0.995, 10);
});

test("exponential law: ES = 1 − ln(1 − p) with SE² = (1 + p)/(n (1 − p))", () => {
  const law = midpoints.map((u) => -Math.log(1 - u));
  for (const p of [0.95, 0.99]) {
    const { value, ciLow, ciHigh } = expectedShortfall(law, p);
    expect(value).toBeCloseTo(1 - Math.log(1 - p), 4);
    expect((ciHigh - ciLow) / 2 / (Z95 * Math.sqrt((1 + p) / (n * (1 - p))))).toBeCloseTo(1, 2);
    expect(ciHigh - value).toBeCloseTo(value - ciLow, 12);
  }
});

test("normal law: ES = φ(z_p)/(1 − p), 2.0627 at 95 % and 2.6652 at 99 %", () => {
  const law = midpoints.map(inverseNormal);
  expect(expectedShortfall(law, 0.95).value).toBeCloseTo(2.0627128, 4);
  expect(expectedShortfall(law, 0.99).value).toBeCloseTo(2.6652142, 4);
});

test("fewer than two tail values give no interval; the step to two is exact", () => {
  expect(expectedShortfall(ranks(39), 0.95)).toMatchObject({ ciLow: NaN, ciHigh: NaN });
  expect(expectedShortfall(ranks(40), 0.95).ciHigh).toBeGreaterThan(39.5);
  expect(expectedShortfall(ranks(19), 0.9).ciHigh).toBe(NaN);
  expect(expectedShortfall(ranks(20), 0.9).ciHigh).toBeGreaterThan(19.5);
});

test("a constant sample has a certain ES", () => {
  const constant = new Float64Array(500).fill(0.1);
  expect(expectedShortfall(constant, 0.95)).toEqual({ value: 0.1, ciLow: 0.1, ciHigh: 0.1 });
});

test("an empty sample and a level outside [0, 1) are refused", () => {
  expect(() => expectedShortfall(new Float64Array(0), 0.95)).toThrow(/empty/);
  for (const p of [-0.1, 1, NaN]) expect(() => expectedShortfall(ranks(3), p)).toThrow(RangeError);
});
