import { describe, expect, test } from "vitest";
import { needsOf } from "../../src/facts/needs.ts";
import { scenarioLoader, workFor } from "../../src/facts/runScenarios.ts";
import type { Runs } from "../../src/facts/scenarioPaths.ts";
import { SCENARIOS } from "../../src/facts/scenarios.ts";
import { COMPUTATIONS, sheetOf } from "../../src/facts/sheet.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { dailyObservables, pathObservables } from "../../src/model/observables.ts";
import { configs, configurationOf, noisyRuns } from "./madeUp.ts";

const needs = needsOf(COMPUTATIONS, configurationOf);

/** Runs that note what is asked of them. */
function noting(runs: Runs): { runs: Runs; asked: Map<string, Set<string>> } {
  const asked = new Map<string, Set<string>>();
  return {
    asked,
    runs: (scenario) => {
      const columns = asked.get(scenario) ?? new Set<string>();
      asked.set(scenario, columns);
      const run = runs(scenario);
      return { ...run, column: (name) => { columns.add(name); return run.column(name); } };
    },
  };
}

const sorted = (asked: Iterable<readonly [string, Iterable<string>]>) => [...asked].map(([scenario, names]) => [scenario, [...names].sort()] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));

test.each([6, 30])("what is found beforehand is what a sheet of %d paths asks for: no more, no less", (paths) => {
  const { runs, asked } = noting(noisyRuns(paths));
  sheetOf(runs);
  expect(sorted(asked)).toEqual(sorted(needs));
});

test("nothing is asked for twice in the list", () => {
  for (const names of needs.values()) expect(new Set(names).size).toBe(names.length);
});

test("every scenario is needed, and no other", () => {
  expect([...needs.keys()].sort()).toEqual(Object.keys(SCENARIOS).sort());
});

test.each(Object.keys(SCENARIOS))("%s: its file loads, and has every column that is asked for within its horizon", (scenario) => {
  const { days } = configurationOf(scenario).calendar;
  const there = new Set([...pathObservables(KINDS, days), ...dailyObservables(KINDS, days)].map(({ name }) => name));
  expect(needs.get(scenario)!.filter((name) => !there.has(name))).toEqual([]);
});

test("a computation of its own needs its own columns", () => {
  const found = needsOf([(runs) => runs("baseline").column("a"), (runs) => [runs("baseline").column("b"), runs("baseline").column("a")], (runs) => runs("fed-cuts").paths], configurationOf);
  expect(found).toEqual(new Map([["baseline", ["a", "b"]], ["fed-cuts", []]]));
});

describe("the work", () => {
  const choice = { configs, set: [], model: builtInModel, effort: 1 };

  test("is in the order of the scenarios, with their paths and what is needed of each", () => {
    const work = workFor(COMPUTATIONS, choice);
    expect(work.map(({ name }) => name)).toEqual(Object.keys(SCENARIOS));
    expect(work.map(({ paths }) => paths)).toEqual(Object.values(SCENARIOS).map(({ paths }) => paths));
    for (const { name, metrics } of work) expect(metrics).toEqual(needs.get(name));
  });

  test("holds only what a computation needs; effort scales the paths, down to two histories", () => {
    const one = (effort: number) => workFor([(runs) => runs("august-2024").column("usdjpy.worst3d")], { ...choice, effort });
    expect(one(0.5).map(({ name, paths }) => [name, paths])).toEqual([["august-2024", SCENARIOS["august-2024"].paths / 2]]);
    expect(one(1e-6)[0].paths).toBe(6);
    expect(() => sheetOf(noisyRuns(6))).not.toThrow();
  });

  test("overrides reach every scenario, but not what its name says", () => {
    const load = scenarioLoader({ ...choice, set: ["markets.fx.depth=1234", "events.0.news.jgb_yield_bp=7"] });
    const { configuration } = load("jgb-surge 20 bp");
    expect(configuration).toMatchObject({ markets: { fx: { depth: 1234 } }, events: [{ news: { jgb_yield_bp: 20 } }, {}, {}, {}, {}] });
  });
});
