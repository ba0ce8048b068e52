import fc from "fast-check";
import { expect, test } from "vitest";
import { structuralTilt } from "../../../src/model/rules/r19-structural-tilt.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // κ,   y_jgb, y_jgb⁰, cap, tilt
  [0.03, 2.69, 2.69, 0.1, 0],
  [0.03, 3.69, 2.69, 0.1, 0.03],
  [0.03, 1.69, 2.69, 0.1, 0], //    lower yields do not send money abroad
  [0.03, 9, 2, 0.1, 0.1], //        0.21 is more than foreign targets can give
])("R19: κ=%d y=%d y⁰=%d cap=%d → %d", (kappa, now, initial, cap, expected) => {
  expect(structuralTilt(kappa, now, initial, cap)).toBeCloseTo(expected, 14);
});

test("R19: between 0 and its cap, and never lower at a higher yield", () => {
  fc.assert(
    fc.property(share, within(-2, 20), within(0, 5), within(-2, 20), share, (kappa, now, rise, initial, cap) => {
      const tilt = structuralTilt(kappa, now, initial, cap);
      expect(tilt).toBeGreaterThanOrEqual(0);
      expect(tilt).toBeLessThanOrEqual(cap);
      expect(structuralTilt(kappa, now + rise, initial, cap)).toBeGreaterThanOrEqual(tilt);
    }),
  );
});
