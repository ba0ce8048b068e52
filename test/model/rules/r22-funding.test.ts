import fc from "fast-check";
import { expect, test } from "vitest";
import { fundingSale } from "../../../src/model/rules/r22-funding-sale.ts";
import { share, within } from "./arbitraries.ts";

test.each([
  // due, pace, sold
  [38, 0.95, 0.95], //   USD 38 bn over ten days of four rounds
  [0.4, 0.95, 0.4], //   the last of it
  [0, 0.95, 0],
])("R22: due=%d pace=%d → %d", (due, pace, expected) => {
  expect(fundingSale(due, pace)).toBe(expected);
});

test("R22: ν of the dollars spent is sold, in the n days it should take and no more", () => {
  fc.assert(
    fc.property(within(0.1, 200), share, fc.integer({ min: 1, max: 250 }), (spent, funded, rounds) => {
      let due = funded * spent;
      const pace = due / rounds;
      let sold = 0;
      for (let round = 0; round < rounds; round++) {
        const sale = fundingSale(due, pace);
        due -= sale;
        sold += sale;
      }
      expect(sold).toBeCloseTo(funded * spent, 9);
      expect(due).toBeCloseTo(0, 9);
      expect(due).toBeGreaterThanOrEqual(0);
    }),
  );
});
