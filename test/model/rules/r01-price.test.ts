import fc from "fast-check";
import { expect, test } from "vitest";
import { bondYield } from "../../../src/model/rules/r01-bond-yield.ts";
import { price } from "../../../src/model/rules/r01-price.ts";
import { logReturn, within } from "./arbitraries.ts";

test.each([
  // P⁰,   f,     u,     w,      P
  [162.3, 0, 0, 0, 162.3],
  [100, Math.LN2, 0, 0, 200], //                        100 · 2
  [100, 0.1, -0.04, -0.06, 100], //                     the three parts cancel
  [150, Math.log(0.9), Math.log(0.8), 0, 108], //       150 · 0.9 · 0.8
])("R1: P⁰=%d f=%d u=%d w=%d → P=%d", (base, f, u, w, expected) => {
  expect(price(base, f, u, w)).toBeCloseTo(expected, 10);
});

test("R1: positive for every log price, exactly P⁰ at zero, and it does not matter which part moved", () => {
  fc.assert(
    fc.property(within(1e-3, 400), within(-50, 50), logReturn, logReturn, (base, f, u, w) => {
      expect(price(base, f, u, w)).toBeGreaterThan(0);
      expect(price(base, 0, 0, 0)).toBe(base);
      expect(price(base, f, u, w) / price(base, f + u + w, 0, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("R1: a mirrored log price gives the reciprocal price", () => {
  fc.assert(
    fc.property(within(-5, 5), (x) => {
      expect(price(1, x, 0, 0) * price(1, -x, 0, 0)).toBeCloseTo(1, 13);
    }),
  );
});

test.each([
  // y⁰,  ln(P/P⁰), duration, y
  [4.42, 0, 6, 4.42],
  [4.42, -0.06, 6, 5.42], //   −6 % at duration 6: 100 bp more
  [2.69, 0.0225, 9, 2.44], //  +2.25 % at duration 9: 25 bp less
])("R1: y⁰=%d return=%d duration=%d → yield %d", (initial, logged, duration, expected) => {
  expect(bondYield(initial, logged, duration)).toBeCloseTo(expected, 12);
});

test("R1: the yield falls as the price rises, and 1/duration per unit of log return", () => {
  fc.assert(
    fc.property(within(-2, 20), logReturn, within(0.01, 1), within(0.1, 40), (initial, logged, rise, duration) => {
      const before = bondYield(initial, logged, duration);
      const after = bondYield(initial, logged + rise, duration);
      expect(after).toBeLessThan(before);
      expect(((before - after) * duration) / 100).toBeCloseTo(rise, 9);
    }),
  );
});
