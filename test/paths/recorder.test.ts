import { describe, expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { plainRunner } from "../plainRunner.ts";
import { diary, type Entry } from "./naive.ts";
import { DAYS, smallSetup } from "./small.ts";

const { world, recorder, run } = plainRunner(smallSetup());
run(2); // what a recorder saw before must not matter
const draws = world.draws as unknown as { path: number };
draws.path = 5;
const frozen = diary(world, recorder, true);
const full = diary(world, recorder, false);
const row = new Float64Array(recorder.columns.length);
recorder.writeRow(5, row, 0);
const value = (name: string) => {
  const at = recorder.columns.findIndex((column) => column.name === name);
  if (at < 0) throw new Error(`no column ${name}`);
  return row[at];
};
const { markets, rates } = world.setup.configuration;
const close = (entries: readonly Entry[], day: number) => entries[day * world.setup.rounds];
const sumOf = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);

/** Relative closeness with a floor: sums in another order differ in the last digits. */
function expectClose(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(expected)));
}

test("a row is a number for every column, each column once, with unit and meaning", () => {
  const names = recorder.columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(row.every(Number.isFinite)).toBe(true);
  expect([value("path"), value("weight")]).toEqual([5, 1]);
  for (const { unit, description } of [...recorder.columns, ...recorder.daily]) {
    expect(unit).toMatch(/\S/);
    expect(description).toMatch(/\S/);
  }
});

describe.each([["", full], ["frozen.", frozen]] as const)("moves of the path, prefix '%s'", (prefix, entries) => {
  const overThreeDays = (at: (day: number) => number) => {
    const changes: number[] = [];
    for (let to = 1; to <= DAYS; to++) changes.push(at(to) - at(Math.max(0, to - 3)));
    return changes;
  };
  const logOf = (m: number, e: Entry) => 100 * Math.log(e.prices[m] / (m === 0 ? markets.usdjpy : 1));

  test("USDJPY: end, minimum after any round, worst three days", () => {
    expectClose(value(`${prefix}usdjpy.end`), entries.at(-1)!.prices[0]);
    expectClose(value(`${prefix}usdjpy.min`), Math.min(...entries.map(({ prices }) => prices[0])));
    expectClose(value(`${prefix}usdjpy.worst3d`), Math.min(0, ...overThreeDays((day) => logOf(0, close(entries, day)))));
  });

  test.each([["tech", 2], ["equity", 3], ["ust", 1]] as const)("log returns of %s", (market, m) => {
    expectClose(value(`${prefix}${market}.end`), logOf(m, entries.at(-1)!));
    expectClose(value(`${prefix}${market}.min`), Math.min(...entries.map((e) => logOf(m, e))));
    expectClose(value(`${prefix}${market}.worst3d`), Math.min(0, ...overThreeDays((day) => logOf(m, close(entries, day)))));
  });

  test.each([["ust", 1, rates.ust_yield, rates.ust_duration], ["jgb", 4, rates.jgb_yield, rates.jgb_duration]] as const)("yield of %s", (market, m, y0, duration) => {
    const yieldOf = (e: Entry) => y0 - logOf(m, e) / duration;
    expectClose(value(`${prefix}${market}_yield.end`), yieldOf(entries.at(-1)!));
    expectClose(value(`${prefix}${market}_yield.min`), Math.min(...entries.map(yieldOf)));
    expectClose(value(`${prefix}${market}_yield.worst3d`), 100 * Math.max(0, ...overThreeDays((day) => yieldOf(close(entries, day)))));
  });
});

test("the frozen twin and the path see the same news: they part by what agents trade", () => {
  expect(value("usdjpy.end")).not.toBe(value("frozen.usdjpy.end"));
  expect(frozen[1].prices[0] / full[1].prices[0]).toBeCloseTo(1, 2);
});

