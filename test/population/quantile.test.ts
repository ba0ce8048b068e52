import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Distribution } from "../../src/model/parameter.ts";
import { quantile } from "../../src/population/quantile.ts";
import { inverseNormal } from "../../src/random/normal.ts";

const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

/** Mid-quantile sample of a law. */
const sample = (law: Distribution, n = 20_000) => Array.from({ length: n }, (_, i) => quantile(law, (i + 0.5) / n));
const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;

const LAWS: [string, Distribution][] = [
  ["constant", 3],
  ["lognormal", { lognormal: { median: 2, sigma: 0.7, min: 0.5, max: 9 } }],
  ["normal", { normal: { mean: 0.4, sd: 0.3, min: 0, max: 1 } }],
  ["uniform", { uniform: { low: -1, high: 4 } }],
  ["pareto", { pareto: { alpha: 1.1, min: 1, max: 200 } }],
  ["pareto without end", { pareto: { alpha: 0.7, min: 2 } }],
  ["choice", { choice: { values: [0.4, 0.5, 0.6, 1], weights: [1, 5, 1, 7] } }],
];

describe.each(LAWS)("%s", (_name, law) => {
  test("rises with u", () => {
    fc.assert(fc.property(probability, probability, (u, v) => {
      expect(quantile(law, Math.min(u, v))).toBeLessThanOrEqual(quantile(law, Math.max(u, v)));
    }));
  });
});

test("a number is itself", () => {
  fc.assert(fc.property(probability, (u) => {
    expect(quantile(3.5, u)).toBe(3.5);
  }));
});

test("lognormal: ln x is normal about ln median, ends moved to the bounds", () => {
  fc.assert(fc.property(probability, (u) => {
    const x = quantile({ lognormal: { median: 2, sigma: 0.7 } }, u);
    expect(Math.log(x)).toBeCloseTo(Math.log(2) + 0.7 * inverseNormal(u), 12);
  }));
  expect(quantile({ lognormal: { median: 2, sigma: 0.7 } }, 0.5)).toBe(2);
  expect(mean(sample({ lognormal: { median: 2, sigma: 0.7 } }))).toBeCloseTo(2 * Math.exp(0.245), 2);
  const bounded: Distribution = { lognormal: { median: 2, sigma: 0.7, min: 1, max: 3 } };
  expect([quantile(bounded, 0.001), quantile(bounded, 0.999)]).toEqual([1, 3]);
});

test("normal: mean and deviation, ends moved to the bounds", () => {
  fc.assert(fc.property(probability, (u) => {
    expect(quantile({ normal: { mean: 0.4, sd: 0.3 } }, u)).toBeCloseTo(0.4 + 0.3 * inverseNormal(u), 14);
  }));
  const xs = sample({ normal: { mean: 0.4, sd: 0.3 } });
  expect(mean(xs)).toBeCloseTo(0.4, 10);
  expect(mean(xs.map((x) => (x - 0.4) ** 2))).toBeCloseTo(0.09, 4);
  const bounded: Distribution = { normal: { mean: 0.4, sd: 0.3, min: 0, max: 1 } };
  expect([quantile(bounded, 0.001), quantile(bounded, 0.999)]).toEqual([0, 1]);
});

test("uniform: a straight line", () => {
  fc.assert(fc.property(probability, (u) => {
    expect(quantile({ uniform: { low: -1, high: 4 } }, u)).toBeCloseTo(-1 + 5 * u, 14);
  }));
});

test("pareto: the distribution function of its quantile is u, with and without an end", () => {
  fc.assert(
    fc.property(probability, fc.double({ min: 0.3, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 10, noNaN: true }), (u, alpha, min) => {
      const open = quantile({ pareto: { alpha, min } }, u);
      expect(1 - (min / open) ** alpha).toBeCloseTo(u, 10);
      const max = 50 * min;
      const cut = quantile({ pareto: { alpha, min, max } }, u);
      expect((1 - (min / cut) ** alpha) / (1 - (min / max) ** alpha)).toBeCloseTo(u, 10);
      expect(cut).toBeGreaterThanOrEqual(min * (1 - 1e-12));
      expect(cut).toBeLessThanOrEqual(max * (1 + 1e-12));
    }),
  );
});

test("choice: each value in proportion to its weight, never one without weight", () => {
  const xs = sample({ choice: { values: [0.4, 0.5, 0.6, 1], weights: [1, 5, 1, 7] } }, 14_000);
  expect([0.4, 0.5, 0.6, 1].map((value) => xs.filter((x) => x === value).length)).toEqual([1000, 5000, 1000, 7000]);
  const none: Distribution = { choice: { values: [1, 2, 3], weights: [0, 1, 0] } };
  fc.assert(fc.property(probability, (u) => {
    expect(quantile(none, u)).toBe(2);
  }));
});
