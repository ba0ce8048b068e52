import fc from "fast-check";
import { expect, test } from "vitest";
import { carrySale } from "../../../src/model/rules/r20-carry-sale.ts";
import { spreadSale } from "../../../src/model/rules/r20-spread-sale.ts";
import { money, share, within } from "./arbitraries.ts";

test.each([
  // n,  n⁰,  s,    narrowing, φ,  sold
  [100, 100, 0.03, 0, 0.5, 0],
  [100, 100, 0.03, 1, 1, 3],
  [100, 100, 0.03, 2, 0.5, 3], //     half of 6
  [98, 100, 0.03, 1, 1, 1], //        2 of 3 sold already
  [90, 100, 0.03, 1, 1, 0], //        more than that: nothing is bought back
  [100, 100, 0.03, -1, 1, 0], //      a wider spread
  [100, 100, 0.5, 3, 1, 100], //      150 % is everything
])("R20: n=%d n⁰=%d s=%d narrowing=%d φ=%d → %d", (held, initial, response, narrowing, speed, expected) => {
  expect(spreadSale(held, initial, response, narrowing, speed)).toBeCloseTo(expected, 12);
});

test("R20: sold in steps, a narrowing ends at n⁰ (1 − s · narrowing) and never sells more than is held", () => {
  fc.assert(
    fc.property(money, share, within(0, 3), within(0.05, 1), (initial, response, narrowing, speed) => {
      let held = initial;
      for (let round = 0; round < 600; round++) {
        const sold = spreadSale(held, initial, response, narrowing, speed);
        expect(sold).toBeGreaterThanOrEqual(0);
        expect(sold).toBeLessThanOrEqual(held);
        held -= sold;
      }
      expect(held / initial).toBeCloseTo(Math.max(0, 1 - response * narrowing), 9);
    }),
    { numRuns: 50 },
  );
});

test.each([
  // r_us + s, y_ust, a,     ā,    Δt,   sold
  [4.2, 4.42, 0.008, 0.01, 1, 0], //        positive carry
  [4.92, 4.42, 0.008, 0.01, 1, 0.004], //   0.008 · 0.5
  [4.92, 4.42, 0.008, 0.01, 0.25, 0.001],
  [8, 4, 0.008, 0.01, 1, 0.01], //          0.032 is above the cap
])("R20: cost=%d yield=%d a=%d ā=%d Δt=%d → %d", (cost, earned, response, cap, dt, expected) => {
  expect(carrySale(cost, earned, response, cap, dt)).toBeCloseTo(expected, 14);
});

test("R20: banks sell a share between 0 and ā Δt, never less at a higher funding cost", () => {
  fc.assert(
    fc.property(within(-2, 20), within(0, 5), within(-2, 20), share, share, (cost, rise, earned, response, cap) => {
      const sold = carrySale(cost, earned, response, cap, 0.25);
      expect(sold).toBeGreaterThanOrEqual(0);
      expect(sold).toBeLessThanOrEqual(cap / 4);
      expect(carrySale(cost + rise, earned, response, cap, 0.25)).toBeGreaterThanOrEqual(sold);
    }),
  );
});
