import fc from "fast-check";
import { expect, test } from "vitest";
import { solvencyRatio } from "../../../src/model/rules/r17-solvency-ratio.ts";
import { solvencySale } from "../../../src/model/rules/r17-solvency-sale.ts";
import { within } from "./arbitraries.ts";

test.each([
  // ESR⁰, V,   V⁰,  SCR, s_y,  Δy,  ESR
  [2.05, 1000, 1000, 100, 0.12, 0, 2.05],
  [2.05, 950, 1000, 100, 0.12, 0, 1.55], //      50 lost on required capital of 100
  [2.05, 1000, 1000, 100, 0.12, 0.5, 2.11], //   50 bp: + 6 points
  [2.05, 900, 1000, 100, 0.12, -1, 0.93], //     − 1 − 0.12
])("R17: ESR⁰=%d V=%d V⁰=%d SCR=%d s_y=%d Δy=%d → ESR=%d", (initial, value, value0, required, slope, rise, expected) => {
  expect(solvencyRatio(initial, value, value0, required, slope, rise)).toBeCloseTo(expected, 13);
});

test("R17: a loss of one required capital is one point of the ratio", () => {
  fc.assert(
    fc.property(within(1, 5), within(1, 1e5), within(1, 1e4), within(-3, 3), (initial, value, required, rise) => {
      const before = solvencyRatio(initial, value, value, required, 0.12, rise);
      const after = solvencyRatio(initial, value - required, value, required, 0.12, rise);
      expect(before - after).toBeCloseTo(1, 9);
    }),
  );
});

test.each([
  // ESR, ESR*, SCR/(ρ V_r), sold
  [1.5, 1.2, 2, 0],
  [1.2, 1.2, 2, 0],
  [0.9, 1.2, 2, 0.5], //     (1 − 0.75) · 2
  [0.3, 1.2, 2, 1], //       1.5 is more than all
  [-1, 1.2, 2, 1],
])("R17: ESR=%d trigger=%d SCR/charge=%d → sells %d", (ratio, trigger, capital, expected) => {
  expect(solvencySale(ratio, trigger, capital)).toBeCloseTo(expected, 14);
});

test("R17: unless it takes everything, the sale restores the trigger exactly, before impact", () => {
  fc.assert(
    fc.property(within(0.1, 3), within(0.5, 3), within(1, 1e4), within(0.01, 1), within(1, 1e4), (ratio, trigger, required, charge, risky) => {
      const sold = solvencySale(ratio, trigger, required / (charge * risky));
      if (sold === 0) expect(ratio).toBeGreaterThanOrEqual(trigger);
      if (sold === 0 || sold === 1) return;
      const restored = (ratio * required) / (required - sold * charge * risky);
      expect(restored / trigger).toBeCloseTo(1, 9);
    }),
  );
});
