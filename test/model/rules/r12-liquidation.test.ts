import fc from "fast-check";
import { expect, test } from "vitest";
import { assetSale } from "../../../src/model/rules/r12-asset-sale.ts";
import { liquidationShare } from "../../../src/model/rules/r12-liquidation-share.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // φ_c, k_c, φ_v,  k_v, k_s, k
  [0.5, 0.4, 0.25, 0.4, 0, 0.2], //     the call is faster
  [0.5, 0.1, 0.25, 0.8, 0, 0.2], //     the leverage target asks for more
  [0.5, 0.4, 0.25, 0.4, 1, 1], //       a stop sells everything
  [0.5, 0, 0.25, 0, 0, 0],
])("R12: φ_c=%d k_c=%d φ_v=%d k_v=%d k_s=%d → k=%d", (callSpeed, call, speed, excess, stop, expected) => {
  expect(liquidationShare(callSpeed, call, speed, excess, stop)).toBeCloseTo(expected, 15);
});

test("R12: the largest of the three reasons, never their sum", () => {
  fc.assert(
    fc.property(share, share, share, share, fc.constantFrom(0, 1), (callSpeed, call, speed, excess, stop) => {
      const k = liquidationShare(callSpeed, call, speed, excess, stop);
      expect([callSpeed * call, speed * excess, stop]).toContain(k);
      for (const reason of [callSpeed * call, speed * excess, stop]) expect(k).toBeGreaterThanOrEqual(reason);
    }),
  );
});

/** Sales of a fund with these holdings, most liquid first, as the hedge fund makes them. */
function sales(omega: number, k: number, holdings: readonly number[]): number[] {
  let remaining = k * holdings.reduce((sum, value) => sum + value, 0);
  return holdings.map((value) => {
    const sold = assetSale(omega, k, value, remaining);
    remaining = Math.max(0, remaining - value);
    return sold;
  });
}

test.each([
  // ω,   k,    tech, equity, ust, other → sales
  [0, 0.25, [40, 20, 30, 10], [10, 5, 7.5, 2.5]], //           pro rata
  [1, 0.25, [40, 20, 30, 10], [25, 0, 0, 0]], //               25 of 100, all from tech
  [1, 0.5, [40, 20, 30, 10], [40, 10, 0, 0]], //               50: tech, then half of equity
  [0.5, 0.5, [40, 20, 30, 10], [30, 10, 7.5, 2.5]], //         half of each way
  [0.7, 1, [40, 20, 30, 10], [40, 20, 30, 10]], //             everything
])("R12: ω=%d k=%d of %j → %j", (omega, k, holdings, expected) => {
  sales(omega, k, holdings).forEach((sold, m) => expect(sold).toBeCloseTo(expected[m], 12));
});

test("R12: the sales sum to k of the assets and none exceeds what is held", () => {
  const holdings = fc.array(within(0, 1e3), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(share, share, holdings, (omega, k, held) => {
      const sold = sales(omega, k, held);
      const total = held.reduce((sum, value) => sum + value, 0);
      expect(Math.abs(sold.reduce((sum, value) => sum + value, 0) - k * total)).toBeLessThanOrEqual(1e-12 * (total + 1));
      sold.forEach((value, m) => {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(held[m] * (1 + 1e-12));
      });
    }),
  );
});