describe("liquidation columns", () => {
  const WINDOWS = ["1d", "3d", "5d", "10d", "horizon", "worst3d"];
  type Sale = Entry["sales"][number];
  const cumulative = (wanted: (sale: Sale) => boolean, amount: (sale: Sale) => number) =>
    Array.from({ length: DAYS + 1 }, (_, day) => sumOf(full.filter((e) => e.day <= day).flatMap(({ sales }) => sales.filter(wanted).map(amount))));
  const inWindow = (byDay: number[], window: string) => {
    if (window !== "worst3d") return byDay[window === "horizon" ? DAYS : Number.parseInt(window, 10)];
    return Math.max(...byDay.slice(3).map((sum, n) => sum - byDay[n]));
  };
  const matches = (sale: Sale, kind: string, asset: string, cause: string) =>
    (kind === "all" || sale.kind === kind) &&
    (asset === sale.asset || (asset === "us_equity" && (sale.asset === "tech" || sale.asset === "equity"))) &&
    (cause === "all" || cause === sale.cause || (cause === "forced" && sale.forced));

  const columns = recorder.columns.map(({ name }) => name).filter((name) => WINDOWS.includes(name.split(".")[3]));

  test("every one is what the diary says, net and gross", () => {
    expect(columns.length).toBeGreaterThan(500);
    for (const name of columns) {
      const [kind, asset, cause, window, gross] = name.split(".");
      const byDay = cumulative((sale) => matches(sale, kind, asset, cause), (sale) => (gross ? sale.gross : sale.usd));
      const expected = inWindow(byDay, window);
      if (!(Math.abs(value(name) - expected) <= 1e-10 * Math.max(1, Math.abs(expected)))) throw new Error(`${name} is ${value(name)}, the diary says ${expected}`);
    }
  });

  test("there is one for every kind, asset and cause that occurs, in every window, and the sums over them", () => {
    for (const kind of KINDS) {
      for (const [cause, assets] of Object.entries(kind.flows)) {
        for (const asset of assets!) for (const window of WINDOWS) expect(columns).toContain(`${kind.name}.${asset}.${cause}.${window}`);
      }
    }
    for (const sum of ["hedge_fund.us_equity.forced", "hedge_fund.us_equity.all", "all.us_equity.all", "all.us_equity.forced", "all.ust.all", "all.fx.all"]) {
      for (const window of WINDOWS) expect(columns).toContain(`${sum}.${window}`);
    }
  });

  test("gross is at least the size of net, and the forced part at most the whole for sellers", () => {
    for (const name of columns.filter((column) => column.endsWith(".gross") && !column.includes("worst3d"))) {
      expect(value(name)).toBeGreaterThanOrEqual(Math.abs(value(name.slice(0, -6))) - 1e-9);
    }
    expect(value("hedge_fund.us_equity.forced.horizon")).toBeGreaterThan(0);
    expect(value("hedge_fund.us_equity.forced.horizon")).toBeLessThanOrEqual(value("hedge_fund.us_equity.all.horizon") + 1e-9);
  });
});

