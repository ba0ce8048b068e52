import fc from "fast-check";
import { type MarketView, marketView } from "../../src/model/markets/view.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const flag = fc.constantFrom(0, 1);

/** Wide ranges by the name of a field: a crash and a boom of every number an agent can see. */
const RANGES: readonly (readonly [RegExp, fc.Arbitrary<number>])[] = [
  [/^(closing_)?usd$|^yen_index$/, between(0.5, 2)],
  [/^(closing_)?yen$/, between(0.002, 0.02)],
  [/^(closing_)?(ust|tech|equity|other)$/, between(0.02, 5)],
  [/^(closing_)?jgb$/, between(1e-4, 0.05)],
  [/^usdjpy$/, between(20, 500)],
  [/^haircut_/, between(0, 0.9)],
  [/^sigma_/, between(0, 0.2)],
  [/^ratio_/, between(0.25, 5)],
  [/^trend_/, between(-100, 100)],
  [/^return_/, between(-2, 2)],
  [/_rate$|_yield$/, between(-5, 25)],
  [/^spread$|^narrowing$|^jgb_rise$|^hedge_basis$/, between(-10, 10)],
  [/^intervention$/, fc.oneof(fc.constant(0), between(0, 1000))],
  [/^unfilled$|^new_day$|^last_round$/, flag],
  [/^dt$/, between(1 / 24, 1)],
  [/^closing_only$/, fc.constant(0)],
];

/** Any market an agent could be shown. A field without a range stops the tests. */
export const views: fc.Arbitrary<MarketView> = fc.record(
  Object.fromEntries(
    Object.keys(marketView).map((name) => {
      const range = RANGES.find(([pattern]) => pattern.test(name));
      if (!range) throw new Error(`test/contract/views.ts has no range for ${name}`);
      return [name, range[1]];
    }),
  ),
) as fc.Arbitrary<MarketView>;

/** What happened to the orders of a round: the share filled in each market, and how far execution was from the mark. */
export const fills = fc.record({
  filled: fc.array(fc.oneof(fc.constant(1), between(0, 1)), { minLength: 6, maxLength: 6 }),
  slippage: fc.array(between(0.8, 1.25), { minLength: 6, maxLength: 6 }),
});
export type Fill = typeof fills extends fc.Arbitrary<infer T> ? T : never;

/** A few rounds in a row; markets jump anywhere between them, bank accounts do not. */
export const lives = fc.array(fc.tuple(views, fills), { minLength: 1, maxLength: 8 }).map((rounds) => {
  const { usd, yen_index } = rounds[0][0];
  return rounds.map(([view, fill]): [MarketView, Fill] => [{ ...view, usd, yen_index }, fill]);
});
