import fc from "fast-check";
import { expect, test } from "vitest";
import { dipBuying } from "../../../src/model/rules/r14-dip-buying.ts";
import { lossCut } from "../../../src/model/rules/r14-loss-cut.ts";
import { within } from "./arbitraries.ts";

test.each([
  // E_y, c,   margin, X S,  cut
  [100, 0.5, 0.04, 1000, false],
  [21, 0.5, 0.04, 1000, false], //   the level is 0.5 · 40 = 20
  [20, 0.5, 0.04, 1000, false], //   on it is not below
  [19, 0.5, 0.04, 1000, true],
  [39, 1, 0.04, 1000, true], //      at c = 1 already below 40
  [-10, 0.4, 0.04, 1000, true],
])("R14: E_y=%d c=%d m=%d XS=%d → cut %s", (equity, level, margin, position, expected) => {
  expect(lossCut(equity, level, margin, position)).toBe(expected);
});

test("R14: an account with leverage ℓ is cut below S_c/S₀ = (1 − 1/ℓ)/(1 − m c)", () => {
  fc.assert(
    fc.property(within(1.1, 24), within(0.1, 1), within(0.001, 0.04), (leverage, level, margin) => {
      const threshold = (1 - 1 / leverage) / (1 - margin * level);
      // One dollar long at S₀ = 1: yen = 1/ℓ − 1, and at S equity = S + yen.
      const cutAt = (s: number) => lossCut(s + 1 / leverage - 1, level, margin, s);
      expect(cutAt(threshold * (1 - 1e-9))).toBe(true);
      expect(cutAt(threshold * (1 + 1e-9))).toBe(false);
    }),
  );
});

test.each([
  // ζ,  r_20d, free, Δt,   yen sold
  [1.6, -0.05, 100, 0.25, 2], //     1.6 · 0.05 · 100 / 4
  [1.6, 0.05, 100, 0.25, 0], //      a rise is not a dip
  [1.6, -0.05, -10, 0.25, 0], //     no free margin
  [0, -0.05, 100, 0.25, 0],
])("R14: ζ=%d r_20d=%d free margin=%d Δt=%d → %d", (zeta, trend, free, dt, expected) => {
  expect(dipBuying(zeta, trend, free, dt)).toBeCloseTo(expected, 13);
});

test("R14: never negative, and n rounds of 1/n day buy what one day buys", () => {
  fc.assert(
    fc.property(within(0, 10), within(-0.5, 0.5), within(-1e3, 1e3), fc.integer({ min: 1, max: 24 }), (zeta, trend, free, n) => {
      const day = dipBuying(zeta, trend, free, 1);
      expect(day).toBeGreaterThanOrEqual(0);
      expect(n * dipBuying(zeta, trend, free, 1 / n)).toBeCloseTo(day, 9);
    }),
  );
});
