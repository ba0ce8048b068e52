import { describe, expect, test } from "vitest";
import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import { ASSETS, FX, MARKETS } from "../../src/model/markets/names.ts";
import { closeBooks } from "../../src/model/round.ts";
import { scripted } from "../scripted.ts";
import { FEW_AGENTS, runRounds, testWorld, type TestWorldOptions } from "../world.ts";
import { bookOf, LINEAR } from "./byHand.ts";
import { feedback, type Sensitivities, spectralRadius } from "./linearResponse.ts";

/** Funds that stand at their leverage targets: all of them are bound from the first move. */
const BOUND = {
  ...FEW_AGENTS,
  "calendar.days": 40,
  "agents.hedge_fund.leverage_headroom": 0,
  "agents.hedge_fund.deleveraging_band": 0,
  "agents.hedge_fund.deleveraging_speed": 1,
  "agents.hedge_fund.call_speed": 1,
};

/** ρ(G) of a world's hedge funds at t = 0, every one bound to its leverage target. */
function radius(options: TestWorldOptions): number {
  const world = testWorld(options);
  const { columns, count } = bookOf(world, hedgeFund);
  const funds = Array.from({ length: count }, (_, i): Sensitivities => {
    const exposure = MARKETS.map((market) => (market === "fx" ? -columns.yen[i] / world.setup.base[FX] : columns[market][i]));
    const assets = exposure.slice(1).reduce((a, b) => a + b, 0);
    const own = columns.cash[i] - exposure[FX] + assets;
    return { exposure, leverage: exposure.map((x) => x / own), requirement: exposure.map((x, m) => (m === FX ? 0 : x / assets)) };
  });
  return spectralRadius(feedback(funds, [...world.setup.depth]));
}

describe("12 Prices > 0, n ≥ 0, no NaN, even with ρ(G) = 3", () => {
  // ρ(G) is inversely proportional to the depths.
  const shrink = radius({ changes: BOUND }) / 3;
  const depths = Object.fromEntries(MARKETS.map((market, m) => [`markets.${market}.depth`, testWorld().setup.depth[m] * shrink]));
  const changes = { ...BOUND, ...depths };

  test("the spectral radius is 3", () => {
    expect(radius({ changes })).toBeCloseTo(3, 10);
  });

  test.each([
    ["square-root impact, participation cap", {}],
    ["linear impact, no cap", LINEAR],
  ])("%s", (_name, law) => {
    let defaults = 0;
    for (let path = 0; path < 4; path++) {
      const events = [scripted(3, 1, { news: { fx: -0.03, tech: -0.05 } })];
      const world = testWorld({ changes: { ...changes, ...law }, path, events });
      const funds = bookOf(world, hedgeFund);
      const owed = funds.columns.yen.slice();
      runRounds(world, 160, ({ markets, books, view }) => {
        for (const price of [...markets.before, ...markets.execution, ...markets.after]) {
          expect(price).toBeGreaterThan(0);
          expect(price).toBeLessThan(Infinity);
        }
        expect(Object.values(view).every(Number.isFinite)).toBe(true);
        for (const { block, columns } of books.kinds) {
          expect(block.every(Number.isFinite)).toBe(true);
          for (const asset of ASSETS) expect(columns[asset].every((units) => units >= 0)).toBe(true);
        }
        // Repaying never makes the loan grow, and nobody repays more than it owes.
        expect(funds.columns.yen.every((yen, i) => yen >= owed[i] && yen <= 0)).toBe(true);
        owed.set(funds.columns.yen);
      });
      closeBooks([world]);
      defaults += world.books.defaults;
    }
    expect(defaults).toBeGreaterThan(100);
  });
});
