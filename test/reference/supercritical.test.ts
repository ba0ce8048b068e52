import { describe, expect, test } from "vitest";
import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import { ASSETS } from "../../src/model/markets/names.ts";
import { closeBooks } from "../../src/model/round.ts";
import { scripted } from "../scripted.ts";
import { runRounds, testWorld } from "../world.ts";
import { bookOf, LINEAR } from "./byHand.ts";
import { radius, SUPERCRITICAL } from "./supercritical.ts";

describe("12 Prices > 0, n ≥ 0, no NaN, even with ρ(G) = 3", () => {
  test("the spectral radius is 3", () => {
    expect(radius({ changes: SUPERCRITICAL })).toBeCloseTo(3, 10);
  });

  test.each([
    ["square-root impact, participation cap", {}],
    ["linear impact, no cap", LINEAR],
  ])("%s", (_name, law) => {
    let defaults = 0;
    for (let path = 0; path < 4; path++) {
      const events = [scripted(3, 1, { news: { fx: -0.03, tech: -0.05 } })];
      const world = testWorld({ changes: { ...SUPERCRITICAL, ...law }, path, events });
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
