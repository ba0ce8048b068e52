import { expect, test } from "vitest";
import { MARKET_FIELDS, SUM_NAMES, VIEW_FIELDS } from "../../benchmarks/hedgeFundReplay.ts";
import { referenceReplay, replayWith, sameSums } from "../../benchmarks/replayWith.ts";
import { PlainBackEnd } from "../../src/model/plainBackEnd.ts";
import { smallReplay } from "./smallReplay.ts";

const replay = smallReplay();

/** Every value of one sum, or of one field of the market. */
const sumsOf = (name: string) => [...replay.sums].filter((_, n) => n % SUM_NAMES.length === SUM_NAMES.indexOf(name));
const marketOf = (name: string) => [...replay.market].filter((_, n) => Math.floor(n / replay.paths) % MARKET_FIELDS.length === MARKET_FIELDS.indexOf(name));

test.each(["margin_call_fx", "margin_call_tech", "deleveraging_fx", "stop_loss_fx", "margin_calls", "margin_call_usd", "defaults"])(
  "the replay of the tests has %s in it",
  (name) => {
    expect(sumsOf(name).some((value) => value !== 0)).toBe(true);
  },
);

test("the replay of the tests has orders cut by the cap in it, in some paths while others have none", () => {
  const unfilled = marketOf("unfilled");
  const rounds = Array.from({ length: replay.rounds }, (_, round) => unfilled.slice(round * replay.paths, (round + 1) * replay.paths));
  expect(rounds.some((paths) => new Set(paths).size === 2)).toBe(true);
});

test("the reference gives the sums of the simulation that was recorded, to the bit", () => {
  const sums = referenceReplay(replay);
  expect(sums).toHaveLength(replay.paths * (replay.rounds + 1) * SUM_NAMES.length);
  expect(sums).toEqual(replay.sums);
});

test("a back end may be used again, and for the first paths alone", () => {
  const backEnd = new PlainBackEnd(replay.setup, [replay.opening]);
  replayWith(backEnd, replay, 2);
  const sums = replayWith(backEnd, replay, 3);
  expect(sums).toEqual(replay.sums.subarray(0, (replay.sums.length / replay.paths) * 3));
});

test("a back end of several lanes plays as many paths at a time, the last of them again when paths are missing", () => {
  const lanes = Array.from({ length: 3 }, () => new PlainBackEnd(replay.setup, [replay.opening]));
  let resets = 0;
  const threeAtOnce = {
    books: lanes.map(({ books: [books] }) => books),
    views: lanes.map(({ views: [view] }) => view),
    settlements: lanes.map(({ settlements: [view] }) => view),
    reset: () => {
      resets += 1;
      lanes.forEach((lane) => lane.reset());
    },
    decide: (frozen: boolean) => lanes.forEach((lane) => lane.decide(frozen)),
    settle: () => lanes.forEach((lane) => lane.settle()),
  };
  expect(replayWith(threeAtOnce, replay)).toEqual(replay.sums);
  expect(resets).toBe(2 * 2); // a twin and a path, twice
});

test("sums differ when a single one differs, or when there are none", () => {
  expect(sameSums(replay.sums, replay)).toBe(true);
  for (const at of [0, replay.sums.length >> 1, replay.sums.length - 1]) {
    const other = replay.sums.slice();
    other[at] += 1e-12;
    expect(sameSums(other, replay)).toBe(false);
  }
  expect(sameSums(new Float64Array(0), replay)).toBe(false);
});

test("the closing view is the last: nobody orders in it", () => {
  const closing = marketOf("closing_only");
  expect(closing.slice(-replay.paths).every((value) => value === 1)).toBe(true);
  expect(closing.slice(0, -replay.paths).every((value) => value === 0)).toBe(true);
});

test("the frozen twins start as their paths do, and part from them once agents trade", () => {
  const { market, frozenMarket, paths, rounds } = replay;
  const round = MARKET_FIELDS.length * paths;
  const seen = VIEW_FIELDS.length * paths;
  expect(frozenMarket.subarray(0, seen)).toEqual(market.subarray(0, seen));
  expect(frozenMarket.subarray((rounds - 1) * round, (rounds - 1) * round + seen)).not.toEqual(market.subarray((rounds - 1) * round, (rounds - 1) * round + seen));
  expect(frozenMarket.subarray((rounds - 1) * round, rounds * round).every((value) => value === 0)).toBe(false);
});
