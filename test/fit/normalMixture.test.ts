import { expect, test } from "vitest";
import { inMoments } from "../../src/fit/dailyMoments.ts";
import { normalDensity } from "../../src/fit/normalLaw.ts";
import { type Component, mixtureMoments } from "../../src/fit/normalMixture.ts";

const THREE: Component[] = [
  { weight: 0.5, mean: 0.001, variance: 0.004 ** 2 },
  { weight: 0.3, mean: -0.004, variance: 0.009 ** 2 },
  { weight: 0.2, mean: -0.02, variance: 0.012 ** 2 },
];

/** ∫ g f over the whole law; the trapezoid rule is exact to rounding for what is smooth and ends at 0. */
function expectation(g: (x: number) => number, from = -0.3): number {
  const h = 1e-5;
  let sum = 0;
  for (let x = from; x < 0.2; x += h) {
    sum += h * g(x) * THREE.reduce((f, { weight, mean, variance }) => f + (weight * normalDensity((x - mean) / Math.sqrt(variance))) / Math.sqrt(variance), 0);
  }
  return sum;
}

test("raw moments and falls are integrals over the density", () => {
  const { raw, falls } = mixtureMoments(THREE);
  raw.forEach((moment, n) => expect(moment / expectation((x) => x ** (n + 1))).toBeCloseTo(1, 9));
  expect(falls[0]).toBeCloseTo(expectation((x) => (x <= -0.02 ? 1 : 0)), 3);
  expect(falls[1]).toBeCloseTo(expectation((x) => (x <= -0.03 ? 1 : 0)), 3);
});

test("two equal normals are one: kurtosis 3, no skewness", () => {
  const one = { weight: 0.5, mean: 0.003, variance: 0.006 ** 2 };
  const { mean, sd, skewness, kurtosis } = inMoments({ ...mixtureMoments([one, one]), memory: [0, 0, 0] });
  expect([mean, sd]).toEqual([expect.closeTo(0.756, 12), expect.closeTo(0.006, 12)]);
  expect(skewness).toBeCloseTo(0, 9);
  expect(kurtosis).toBeCloseTo(3, 9);
});
