import fc from "fast-check";
import { expect, test } from "vitest";
import { fedCutProbability } from "../../../src/model/rules/r25-fed-cut-probability.ts";
import { policySurprise } from "../../../src/model/rules/r25-policy-surprise.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // p₀, a_ω, ω,  a_c,  crash, p
  [0.1, 0.3, 0, 0.5, false, 0.1],
  [0.1, 0.3, 0.5, 0.5, false, 0.25],
  [0.1, 0.3, 0, 0.5, true, 0.6],
  [0.4, 0.3, 1, 0.5, true, 1], //    1.2 is clipped
])("R25: p₀=%d a_ω=%d ω=%d a_c=%d crash %s → %d", (p0, aW, omega, aC, crash, expected) => {
  expect(fedCutProbability(p0, aW, omega, aC, crash)).toBeCloseTo(expected, 14);
});

test("R25: a probability that stress and a crash can only raise", () => {
  fc.assert(
    fc.property(share, share, share, share, share, (p0, aW, omega, aC, more) => {
      const p = fedCutProbability(p0, aW, omega, aC, false);
      expect(p).toBeGreaterThanOrEqual(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(fedCutProbability(p0, aW, omega + more, aC, false)).toBeGreaterThanOrEqual(p);
      expect(fedCutProbability(p0, aW, omega, aC, true)).toBeGreaterThanOrEqual(p);
    }),
  );
});

test.each([
  // step, moved, p,   Δr
  [0.25, true, 0.2, 0.2], //       0.25 · 0.8 was not expected
  [0.25, false, 0.2, -0.05],
  [-0.25, true, 1, 0], //          a cut that was priced fully
  [-0.25, true, 0, -0.25],
])("R24, R25: step=%d moved %s p=%d → surprise %d", (step, moved, p, expected) => {
  expect(policySurprise(step, moved, p)).toBeCloseTo(expected, 15);
});

test("R24, R25: the surprise has mean zero whatever the step", () => {
  fc.assert(
    fc.property(within(-2, 2), share, (step, p) => {
      const mean = p * policySurprise(step, true, p) + (1 - p) * policySurprise(step, false, p);
      expect(mean).toBeCloseTo(0, 14);
    }),
  );
});
