import fc from "fast-check";
import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { drawPopulation } from "../../src/population/drawPopulation.ts";
import { rememberingPopulation } from "../../src/population/rememberingPopulation.ts";
import { configurationWith, FEW_AGENTS } from "../world.ts";

const setupOf = (changes: Record<string, unknown>) => modelSetup(configurationWith({ ...FEW_AGENTS, ...changes }), KINDS, []);
type Books = ReturnType<typeof drawPopulation>;
const numbers = (books: Books) => books.map(({ count, block }) => [count, ...block]);

/** Changes of parameters that some books depend on, and of some that none depends on; few values each, so that they come again. */
const CHANGES: Record<string, readonly unknown[]> = {
  "agents.hedge_fund.count": [10, 11],
  "agents.hedge_fund.yen_loans": [20_000, 30_000],
  "agents.hedge_fund.margin_buffer": [0.2, { uniform: { low: 0.1, high: 0.3 } }],
  "agents.trend_follower.count": [3, 4],
  "agents.retail_trader.count": [5, 6, 7],
  "agents.life_insurer.count": [2, 3],
  "agents.pension_fund.count": [4, 5],
  "agents.investment_trust.count": [2, 3],
  "agents.bank.count": [1, 2],
  "markets.usdjpy": [150, 162.3],
  "markets.fx.haircut": [0.04, 0.05],
  "markets.fx.depth": [1000, 2000],
  "rates.us_policy": [3, 4],
  "population.seed": ["a", "b"],
};
const change = fc.constantFrom(...Object.keys(CHANGES)).chain((path) => fc.constantFrom(...CHANGES[path]).map((value): [string, unknown] => [path, value]));
const points = fc.array(fc.array(change, { maxLength: 4 }).map((changes) => Object.fromEntries(changes)), { minLength: 2, maxLength: 12 });

test("whatever the points and their order, the books are those that drawPopulation draws, to the bit", () => {
  fc.assert(
    fc.property(points, (sequence) => {
      const draw = rememberingPopulation();
      for (const changes of sequence) {
        const setup = setupOf(changes);
        expect(numbers(draw(setup))).toEqual(numbers(drawPopulation(setup)));
      }
    }),
    { numRuns: 40 },
  );
});

test("only the books that depend on what has changed are drawn anew", () => {
  const draw = rememberingPopulation();
  const before = draw(setupOf({}));
  const shared = (changes: Record<string, unknown>) => draw(setupOf(changes)).map((books, k) => books === before[k]);
  expect(shared({})).toEqual(KINDS.map(() => true));
  expect(shared({ "markets.fx.depth": 1234 })).toEqual(KINDS.map(() => true));
  expect(shared({ "agents.bank.count": 9 })).toEqual(KINDS.map(({ name }) => name !== "bank"));
  expect(shared({ "population.seed": "other" })).toEqual(KINDS.map(() => false));
});

test("the last eight books of a kind are kept, the last used the longest", () => {
  const draw = rememberingPopulation();
  const bank = KINDS.findIndex(({ name }) => name === "bank");
  const books = (count: number) => draw(setupOf({ "agents.bank.count": count }))[bank];
  const [first, second] = [books(1), books(2)];
  for (let count = 3; count <= 8; count++) books(count);
  expect(books(1)).toBe(first); // eight are kept; this one is the last used now
  books(9);
  expect(books(1)).toBe(first);
  expect(books(2)).not.toBe(second);
});
