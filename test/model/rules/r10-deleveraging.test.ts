import fc from "fast-check";
import { expect, test } from "vitest";
import { carryFactor } from "../../../src/model/rules/r10-carry-factor.ts";
import { deleveraging } from "../../../src/model/rules/r10-deleveraging.ts";
import { leverageTarget } from "../../../src/model/rules/r10-leverage-target.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // carry, carry⁰, c_min, η,   c
  [2.63, 2.63, 0.2, 1, 1],
  [3.5, 2.5, 0.2, 1, 1], //      a wider spread does not raise leverage
  [2, 2.5, 0.2, 1, 0.8],
  [0.4, 0.5, 0.2, 1, 0.8],
  [2, 2.5, 0.2, 2, 0.64], //     0.8²
  [0.1, 2.5, 0.2, 1, 0.2], //    0.04 is below the floor
  [-1, 2.5, 0.2, 1, 0.2],
  [2, 2.5, 0.2, 0, 1], //        η = 0: the spread does not matter
  [-1, 0, 0.2, 1, 1], //         no carry at t = 0, none to lose
])("R10: carry=%d carry⁰=%d c_min=%d η=%d → c=%d", (carry, initial, floor, eta, expected) => {
  expect(carryFactor(carry, initial, floor, eta)).toBeCloseTo(expected, 14);
});

test("R10: every narrowing of the spread lowers the carry factor, down to its floor", () => {
  fc.assert(
    fc.property(within(-2, 5), within(0, 2), within(0.1, 5), within(0.01, 1), within(0, 5), (carry, cut, initial, floor, eta) => {
      const before = carryFactor(carry, initial, floor, eta);
      const after = carryFactor(carry - cut, initial, floor, eta);
      expect(after).toBeLessThanOrEqual(before);
      expect(after).toBeGreaterThanOrEqual(floor ** eta * (1 - 1e-13));
      expect(before).toBeLessThanOrEqual(1);
    }),
  );
});

test.each([
  // λ_max, ϑ,    σ̂_p,  c,   λ̄
  [4, 0.03, 0.005, 1, 4], //     ϑ/σ̂ = 6: the mandate binds
  [4, 0.03, 0.01, 1, 3], //      ϑ/σ̂ = 3: risk binds
  [4, 0.03, 0.01, 0.8, 2.4],
])("R10: λ_max=%d ϑ=%d σ̂_p=%d c=%d → λ̄=%d", (limit, risk, volatility, carry, expected) => {
  expect(leverageTarget(limit, risk, volatility, carry)).toBeCloseTo(expected, 13);
});

test("R10: the target never rises with volatility and scales with the carry factor", () => {
  fc.assert(
    fc.property(within(1, 20), within(1e-3, 1), within(1e-4, 0.1), within(1, 5), within(0.2, 1), (limit, risk, volatility, rise, carry) => {
      const calm = leverageTarget(limit, risk, volatility, 1);
      expect(leverageTarget(limit, risk, volatility * rise, 1)).toBeLessThanOrEqual(calm);
      expect(leverageTarget(limit, risk, volatility, carry)).toBeCloseTo(carry * calm, 12);
      expect(calm).toBeLessThanOrEqual(limit);
    }),
  );
});

test.each([
  // λ̄, E,   A,   δ,   k_v
  [4, 30, 120, 0.1, 0], //     on target
  [4, 30, 132, 0.1, 0], //     at the edge of the band
  [4, 30, 150, 0.1, 0.2], //   1 − 120/150
  [4, 30, 125, 0, 0.04], //    without band: 1 − 120/125
  [4, 30, 60, 0, 0], //        below target nothing is bought
  [4, 0, 60, 0.1, 1],
])("R10: λ̄=%d E=%d A=%d δ=%d → k_v=%d", (target, equity, assets, band, expected) => {
  expect(deleveraging(target, equity, assets, band)).toBeCloseTo(expected, 14);
});

test("R10: beyond the band, selling k_v at the mark lands on the target", () => {
  fc.assert(
    fc.property(within(1, 20), money, within(1, 3), within(0, 0.5), (target, equity, excess, band) => {
      const assets = target * equity * excess;
      const k = deleveraging(target, equity, assets, band);
      if (excess > (1 + band) * (1 + 1e-12)) expect(((1 - k) * assets) / (target * equity)).toBeCloseTo(1, 12);
      if (excess < (1 + band) * (1 - 1e-12)) expect(k).toBe(0);
    }),
  );
});
