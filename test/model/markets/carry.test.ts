import { expect, test } from "vitest";
import { accrual } from "../../../src/model/setup.ts";
import { scripted } from "../../scripted.ts";
import { runRounds, testWorld } from "../../world.ts";
import { STORM } from "../../contract/stress.ts";
import { quietWorld } from "./quiet.ts";

test("a year at a rate is the rate, whatever the rounds per day", () => {
  for (const rounds of [1, 4, 24]) expect(Math.log(accrual(3.63, rounds)) * 252 * rounds).toBeCloseTo(0.0363, 12);
});

test("dollars accrue at the US rate and yen at the Japanese rate, from the round of a change on", () => {
  const world = quietWorld([scripted(2, 1, { policy: { bank: "fed", basis_points: -100 } })]);
  runRounds(world, 8);
  expect(world.view.usd).toBeCloseTo(accrual(3.63, 4) ** 4 * accrual(2.63, 4) ** 4, 14);
  expect(world.view.yen_index).toBeCloseTo(accrual(1, 4) ** 8, 14);
});

test("carry is zero-sum: interest paid and interest earned cancel over all agents and the market", () => {
  const world = testWorld(STORM);
  runRounds(world, 400, ({ books, markets: s }) => {
    for (const [account, rate] of [["cash", s.usd / s.usdBefore - 1], ["yen", s.yen / s.yenBefore - 1]] as const) {
      let interest = rate * books.residual[account];
      let size = Math.abs(interest);
      for (const { columns } of books.kinds) {
        for (const balance of columns[account]) {
          interest += rate * balance;
          size += Math.abs(rate * balance);
        }
      }
      expect(Math.abs(interest)).toBeLessThanOrEqual(1e-12 * size);
    }
  });
});
