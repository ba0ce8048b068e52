import fc from "fast-check";
import { expect, test } from "vitest";
import { equity } from "../../../src/model/rules/r07-equity.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // C,   K,       1/S,     A,    E
  [10, 0, 1 / 150, 0, 10],
  [0, -15000, 1 / 150, 150, 50], //     a yen loan of USD 100 bn against assets of 150
  [-20, -15000, 1 / 150, 150, 30],
  [0, -15000, 1 / 120, 150, 25], //     the yen a quarter dearer: the loan is USD 125 bn
  [5, 1500, 1 / 150, 0, 15], //         a yen deposit
])("R7: C=%d K=%d 1/S=%d A=%d → E=%d", (cash, yen, dollarsPerYen, assets, expected) => {
  expect(equity(cash, yen, dollarsPerYen, assets)).toBeCloseTo(expected, 11);
});

test("R7: trading at the mark leaves equity as it is; a stronger yen takes it from who owes yen", () => {
  fc.assert(
    fc.property(within(-1e3, 1e3), money, within(50, 400), money, within(0, 1), (cash, debt, usdjpy, assets, part) => {
      const before = equity(cash, -debt, 1 / usdjpy, assets);
      // Sell part of the assets and repay part of the loan.
      const repaid = part * debt;
      const after = equity(cash + part * assets - repaid / usdjpy, repaid - debt, 1 / usdjpy, (1 - part) * assets);
      expect(Math.abs(after - before)).toBeLessThanOrEqual(1e-12 * (Math.abs(cash) + debt + assets));
      expect(equity(cash, -debt, 1.1 / usdjpy, assets)).toBeLessThanOrEqual(before);
    }),
  );
});