describe("totals of the path", () => {
  test("counters are sums over the rounds", () => {
    for (const kind of KINDS) for (const name of Object.keys(kind.counters)) expectClose(value(`${kind.name}.${name}`), sumOf(full.map(({ sums }) => sums[kind.name][name])));
    expect(value("hedge_fund.margin_calls")).toBeGreaterThan(0);
  });

  test("yen repaid is what the kinds that borrow yen bought, in yen and in dollars", () => {
    const repaid = full.flatMap(({ sales }) => sales.filter(({ asset, kind }) => asset === "fx" && KINDS.find(({ name }) => name === kind)!.borrowsYen));
    expectClose(value("yen_repaid.jpy"), sumOf(repaid.map(({ jpy }) => jpy)));
    expectClose(value("yen_repaid.usd"), sumOf(repaid.map(({ usd }) => usd)));
    const [funds] = world.books.kinds;
    const repaidUnits = sumOf([...funds.columns.yen]) - sumOf(Array.from(funds.opening.slice(funds.count, 2 * funds.count)));
    expect(value("yen_repaid.jpy") / repaidUnits).toBeCloseTo(1, 2); // up to interest
  });

  test("the net speculative short is the trend followers' yen debt and the futures share of the funds'", () => {
    const share = world.setup.configuration.agents.hedge_fund.futures_share as number;
    const at = (day: number) => close(full, day).yenDebtUsd.trend_follower + share * close(full, day).yenDebtUsd.hedge_fund;
    for (const day of [1, 5]) expectClose(value(`net_speculative_short.${day}d`), at(day));
    expectClose(value("net_speculative_short.end"), at(DAYS));
    expect(recorder.columns.some(({ name }) => name === "net_speculative_short.20d")).toBe(false);
  });

  test("Japan's remaining holdings, defaults and losses are those of the books", () => {
    const japan = (fields: string[]) => sumOf(world.books.kinds.filter(({ kind }) => kind.japanese).flatMap(({ columns }) => fields.flatMap((field) => [...columns[field]])));
    expectClose(value("japan.us_treasuries.end"), japan(["ust"]));
    expectClose(value("japan.us_equity.end"), japan(["tech", "equity"]));
    expect(value("defaults")).toBe(sumOf(world.books.kinds.flatMap(({ columns }) => [...columns.active].map((active) => 1 - active))));
    expect(value("creditor_losses")).toBeGreaterThanOrEqual(0);
    expect(value("accounts.error")).toBeLessThanOrEqual(1e-12);
  });

  test("cascades: the longest run of rounds with forced sales, and sales after sales", () => {
    const forced = full.slice(1).map(({ sales }) => sumOf(sales.filter((sale) => sale.forced && sale.asset !== "fx" && sale.asset !== "jgb").map(({ usd }) => usd)));
    const runs = forced.map((x) => (x > 0 ? "x" : " ")).join("").split(" ").map((run) => run.length);
    expect(value("cascade.generations")).toBe(Math.max(...runs));
    const parents = sumOf(forced.slice(0, -1).filter((x) => x > 0));
    const children = sumOf(forced.slice(1).filter((_, n) => forced[n] > 0));
    expect(Math.max(...runs)).toBeGreaterThan(1);
    expectClose(value("cascade.branching"), children / parents);
  });
});

test("the timeline follows the path day by day, its twin beside it", () => {
  const width = recorder.daily.length;
  const at = (day: number, name: string) => recorder.timeline[day * width + recorder.daily.findIndex((variable) => variable.name === name)];
  const soldBy = (day: number, kind: string | undefined, assets: string[], forced = false) =>
    sumOf(full.filter((e) => e.day <= day).flatMap(({ sales }) => sales.filter((s) => (kind ?? s.kind) === s.kind && assets.includes(s.asset) && (!forced || s.forced)).map(({ usd }) => usd)));
  for (let day = 0; day <= DAYS; day++) {
    const { prices, yenDebtUsd } = close(full, day);
    expectClose(at(day, "usdjpy"), prices[0]);
    expectClose(at(day, "tech"), 100 * Math.log(prices[2]));
    expectClose(at(day, "equity"), 100 * Math.log(prices[3]));
    expectClose(at(day, "ust_yield"), rates.ust_yield - (100 * Math.log(prices[1])) / rates.ust_duration);
    expectClose(at(day, "jgb_yield"), rates.jgb_yield - (100 * Math.log(prices[4])) / rates.jgb_duration);
    expectClose(at(day, "us_rate"), rates.us_policy - (day >= 7 ? 0.5 : 0));
    expectClose(at(day, "jp_rate"), rates.jp_policy);
    expectClose(at(day, "frozen_usdjpy"), close(frozen, day).prices[0]);
    expectClose(at(day, "frozen_tech"), 100 * Math.log(close(frozen, day).prices[2]));
    expectClose(at(day, "yen_repaid"), soldBy(day, "hedge_fund", ["fx"]));
    expectClose(at(day, "forced_us_equity"), soldBy(day, undefined, ["tech", "equity"], true));
    expectClose(at(day, "forced_ust"), soldBy(day, undefined, ["ust"], true));
    expectClose(at(day, "net_speculative_short"), yenDebtUsd.trend_follower + (world.setup.configuration.agents.hedge_fund.futures_share as number) * yenDebtUsd.hedge_fund);
    for (const kind of KINDS) expectClose(at(day, `sold_${kind.name}`), soldBy(day, kind.name, ["ust", "tech", "equity"]));
  }
  expect(at(0, "fx_volatility")).toBeCloseTo(100 * markets.fx.volatility * Math.sqrt(252), 10);
  expect(at(DAYS, "defaults")).toBeLessThanOrEqual(value("defaults"));
});
