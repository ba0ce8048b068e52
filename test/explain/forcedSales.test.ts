import { expect, test } from "vitest";
import { marksOf } from "../../src/explain/cushion.ts";
import { forcedSales, marketsOf, measureOf, windowStarts } from "../../src/explain/forcedSales.ts";
import { largestSellers } from "../../src/explain/groups.ts";
import { replay, valueOf } from "../../src/explain/replay.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { UST } from "../../src/model/markets/names.ts";
import { smallSetup } from "../paths/small.ts";
import { scripted } from "../scripted.ts";
import { chunkOf, seller, STILL } from "./world.ts";

const kindOf = (name: string) => KINDS.find((kind) => kind.name === name)!;

test("dollars of forced sales are those of paths.arrow: assets of hedge funds, dollars sold for yen of retail traders", () => {
  const replayed = replay(smallSetup(), KINDS, 2);
  const sum = (name: string) => forcedSales(replayed).filter(({ kind }) => KINDS[kind].name === name).reduce((total, { usd }) => total + usd, 0);
  const stored = (...assets: string[]) => assets.reduce((total, asset) => total + valueOf(replayed, `${asset}.forced.horizon`), 0);
  expect(sum("hedge_fund")).toBeCloseTo(stored("hedge_fund.ust", "hedge_fund.tech", "hedge_fund.equity", "hedge_fund.other"), 8);
  expect(sum("retail_trader")).toBeCloseTo(stored("retail_trader.fx"), 8);
  expect(sum("hedge_fund")).toBeGreaterThan(1);
});

test("what counts in dollars, and what calls are measured on", () => {
  expect(marketsOf(kindOf("hedge_fund"), "margin_call")).toContain(UST);
  expect(marketsOf(kindOf("hedge_fund"), "margin_call")).not.toContain(0);
  expect(marketsOf(kindOf("retail_trader"), "loss_cut")).toEqual([0]);
  expect(measureOf(kindOf("hedge_fund"), "margin_call")).toEqual({ yen: false, margin: true });
  expect(measureOf(kindOf("hedge_fund"), "stop_loss")).toEqual({ yen: false, margin: false });
  expect(measureOf(kindOf("retail_trader"), "loss_cut")).toEqual({ yen: true, margin: false });
});

test("a window begins at the largest cushion since the episode before, and an episode keeps its window", () => {
  const kinds = [seller("a", { level: 0.01, units: 1 })];
  // Price of tech: 1 | 0.95 1.05 1.00 0.90 | 0.88 1.02 1.02 0.97
  const path = [0.95, 1.05, 1, 0.9, 0.88, 1.02, 1.02, 0.97];
  const events = path.map((price, t) => scripted(Math.floor(t / 4) + 1, (t % 4) + 1, { news: { tech: Math.log(price / (path[t - 1] ?? 1)) } }));
  const { rounds, setup, agents } = replay(chunkOf({ kinds, changes: STILL, events }), kinds, 0);
  const sale = (round: number) => ({ round, kind: 0, agent: 0, cause: "stop_loss" as const, units: new Float64Array(6), usd: 1 });
  const starts = (...sold: number[]) => windowStarts(sold.map(sale), agents.holdings(0, 0).unfold(8), marksOf(rounds, setup), { yen: false, margin: false });
  expect(starts(0)).toEqual([-1]); // the fall since t = 0
  expect(starts(3, 4)).toEqual([1, 1]); // one episode, from the high before it
  expect(starts(3, 7)).toEqual([1, 6]); // a new one: the later of two equal highs after the first
});

test("the largest sellers are those that sold most in all, of equal ones the first", () => {
  const sale = (kind: number, agent: number, usd: number) => ({ kind, agent, usd });
  const sales = [sale(0, 1, 2), sale(0, 2, 3), sale(1, 0, 3), sale(0, 1, 2), sale(0, 3, 1)];
  expect(largestSellers(sales, 3)).toEqual([sale(0, 1, 4), sale(0, 2, 3), sale(1, 0, 3)]);
});
