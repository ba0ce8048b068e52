import fc from "fast-check";
import { expect, test } from "vitest";
import { priceImpact } from "../../../src/model/rules/r05-price-impact.ts";
import { money, within } from "./arbitraries.ts";

const net = within(-1e6, 1e6);
const q = within(1e-3, 1);

test.each([
  // Q,    D,    q,    I
  [0, 2000, 0.05, 0],
  [20, 2000, 0.05, 0.01], //            linear: 20/2000
  [-20, 2000, 0.05, -0.01],
  [100, 2000, 0.05, 0.05], //           the end of the linear part
  [400, 2000, 0.05, 0.15], //           0.05 (2 √4 − 1)
  [-900, 2000, 0.05, -0.25], //         −0.05 (2 √9 − 1)
  [400, 2000, Infinity, 0.2], //        q = ∞: linear
  [400, Infinity, 0.05, 0],
])("R5: Q=%d D=%d q=%d → I=%d", (units, depth, until, expected) => {
  expect(priceImpact(units, depth, until)).toBeCloseTo(expected, 14);
});

test("R5: odd, increasing, and at most the linear law", () => {
  fc.assert(
    fc.property(net, money, money, q, (units, more, depth, until) => {
      const impact = priceImpact(units, depth, until);
      expect(priceImpact(-units, depth, until)).toBe(0 - impact);
      expect(priceImpact(units + more, depth, until)).toBeGreaterThanOrEqual(impact);
      expect(Math.abs(impact)).toBeLessThanOrEqual((Math.abs(units) / depth) * (1 + 1e-15));
    }),
  );
});

test("R5: concave: of a purchase in two halves the second moves the price less", () => {
  fc.assert(
    fc.property(money, money, q, (units, depth, until) => {
      const half = priceImpact(units / 2, depth, until);
      const whole = priceImpact(units, depth, until);
      expect(whole - half).toBeLessThanOrEqual(half * (1 + 1e-12));
    }),
  );
});

test("R5: continuously differentiable where the linear part ends, with slope 1/D", () => {
  fc.assert(
    fc.property(money, q, (depth, until) => {
      const end = until * depth;
      const step = 1e-6 * end;
      const at = priceImpact(end, depth, until);
      const left = (at - priceImpact(end - step, depth, until)) / step;
      const right = (priceImpact(end + step, depth, until) - at) / step;
      expect(left * depth).toBeCloseTo(1, 5);
      expect(right * depth).toBeCloseTo(1, 5);
    }),
  );
});

test("R5: a function of Q/D alone", () => {
  fc.assert(
    fc.property(net, money, q, within(1e-3, 1e3), (units, depth, until, scale) => {
      const impact = priceImpact(units, depth, until);
      expect(Math.abs(priceImpact(scale * units, scale * depth, until) - impact)).toBeLessThanOrEqual(1e-12 * Math.abs(impact));
    }),
  );
});
