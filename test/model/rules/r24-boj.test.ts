import fc from "fast-check";
import { expect, test } from "vitest";
import { bojHikeProbability } from "../../../src/model/rules/r24-boj-hike-probability.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // p₀,  a_S, ln S/S⁰, a_y, Δy, a_ω,  ω,  crash, p
  [0.25, 2, 0, 0.2, 0, 0.25, 0, false, 0.25],
  [0.25, 2, 0.1, 0.2, 0, 0.25, 0, false, 0.45], //      a 10 % weaker yen
  [0.25, 2, 0, 0.2, 0.5, 0.25, 0, false, 0.35], //      yields 50 bp higher
  [0.25, 2, 0, 0.2, 0, 0.25, 1, false, 0], //           full stress
  [0.25, 2, 0.9, 0.2, 0, 0.25, 0, false, 1], //         clipped
  [0.25, 2, -0.5, 0.2, 0, 0.25, 0, false, 0],
  [0.25, 2, 0.9, 0.2, 0.5, 0.25, 0, true, 0], //        after a crash nobody hikes
])("R24: p₀=%d a_S=%d ln(S/S⁰)=%d a_y=%d Δy=%d a_ω=%d ω=%d crash %s → %d", (p0, aS, x, aY, rise, aW, omega, crash, expected) => {
  expect(bojHikeProbability(p0, aS, x, aY, rise, aW, omega, crash)).toBeCloseTo(expected, 14);
});

test("R24: a probability; a weaker yen and higher yields raise it, stress lowers it, a crash ends it", () => {
  fc.assert(
    fc.property(share, within(-0.5, 0.5), within(-3, 3), share, within(0, 0.5), (p0, x, rise, omega, more) => {
      const p = (yen: number, yields: number, stress: number) => bojHikeProbability(p0, 2, yen, 0.2, yields, 0.25, stress, false);
      const now = p(x, rise, omega);
      expect(now).toBeGreaterThanOrEqual(0);
      expect(now).toBeLessThanOrEqual(1);
      expect(p(x + more, rise, omega)).toBeGreaterThanOrEqual(now);
      expect(p(x, rise + more, omega)).toBeGreaterThanOrEqual(now);
      expect(p(x, rise, omega + more)).toBeLessThanOrEqual(now);
      expect(bojHikeProbability(p0, 2, x, 0.2, rise, 0.25, omega, true)).toBe(0);
    }),
  );
});
