import fc from "fast-check";
import { expect, test } from "vitest";
import { defaults } from "../../../src/model/rules/r27-default.ts";
import { equity } from "../../../src/model/rules/r07-equity.ts";
import { money, within } from "./arbitraries.ts";

test.each([
  // E,    default
  [1, false],
  [1e-12, false],
  [0, true], //   nothing left is enough
  [-3, true],
])("R27: E=%d → default %s", (own, expected) => {
  expect(defaults(own)).toBe(expected);
});

test("R27: who owes yen against dollars defaults where the loan reaches the assets", () => {
  fc.assert(
    fc.property(money, within(50, 400), within(1.001, 3), (assets, usdjpy, cover) => {
      const loan = (assets * usdjpy) / cover;
      // The loan of assets/cover dollars reaches the assets at S/cover.
      expect(defaults(equity(0, -loan, (cover * (1 - 1e-9)) / usdjpy, assets))).toBe(false);
      expect(defaults(equity(0, -loan, (cover * (1 + 1e-9)) / usdjpy, assets))).toBe(true);
    }),
  );
});
