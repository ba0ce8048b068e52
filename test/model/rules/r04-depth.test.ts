import fc from "fast-check";
import { expect, test } from "vitest";
import { depth } from "../../../src/model/rules/r04-depth.ts";
import { money, volatilityRatio, within } from "./arbitraries.ts";

test.each([
  // D⁰,  σ̂/σ⁰, ψ,   χ,  D
  [2000, 1, 0.5, 4, 2000],
  [2000, 4, 0.5, 4, 1000], //       (1/4)^½ = ½
  [2000, 0.25, 0.5, 4, 4000],
  [2000, 4, 2, 4, 500], //          1/16 is below the floor 1/4
  [2000, 0.25, 2, 3, 6000], //      16 is above the ceiling 3
  [2000, 5, 0, 4, 2000], //         ψ = 0: depth does not move
  [Infinity, 5, 0.5, 4, Infinity],
])("R4: D⁰=%d σ̂/σ⁰=%d ψ=%d χ=%d → D=%d", (base, ratio, psi, chi, expected) => {
  expect(depth(base, ratio, psi, chi)).toBeCloseTo(expected, 9);
});

test("R4: depth never rises with volatility and stays within a factor χ of its base", () => {
  fc.assert(
    fc.property(money, volatilityRatio, within(1, 3), within(0, 2), within(1, 20), (base, ratio, rise, psi, chi) => {
      const calm = depth(base, ratio, psi, chi);
      expect(depth(base, ratio * rise, psi, chi)).toBeLessThanOrEqual(calm * (1 + 1e-14));
      expect(calm).toBeGreaterThanOrEqual((base / chi) * (1 - 1e-14));
      expect(calm).toBeLessThanOrEqual(base * chi * (1 + 1e-14));
    }),
  );
});
