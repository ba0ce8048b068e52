import { describe, expect, test } from "vitest";
import { agrees } from "../../src/facts/measured.ts";
import { AUGUST_2024, POSITIONS_OF_AUGUST_2024, TROUGH_OF_AUGUST_2024 } from "../../src/facts/observed/august2024.ts";
import { INTERVENTION_2026, POSITIONS_OF_INTERVENTION_2026 } from "../../src/facts/observed/intervention2026.ts";
import type { ObservedDay, ObservedPosition } from "../../src/facts/observed/record.ts";
import type { Runs } from "../../src/facts/scenarioPaths.ts";
import { SCENARIOS } from "../../src/facts/scenarios.ts";
import { judge } from "../../src/facts/target.ts";
import { QUANTITIES, TARGETS } from "../../src/facts/targets.ts";
import { runsWith } from "./madeUp.ts";

const quantities = TARGETS.flatMap(({ quantities: own }) => own);

test("targets have numbers of their own in order, and their scenario", () => {
  const numbers = TARGETS.map(({ id }) => Number(/^T(\d+)$/.exec(id)![1]));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  for (const { scenario, quantities: own, source } of TARGETS) {
    expect(Object.keys(SCENARIOS)).toContain(scenario);
    expect(own.length).toBeGreaterThan(0);
    expect(source).not.toBe("");
  }
});

test("no two quantities have a name in common, and each is found by it", () => {
  expect(QUANTITIES.size).toBe(quantities.length);
  for (const quantity of quantities) expect(QUANTITIES.get(quantity.name)).toBe(quantity);
});

test.each(quantities.map((quantity) => [quantity.name, quantity] as const))("%s: what was observed lies in its range, which has an inside", (_, { observed, range: [low, high] }) => {
  expect(low).toBeLessThan(high);
  expect(low).toBeLessThanOrEqual(observed);
  expect(high).toBeGreaterThanOrEqual(observed);
});

/** The last value known by a day. */
const by = (day: number, value: (day: number) => number | undefined): number => {
  for (let d = day; d >= 0; d--) {
    const known = value(d);
    if (known !== undefined) return known;
  }
  throw new Error(`nothing is known by day ${day}`);
};

/** History as a simulation of a single path: what the record has, and the last known value where it has none. */
function historyRuns(record: readonly ObservedDay[], positions: readonly ObservedPosition[], low?: { readonly day: number; readonly usdjpy: number }): Runs {
  return runsWith(1, (name) => {
    const [variable, at] = [name.split("@")[0], Number(name.split("@")[1])];
    const known = (field: Exclude<keyof ObservedDay, "date">): number => by(at, (day) => record[day][field]);
    const value: Record<string, () => number> = {
      usdjpy: () => known("usdjpy"),
      usdjpy_low: () => (low?.day === at ? low.usdjpy : known("usdjpy")),
      tech: () => known("ndx"),
      // The S&P 500 less a third of the NASDAQ-100.
      equity: () => (3 * known("spx") - known("ndx")) / 2,
      ust_yield: () => known("ust10"),
      jgb_yield: () => known("jgb10"),
      // Contracts of JPY 12.5 million, in USD bn.
      net_speculative_short: () => (-by(at, (day) => positions.find((week) => week.day === day)?.contracts) * 0.0125) / known("usdjpy"),
    };
    if (!(variable in value)) throw new Error(`the record has no ${name}`);
    return [value[variable]()];
  });
}

const august = historyRuns(AUGUST_2024, POSITIONS_OF_AUGUST_2024, TROUGH_OF_AUGUST_2024);
const spring = historyRuns(INTERVENTION_2026, POSITIONS_OF_INTERVENTION_2026);

describe.each<[string, Runs, readonly (readonly [name: string, digits: number])[]]>([
  ["July and August 2024", august, [
    ["usdjpy_3_sessions", 1], ["usdjpy_trough", 1], ["spx_3_sessions", 1], ["ndx_3_sessions", 1], ["ndx_to_spx", 1], ["ust10_3_sessions", 0], ["jgb10_3_sessions", 0],
    ["usdjpy_5_sessions", 1], ["usdjpy_from_10_july", 1], ["futures_cut", 2], ["futures_largest_week", 0], ["futures_turned", 1], ["futures_cut_before_hike", 2],
    ["usdjpy_regained", 2], ["spx_sessions_to_regain", 6],
  ]],
  ["spring 2026", spring, [["strike_day", 1], ["strike_undone", 1], ["strike_futures_cut", 1]]],
])("the record of %s, taken for a simulated path,", (_, runs, known) => {
  test.each(known)("gives %s as published, to %d decimals", (name, digits) => {
    const { observed, sample } = QUANTITIES.get(name)!;
    expect(sample(runs)[0]).toBeCloseTo(observed, digits);
  });
});

test("history agrees with itself in every target that the record can give", () => {
  for (const id of ["T1", "T2", "T3", "T5", "T6", "T7", "T9"]) {
    for (const quantity of TARGETS.find((target) => target.id === id)!.quantities) {
      const judged = judge(quantity, august);
      expect([quantity.name, agrees(judged), judged.distance]).toEqual([quantity.name, true, 0]);
    }
  }
});

test("VIX: 38.6 on 5 August, and below 20 six sessions later", () => {
  const vix = AUGUST_2024.map(({ vix: close }) => close!);
  expect(vix[23]).toBeCloseTo(QUANTITIES.get("vix_5_august")!.observed, 1);
  expect(vix.findIndex((close, day) => day > 23 && close < 20) - 23).toBe(QUANTITIES.get("vix_sessions_to_20")!.observed);
});

test("what never happens is as far off as can be: an S&P 500 that only falls, a VIX that never calms down", () => {
  const falling = runsWith(1, (name) => [100 - Number(name.split("@")[1])]);
  expect(QUANTITIES.get("spx_sessions_to_regain")!.sample(falling)[0]).toBe(AUGUST_2024.length - 1 - 20 + 1);
  const crashing = runsWith(1, (name) => [-4 * Number(name.split("@")[1])]);
  expect(QUANTITIES.get("vix_sessions_to_20")!.sample(crashing)[0]).toBe(AUGUST_2024.length - 23);
  for (const name of ["spx_sessions_to_regain", "vix_sessions_to_20"]) expect(agrees(judge(QUANTITIES.get(name)!, crashing))).toBe(false);
});

test("Japan's purchases are dollars at the month's rate: sales of 10 bn at 150 yen are −1.5 tn", () => {
  const [ends, sold] = [[0, 20, 39, 61], [0, 10, 30, 30]];
  const runs = runsWith(1, (name) => [name.startsWith("usdjpy") ? 150 : sold[ends.indexOf(Number(name.split("@")[1]))]]);
  expect(["january", "february", "march"].map((month) => QUANTITIES.get(`${month}_purchases`)!.sample(runs)[0])).toEqual([-1.5, -3, 0]);
});
