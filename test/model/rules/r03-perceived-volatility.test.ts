import fc from "fast-check";
import { expect, test } from "vitest";
import { perceivedVariance } from "../../../src/model/rules/r03-perceived-variance.ts";
import { within } from "./arbitraries.ts";

test.each([
  // σ̂²,  λ,    r,   σ⁰²,  σ̂²'
  [1, 0.94, 1, 1, 1], //            at rest
  [1, 0.94, 2, 1, 1.18], //         0.94 + 0.06 · 4
  [4, 0.9, -3, 1, 4.5], //          3.6 + 0.1 · 9
  [1, 0.5, 0, 1, 0.5],
  [0.0625, 0.5, 0, 1, 0.0625], //   held at σ⁰²/16
  [1, 0.94, 100, 1, 25], //         held at 25 σ⁰²
])("R3: σ̂²=%d λ=%d r=%d σ⁰²=%d → %d", (variance, lambda, r, initial, expected) => {
  expect(perceivedVariance(variance, lambda, r, initial)).toBeCloseTo(expected, 14);
});

test("R3: the volatility ratio stays in [1/4, 5] and the sign of the return does not matter", () => {
  fc.assert(
    fc.property(within(1 / 16, 25), within(0, 1), within(-9, 9), within(1e-8, 1e-2), (ratio2, lambda, r, initial) => {
      const next = perceivedVariance(ratio2 * initial, lambda, r, initial);
      const ratio = Math.sqrt(next / initial);
      expect(ratio).toBeGreaterThanOrEqual(0.25 * (1 - 1e-12));
      expect(ratio).toBeLessThanOrEqual(5 * (1 + 1e-12));
      expect(perceivedVariance(ratio2 * initial, lambda, -r, initial)).toBe(next);
    }),
  );
});

test("R3: returns of constant size r bring σ̂² to r², at the rate λ per round", () => {
  fc.assert(
    fc.property(within(0.5, 0.99), within(0.3, 4), fc.integer({ min: 1, max: 300 }), (lambda, r, rounds) => {
      let variance = 1;
      for (let n = 0; n < rounds; n++) variance = perceivedVariance(variance, lambda, n % 2 ? r : -r, 1);
      expect(variance - r * r).toBeCloseTo((1 - r * r) * lambda ** rounds, 10);
    }),
  );
});
