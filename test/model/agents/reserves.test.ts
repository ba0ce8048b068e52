import { describe, expect, test } from "vitest";
import { ministryOfFinance } from "../../../src/model/agents/ministryOfFinance.ts";
import { scripted } from "../../scripted.ts";
import { type PlainWorld, runRounds } from "../../world.ts";
import { quietWorld } from "../markets/quiet.ts";

/** Markets so deep that prices stand still, rates at zero: dollars are dollars. */
const STILL = {
  "rates.us_policy": 0, "rates.jp_policy": 0, "markets.fx.depth": 1e12, "markets.ust.depth": 1e12,
  "policy.intervention.unilateral_signal": 0, "calendar.days": 60,
};

/** A world of the Ministry alone that intervenes by `usd` in the first round of each day given. */
function ministry(usd: number, days: readonly number[], changes: Record<string, unknown> = STILL): PlainWorld {
  return quietWorld(days.map((day) => scripted(day, 1, { intervention: { usd_bn: usd } })), changes, [ministryOfFinance]);
}

function spentAndSold({ books: { kinds: [mof] } }: PlainWorld) {
  const { cash, ust, yen, due, postponed } = mof.columns;
  return { cash: cash[0], ust: ust[0], yen: yen[0], due: due[0], postponed: postponed[0], spent: mof.slots[0].soldUsd, sold: mof.slots[1].soldUsd };
}

describe("R22: funding of an intervention", () => {
  test("spends at once, and sells ν of it in Treasuries evenly over n days", () => {
    const world = ministry(40, [1]);
    const sold: number[] = [];
    runRounds(world, 60, () => sold.push(spentAndSold(world).sold));
    expect(spentAndSold(world).spent).toBeCloseTo(40, 8);
    for (let round = 0; round < 60; round++) expect(sold[round]).toBeCloseTo((0.95 * 40 * Math.min(40, round + 1)) / 40, 8);
  });

  test("a second operation adds to what is due and is sold no later than n days after it", () => {
    const world = runRounds(ministry(40, [1, 3]), 12 * 4);
    expect(spentAndSold(world)).toMatchObject({ spent: expect.closeTo(80, 6), sold: expect.closeTo(76, 6), due: expect.closeTo(0, 6) });
  });

  test("beyond its deposits it raises the dollars first, and sells no Treasury twice for them", () => {
    const world = ministry(200, [1]);
    runRounds(world, 1);
    expect(spentAndSold(world)).toMatchObject({ spent: expect.closeTo(144, 6), postponed: expect.closeTo(56, 6) });
    runRounds(world, 1);
    expect(spentAndSold(world)).toMatchObject({ spent: expect.closeTo(200, 6), postponed: 0 });
    runRounds(world, 80);
    expect(spentAndSold(world)).toMatchObject({ spent: expect.closeTo(200, 6), sold: expect.closeTo(190, 6), cash: expect.closeTo(150, 6) });
  });

  test("without deposits every dollar is raised before it is spent", () => {
    const world = runRounds(ministry(50, [1], { ...STILL, "agents.ministry_of_finance.deposits": 0 }), 120);
    const { spent, sold, cash } = spentAndSold(world);
    expect(spent).toBeCloseTo(50, 6);
    expect(sold - spent).toBeCloseTo(cash, 6);
    expect(sold).toBeLessThan(56);
  });

  test("what the market does not take is offered again, and counted once", () => {
    const changes = { ...STILL, "markets.fx.depth": 1e9, "markets.ust.depth": 1e9, "impact.participation": 7e-9 };
    const world = runRounds(ministry(40, [1], changes), 1);
    expect(spentAndSold(world).spent).toBeCloseTo(7, 6);
    runRounds(world, 100);
    expect(spentAndSold(world)).toMatchObject({ spent: expect.closeTo(40, 5), sold: expect.closeTo(38, 5) });
    const counted = runRounds(ministry(40, [1], changes), 0);
    let offered = 0;
    runRounds(counted, 100, () => (offered += counted.books.kinds[0].named.intervention_usd));
    expect(offered).toBeCloseTo(40, 5);
  });
});

describe("reserves", () => {
  test.each([
    ["default markets", {}],
    ["a participation cap that bites", { "impact.participation": 0.01 }],
    ["no reserve of deposits and a wide cap", { "impact.participation": 10, "agents.ministry_of_finance.deposit_reserve": 0.1 }],
  ])("are never negative and run out gracefully: %s", (_name, changes) => {
    const days = Array.from({ length: 58 }, (_, n) => n + 1);
    const world = ministry(90, days, { "calendar.days": 60, ...changes });
    const bought: number[] = [];
    runRounds(world, 240, ({ markets }) => {
      const { cash, ust, yen } = spentAndSold(world);
      expect(cash).toBeGreaterThanOrEqual(0);
      expect(ust).toBeGreaterThanOrEqual(0);
      bought.push(yen);
      expect(markets.after[0]).toBeGreaterThan(0);
    });
    for (let n = 1; n < bought.length; n++) expect(bought[n]).toBeGreaterThanOrEqual(bought[n - 1]);
    const { cash, ust, postponed } = spentAndSold(world);
    expect(ust).toBeLessThan(1e-6);
    expect(cash).toBeLessThan(20);
    expect(postponed).toBe(0);
  });
});
