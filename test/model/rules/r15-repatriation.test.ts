import fc from "fast-check";
import { expect, test } from "vitest";
import { hedgedYield } from "../../../src/model/rules/r15-hedged-yield.ts";
import { repatriation } from "../../../src/model/rules/r15-repatriation.ts";
import { within } from "./arbitraries.ts";

test.each([
  // y_ust, r_us, r_jp, basis, y^h
  [4.42, 3.63, 1, 0.34, 1.45], //   4.42 − 2.63 − 0.34
  [4.42, 3.63, 3.63, 0, 4.42], //   no spread, no basis: the hedge is free
  [4, 5, 0, 0.3, -1.3], //          an inverted curve: hedging costs more than the yield
])("R15: y_ust=%d r_us=%d r_jp=%d basis=%d → y^h=%d", (treasury, us, jp, basis, expected) => {
  expect(hedgedYield(treasury, us, jp, basis)).toBeCloseTo(expected, 13);
});

test("R15: a parallel move of all dollar rates leaves the hedged yield as it is", () => {
  fc.assert(
    fc.property(within(-2, 20), within(-2, 20), within(-2, 20), within(-2, 3), within(-5, 5), (treasury, us, jp, basis, move) => {
      expect(hedgedYield(treasury + move, us + move, jp, basis)).toBeCloseTo(hedgedYield(treasury, us, jp, basis), 10);
    }),
  );
});

test.each([
  // g + g⁰, g⁰, a,     ā,    Δt,   sold
  [1.24, 0.5, 0.004, 0.01, 1, 0.00296], //     0.004 · 0.74
  [1.24, 0.5, 0.004, 0.01, 0.25, 0.00074],
  [0.4, 0.5, 0.004, 0.01, 1, 0], //            not enough to come home
  [6, 0.5, 0.004, 0.01, 1, 0.01], //           0.022 is above the cap
])("R15: gain=%d threshold=%d a=%d ā=%d Δt=%d → %d", (gain, threshold, response, cap, dt, expected) => {
  expect(repatriation(gain, threshold, response, cap, dt)).toBeCloseTo(expected, 15);
});

test("R15: a share between 0 and ā Δt that never falls with the yield gained at home", () => {
  fc.assert(
    fc.property(within(-10, 10), within(0, 5), within(-10, 10), within(0, 1), within(0, 1), (gain, rise, threshold, response, cap) => {
      const sold = repatriation(gain, threshold, response, cap, 0.25);
      expect(sold).toBeGreaterThanOrEqual(0);
      expect(sold).toBeLessThanOrEqual(cap / 4);
      expect(repatriation(gain + rise, threshold, response, cap, 0.25)).toBeGreaterThanOrEqual(sold);
    }),
  );
});
