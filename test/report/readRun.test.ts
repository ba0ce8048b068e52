import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readColumn } from "../../src/arrow/readColumn.ts";
import type { RunData } from "../../src/page/runData.ts";
import { existingSales, flowsByCause, flowsByKind, leadingAgents, salesChoices, salesOf, salesTail } from "../../src/page/runFigures.ts";
import { readSales } from "../../src/report/readSales.ts";
import { readRun } from "../../src/report/readRun.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { simulateTiny } from "../run/tinyRun.ts";
import { rowsOf } from "../sweep/tinySweep.ts";

const out = scratchFolder();
const NEWS = 'events=[{"day":1,"round":1,"news":{"fx":-0.1,"tech":-0.1,"equity":-0.1}},{"day":2,"round":1,"intervention":{"usd_bn":20}}]';
let folder: string;
let data: RunData;

beforeAll(async () => {
  folder = await simulateTiny(out, [NEWS]);
  data = readRun(folder, readManifest(folder));
});

/** What a page shows of a number of the files. */
const shown = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null);

/** Rows of a tidy file by kind, asset, cause and window. */
function byDistribution(name: string): Map<string, Record<string, any>[]> {
  const groups = new Map<string, Record<string, any>[]>();
  for (const row of rowsOf(folder, name)) {
    const key = [row.kind, row.asset, row.cause ?? "all", row.window].join(".");
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

const keyOf = ({ kind, asset, cause, window }: RunData["sales"]["distributions"][number]) =>
  [data.sales.kinds[kind].name, data.sales.assets[asset].name, data.sales.causes[cause].name, data.sales.windows[window].name].join(".");

test("every distribution of liquidation.arrow is there, with the statistics and intervals of the file", () => {
  const files = byDistribution("liquidation.arrow");
  expect(data.sales.distributions.map(keyOf).sort()).toEqual([...files.keys()].sort());
  for (const each of data.sales.distributions) {
    const rows = files.get(keyOf(each))!;
    const expected = data.sales.statistics.map(({ name }) => {
      const row = rows.find(({ statistic }) => statistic === name)!;
      return [shown(row.value), shown(row.ci_low), shown(row.ci_high)];
    });
    expect(each.estimates).toEqual(expected);
  }
});

test("tails and worst paths are those of exceedance.arrow and worst.arrow", () => {
  const [tails, worst] = [byDistribution("exceedance.arrow"), byDistribution("worst.arrow")];
  for (const each of data.sales.distributions) {
    const rows = tails.get(keyOf(each));
    const column = (name: string) => rows!.map((row) => shown(row[name]));
    expect(each.tail).toEqual(rows === undefined ? null : { threshold: column("threshold"), probability: column("probability"), low: column("ci_low"), high: column("ci_high") });
    const largest = worst.get(keyOf(each))!;
    expect(each.worst).toEqual({ path: largest.map(({ path }) => path), value: largest.map(({ value }) => shown(value)) });
  }
  expect(data.sales.distributions.some(({ tail }) => tail !== null)).toBe(true);
});

test("histograms are those of histogram.arrow; those of single causes hold every path of paths.arrow", () => {
  const files = byDistribution("histogram.arrow");
  for (const each of data.sales.distributions) {
    const rows = files.get(keyOf(each));
    if (rows !== undefined) {
      expect(each.bins).toEqual({ edges: [shown(rows[0].bin_low), ...rows.map((row) => shown(row.bin_high))], counts: rows.map(({ count }) => count) });
    } else if (each.bins !== null) {
      const values = readColumn(join(folder, "paths.arrow"), keyOf(each));
      const { edges, counts } = each.bins;
      const last = counts.length - 1;
      expect(counts).toEqual(counts.map((_, b) => values.filter((x) => x >= edges[b] && (x < edges[b + 1] || (b === last && x === edges[b + 1]))).length));
      expect(counts.reduce((sum, n) => sum + n, 0)).toBe(data.paths);
    }
  }
});

test("the timeline has every value of timeline.arrow", () => {
  const { days, statistics, variables } = data.timeline;
  for (const { day, variable, statistic, value } of rowsOf(folder, "timeline.arrow")) {
    const at = variables.find(({ name }) => name === variable)!;
    expect(at.values[statistics.indexOf(statistic)][days.indexOf(day)]).toBe(shown(value));
  }
  expect(variables.find(({ name }) => name === "usdjpy")).toMatchObject({ title: "USDJPY", unit: "yen per dollar" });
});

test("a twin's move is turned so that larger is worse, and its ratio is that of the means", () => {
  const twin = data.twins.find(({ name }) => name === "usdjpy.worst3d")!;
  const mean = (column: string) => readColumn(join(folder, "paths.arrow"), column).reduce((sum, x) => sum + x, 0) / data.paths;
  expect(twin.ratio[0]).toBeCloseTo(mean("usdjpy.worst3d") / mean("frozen.usdjpy.worst3d"), 5);
  expect(twin.difference[0]).toBeCloseTo(mean("frozen.usdjpy.worst3d") - mean("usdjpy.worst3d"), 5);
  expect(twin.path.threshold).toEqual(twin.frozen.threshold);
  expect(twin.path.threshold.length).toBeGreaterThan(2);
});

test("agents are those of agents.arrow, the leaders by every measure among them", () => {
  const rows = rowsOf(folder, "agents.arrow");
  for (const { name } of data.agents.measures) {
    const largest = Math.max(...rows.map((row) => row[name]));
    const leading = leadingAgents(data.agents, name, "all", 3).rows;
    if (largest > 0) expect(leading[0].values[0][0]).toBe(shown(largest));
    else expect(leading).toEqual([]);
  }
  expect(data.agents.counts.reduce((sum, n) => sum + n, 0)).toBe(rows.length);
});

test("scripted events are told in words", () => {
  expect(data.events).toEqual([
    { day: 1, name: "news: USDJPY −10 %, US technology equity −10 %, other US equity −10 %" },
    { day: 2, name: "intervention of USD 20 bn" },
  ]);
});

test("flows by kind add up to what is sold by the horizon, and so do flows by cause", () => {
  const byKind = flowsByKind(data.timeline, (kind) => kind);
  const byCause = flowsByCause(data.sales, "us_equity", data.days);
  const lengths = (periods: readonly string[]) => periods.map((period) => period.split("–").map(Number)).map(([first, last = first]) => last - first + 1);
  const sum = ({ periods, flows }: typeof byKind) => flows.reduce((all, { values }) => all + values.reduce((part, value, p) => part + value * lengths(periods)[p], 0), 0);
  const mean = (asset: string) => salesOf(data.sales, { kind: "all", asset, cause: "all", window: "horizon" }).estimates[data.sales.statistics.findIndex(({ name }) => name === "mean")][0]!;
  expect(lengths(byKind.periods).reduce((a, b) => a + b)).toBe(data.days);
  expect(sum(byKind)).toBeCloseTo(mean("ust") + mean("us_equity"), 4);
  expect(sum(byCause)).toBeCloseTo(mean("us_equity"), 4);
});

test("of what is too much, short windows stay out, then single causes, and notes say so", () => {
  const windows = (most: number, notes: string[]) => {
    const sales = readSales(folder, notes, most);
    return [new Set(sales.distributions.map(({ window }) => sales.windows[window].name)), new Set(sales.distributions.map(({ cause }) => sales.causes[cause].name))];
  };
  const notes: string[] = [];
  expect(windows(data.sales.distributions.length - 1, notes)[0]).toEqual(new Set(["horizon", "worst3d"]));
  expect(notes).toHaveLength(1);
  expect(windows(1, notes)[1]).toEqual(new Set(["all", "forced"]));
  expect(notes).toHaveLength(3);
});

test("a choice that does not exist gives way to one that does", () => {
  const chosen = existingSales(data.sales, { kind: "bank", asset: "fx", cause: "margin_call", window: "999d" });
  expect(chosen).toEqual({ kind: "bank", asset: "ust", cause: "all", window: "horizon" });
  expect(salesChoices(data.sales, "cause", chosen).sort()).toEqual(["all", "carry"]);
});

test("value at risk stands at its probability with the interval of the file", () => {
  const chosen = existingSales(data.sales, { kind: "all", asset: "us_equity", cause: "all", window: "horizon" });
  const q95 = salesOf(data.sales, chosen).estimates[data.sales.statistics.findIndex(({ name }) => name === "q95")];
  expect(salesTail(data, chosen, true)!.marks).toContainEqual({ name: "VaR 95 %", probability: 0.05, at: q95, symbol: "circle" });
});
