import { describe, expect, test } from "vitest";
import { KINDS } from "../../../src/model/agents/index.ts";
import type { ScriptedEvent } from "../../../src/model/markets/events.ts";
import { FX, MARKETS } from "../../../src/model/markets/names.ts";
import { fewOf } from "../../contract/stress.ts";
import { scripted } from "../../scripted.ts";
import { type PlainWorld, runRounds } from "../../world.ts";
import { quietWorld } from "../markets/quiet.ts";

const DEPTH = 1e12;

/** Parameters under which a kind has finished well within the horizon. */
const QUICK: Record<string, Record<string, number>> = {
  hedge_fund: { drawdown_stop: 0.05, margin_buffer: 5, leverage_headroom: 20, risk_headroom: 20 },
  retail_trader: { leverage: 10, loss_cut_level: 0.5 },
  life_insurer: { hedge_speed: 0.5, solvency_ratio: 2.05, solvency_trigger: 2 },
  pension_fund: { speed: 0.5 },
  investment_trust: { speed: 0.5 },
  ministry_of_finance: {},
};

/**
 * One kind in markets so deep that no trade moves a price: a cap delays and does nothing else.
 * `cap` is what each market takes in a round, USD bn; infinite where it is not given.
 */
function deepWorld(name: string, events: readonly ScriptedEvent[], caps: Partial<Record<string, number>> = {}): PlainWorld {
  const kinds = KINDS.filter((kind) => kind.name === name);
  const participation = 1e-9;
  const depths = Object.fromEntries(MARKETS.map((market) => [`markets.${market}.depth`, (caps[market] ?? DEPTH * participation * 1e4) / participation]));
  const still = { "impact.depth_elasticity": 0, "impact.participation": participation, "rates.us_policy": 0, "rates.jp_policy": 0, "calendar.days": 60 };
  const own = Object.fromEntries(Object.entries(QUICK[name]).map(([parameter, value]) => [`agents.${name}.${parameter}`, value]));
  return quietWorld(events, { ...fewOf(kinds, 6), ...still, ...depths, ...own }, kinds);
}

/** Dollars sold for a cause (or all) in some markets over the path, and the largest net order in fx. */
function run(world: PlainWorld, cause?: string) {
  let largest = 0;
  runRounds(world, 240, () => {
    largest = Math.max(largest, Math.abs(world.netUnits[FX]));
  });
  const [book] = world.books.kinds;
  const sold = (...markets: string[]) =>
    book.slots.reduce((sum, slot) => sum + (markets.includes(MARKETS[slot.market]) && (cause ?? slot.cause) === slot.cause ? slot.soldUsd : 0), 0);
  return { book, largest, sold };
}

const crash = [scripted(2, 1, { news: { tech: -0.9, equity: -0.9 } })];
const boom = [scripted(2, 1, { news: { tech: 0.5, equity: 0.5 } })];
const cut = [scripted(2, 1, { policy: { bank: "fed", basis_points: -100 } })];

describe("R26: a cap on fx delays the yen and loses none of it", () => {
  test.each([
    ["life_insurer", undefined, crash],
    ["pension_fund", undefined, boom],
    ["investment_trust", undefined, cut],
    ["retail_trader", "loss_cut", [scripted(2, 1, { news: { fx: -0.095 } })]],
    ["ministry_of_finance", "intervention", [scripted(2, 1, { intervention: { usd_bn: 100 } })]],
  ] as const)("%s", (name, cause, events) => {
    const free = run(deepWorld(name, events), cause);
    const capped = run(deepWorld(name, events, { fx: free.largest / 3 }), cause);
    expect(capped.largest).toBeLessThanOrEqual((free.largest / 3) * (1 + 1e-9));
    expect(Math.abs(capped.sold("fx") / free.sold("fx") - 1)).toBeLessThan(0.03);
  });
});

describe("R26: when assets are capped as well, yen is bought for what was sold, once", () => {
  test.each([
    ["investment_trust", cut, ["ust", "tech", "equity"]],
    ["pension_fund", boom, ["ust", "tech", "equity", "other"]],
    ["life_insurer", crash, ["tech", "equity"]],
  ] as const)("%s", (name, events, assets) => {
    const free = run(deepWorld(name, events));
    const caps = Object.fromEntries(["fx", ...assets].map((market) => [market, free.largest / 3]));
    const capped = run(deepWorld(name, events, caps));
    const unmatched = ({ sold }: typeof free) => sold("fx") - sold(...assets);
    expect(Math.abs(free.sold(...assets))).toBeGreaterThan(1);
    expect(Math.abs(unmatched(capped) - unmatched(free))).toBeLessThan(0.01 * Math.abs(free.sold(...assets)));
  });
});

test("R26: a stop-loss goes on until the book is closed and the loan repaid", () => {
  const events = [scripted(2, 4, { news: { other: -0.2, tech: -0.2, equity: -0.2 } })];
  const { book, sold } = run(deepWorld("hedge_fund", events, { fx: 10, other: 5, tech: 5, equity: 5, ust: 5 }));
  const assets = ["ust", "tech", "equity", "other"];
  const held = assets.reduce((sum, asset) => sum + book.opening.slice(...span(book, asset)).reduce((a, b) => a + b), 0);
  expect(sold(...assets) / held).toBeGreaterThan(0.75);
  for (let i = 0; i < book.count; i++) {
    expect(book.columns.yen[i] / book.opening[book.count + i]).toBeCloseTo(0, 9);
    for (const asset of assets) expect(book.columns[asset][i]).toBeCloseTo(0, 9);
  }
});

function span({ columns, count }: { columns: Record<string, Float64Array>; count: number }, name: string): [number, number] {
  const at = Object.keys(columns).indexOf(name) * count;
  return [at, at + count];
}
