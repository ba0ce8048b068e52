import fc from "fast-check";
import { expect, test } from "vitest";
import { interventionSignal } from "../../../src/model/rules/r23-coordination.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // m,  X,  D,    θ,     signal
  [1, 25, 2000, 0.002, -0.002], //       unilateral: its own signal alone
  [2.5, 40, 2000, 0.02, -0.05], //       joint: 1.5 · 40/2000 = 0.03 beyond the flow, and 0.02
  [1, 0, 2000, 0.016, -0.016], //        a rate check: no flow
  [2.5, 40, Infinity, 0, -0],
])("R23: m=%d X=%d D=%d θ=%d → %d", (multiplier, spent, depth, theta, expected) => {
  expect(interventionSignal(multiplier, spent, depth, theta)).toBeCloseTo(expected, 14);
});

test("R23: flow and signal of a joint operation together are m flows and the jump", () => {
  fc.assert(
    fc.property(within(1, 50), within(0, 1e3), money, within(0, 0.2), (multiplier, spent, depth, theta) => {
      const total = -spent / depth + interventionSignal(multiplier, spent, depth, theta);
      const expected = -(multiplier * spent) / depth - theta;
      expect(Math.abs(total - expected)).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(expected)));
      expect(interventionSignal(multiplier, spent, depth, theta)).toBeLessThanOrEqual(0);
    }),
  );
});
