import fc from "fast-check";
import { expect, test } from "vitest";
import { haircut } from "../../../src/model/rules/r08-haircut.ts";
import { marginRequirement } from "../../../src/model/rules/r08-margin-requirement.ts";
import { money, share, within } from "./arbitraries.ts";

test.each([
  // h⁰,  σ̂/σ⁰, ψ_M, h
  [0.15, 1, 0.5, 0.15],
  [0.15, 4, 0.5, 0.3], //     √4 = 2
  [0.15, 0.25, 0.5, 0.15], // calm markets do not lower it
  [0.1, 9, 1, 0.5], //        the ratio counts at most 5
  [0.5, 4, 0.5, 0.9], //      1.0 is above the ceiling
  [-0.05, 4, 0.5, 0], //      a scripted cut below zero
  [0.15, 5, 0, 0.15],
])("R8: h⁰=%d σ̂/σ⁰=%d ψ_M=%d → h=%d", (base, ratio, psi, expected) => {
  expect(haircut(base, ratio, psi)).toBeCloseTo(expected, 14);
});

test("R8: a haircut lies in [0, 0.9] and never falls with volatility", () => {
  fc.assert(
    fc.property(within(-1, 2), within(0.01, 10), within(1, 5), within(0, 2), (base, ratio, rise, psi) => {
      const h = haircut(base, ratio, psi);
      expect(h).toBeGreaterThanOrEqual(0);
      expect(h).toBeLessThanOrEqual(0.9);
      expect(haircut(base, ratio * rise, psi)).toBeGreaterThanOrEqual(h - 1e-14);
    }),
  );
});

test.each([
  // Σ h n P, h_fx, L,   M
  [18, 0.04, 100, 22], //   18 + 4
  [0, 0.04, 50, 2],
  [7, 0.04, 0, 7],
])("R8: haircuts %d, h_fx=%d, L=%d → M=%d", (haircuts, fx, debt, expected) => {
  expect(marginRequirement(haircuts, fx, debt)).toBeCloseTo(expected, 14);
});

test("R8: the requirement shrinks with the position: M(k · position) = k · M", () => {
  fc.assert(
    fc.property(money, share, money, share, (haircuts, fx, debt, k) => {
      const whole = marginRequirement(haircuts, fx, debt);
      expect(Math.abs(marginRequirement(k * haircuts, fx, k * debt) - k * whole)).toBeLessThanOrEqual(1e-14 * whole);
    }),
  );
});
