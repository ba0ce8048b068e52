import fc from "fast-check";
import { expect, test } from "vitest";
import { executionPrice } from "../../../src/model/rules/r06-execution-price.ts";
import { permanentImpact } from "../../../src/model/rules/r06-permanent-impact.ts";
import { transientImpact } from "../../../src/model/rules/r06-transient-impact.ts";
import { logReturn, share, within } from "./arbitraries.ts";

test.each([
  // u,    I,    τ,   u'
  [0, 0.01, 0.4, 0.006],
  [0.02, -0.01, 0.4, 0.014], //   0.02 − 0.6 · 0.01
  [0.02, 0.5, 1, 0.02], //        all transient
])("R6: u=%d I=%d τ=%d → u'=%d", (u, impact, tau, expected) => {
  expect(permanentImpact(u, impact, tau)).toBeCloseTo(expected, 15);
});

test.each([
  // w,    κ,   I,    τ,   w'
  [0.01, 0.1, 0, 0.4, 0.009], //      decay alone
  [0.01, 0, 0.02, 0.4, 0.018], //     trade alone: 0.01 + 0.4 · 0.02
  [0.01, 0.1, -0.02, 0.5, -0.001], // 0.009 − 0.01
  [0.01, 1, 0, 0.5, 0],
])("R6: w=%d κ=%d I=%d τ=%d → w'=%d", (w, kappa, impact, tau, expected) => {
  expect(transientImpact(w, kappa, impact, tau)).toBeCloseTo(expected, 15);
});

test("R6: at once the whole impact is felt; after t rounds (1 − τ) + τ (1 − κ)^t of it", () => {
  fc.assert(
    fc.property(logReturn, share, share, fc.integer({ min: 0, max: 100 }), (impact, tau, kappa, rounds) => {
      const u = permanentImpact(0, impact, tau);
      let w = transientImpact(0, kappa, impact, tau);
      expect(u + w).toBeCloseTo(impact, 14);
      for (let t = 0; t < rounds; t++) w = transientImpact(w, kappa, 0, tau);
      expect(u + w).toBeCloseTo(impact * (1 - tau + tau * (1 - kappa) ** rounds), 12);
    }),
  );
});

test.each([
  // before, after, execution
  [160, 160, 160],
  [160, 150, 155],
  [1, 1.1, 1.05],
])("R6: before %d, after %d → executed at %d", (before, after, expected) => {
  expect(executionPrice(before, after)).toBeCloseTo(expected, 13);
});

test("R6: nobody gains by trading there and back: the two executions differ by half of each move", () => {
  fc.assert(
    fc.property(within(1, 400), within(1, 400), (before, after) => {
      const there = executionPrice(before, after);
      expect(there).toBe(executionPrice(after, before));
      expect(there).toBeGreaterThanOrEqual(Math.min(before, after));
      expect(there).toBeLessThanOrEqual(Math.max(before, after));
    }),
  );
});
