import fc from "fast-check";
import { expect, test } from "vitest";
import { marginCall } from "../../../src/model/rules/r09-margin-call.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // E,  M,  b,   k_c
  [30, 22, 0.1, 0],
  [22, 22, 0.1, 0], //           E = M: not called
  [20, 25, 0, 0.2], //           1 − 20/25
  [20, 25, 0.25, 0.36], //       1 − 20/31.25
  [0, 25, 0.1, 1],
  [-5, 25, 0.1, 1],
  [-5, 0, 0.1, 1],
  [0, 0, 0.1, 0], //             nothing held, nothing required
])("R9: E=%d M=%d b=%d → k_c=%d", (equity, requirement, buffer, expected) => {
  expect(marginCall(equity, requirement, buffer)).toBeCloseTo(expected, 14);
});

test("R9: just below the requirement the call is b/(1 + b)", () => {
  fc.assert(
    fc.property(money, within(0, 2), (requirement, buffer) => {
      expect(marginCall(requirement * (1 - 1e-12), requirement, buffer)).toBeCloseTo(buffer / (1 + buffer), 11);
    }),
  );
});

test("R9: selling k_c at the mark restores E = (1 + b) M exactly", () => {
  fc.assert(
    fc.property(within(1e-6, 1), money, within(0, 2), (covered, requirement, buffer) => {
      const equity = covered * requirement * (1 - 1e-9);
      const k = marginCall(equity, requirement, buffer);
      // At the mark the sale leaves equity unchanged and takes k of the requirement away.
      const restored = (1 + buffer) * (1 - k) * requirement;
      expect(Math.abs(restored - equity)).toBeLessThanOrEqual(1e-12 * requirement);
    }),
  );
});
