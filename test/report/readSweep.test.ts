import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import type { SweepData } from "../../src/page/sweepData.ts";
import { contrastData, heatMapData, sensitivityBars, shareBars } from "../../src/page/sweepFigures.ts";
import { readSweep } from "../../src/report/readSweep.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { GRID, planOf, rowsOf, simulateTiny } from "../sweep/tinySweep.ts";

const out = scratchFolder();
const folder = join(out, "grid");
const sampled = join(out, "sampled");
let data: SweepData;
let indices: SweepData;

const SALTELLI = `
base: tiny.yaml
design: { saltelli: { base: 4 } }
parameters:
  depth: { path: markets.fx.depth, uniform: { low: 500, high: 4000 } }
  loans: { path: agents.hedge_fund.yen_loans, uniform: { low: 50, high: 300 } }
metrics: [usdjpy.end, all.us_equity.forced.worst3d]
statistics: [mean, q95]
headline: q95(all.us_equity.forced.worst3d)
`;

beforeAll(async () => {
  await simulateTiny(planOf(out, `${GRID}reference: { spread: 0, depth: 4000 }\n`), folder);
  await simulateTiny(planOf(out, SALTELLI), sampled);
  data = readSweep(folder, folder, readManifest(folder));
  indices = readSweep(sampled, sampled, readManifest(sampled));
});

const shown = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(7)) : null);

test.each([["summary", "summary.arrow", "value"], ["contrasts", "contrasts.arrow", "difference"]] as const)("%s are those of %s", (key, file, column) => {
  const rows = rowsOf(folder, file);
  for (const { point, metric, statistic, ci_low, ci_high, ...row } of rows) {
    const values = data[key].find((each) => data.metrics[each.metric].name === metric && data.statistics[each.statistic].name === statistic)!;
    const at = data.points.indexOf(point);
    expect([values.value[at], values.low[at], values.high[at]]).toEqual([shown(row[column]), shown(ci_low), shown(ci_high)]);
  }
  expect(rows.length).toBeGreaterThan(0);
});

test("factors have name, unit and the values of the points", () => {
  expect(data.factors.map(({ name, unit }) => [name, unit])).toEqual([["spread", "basis points"], ["depth", expect.any(String)]]);
  const rows = rowsOf(folder, "points.arrow");
  expect(data.factors[1].values).toEqual(rows.map(({ depth }) => depth));
});

test("the reference is named, and differs from itself by nothing that is shown", () => {
  expect(data.reference).toBe("spread 0, depth 4,000");
  expect(contrastData(data, { metric: 0, statistic: 0 }, 99).rows.map(({ name }) => name)).not.toContain(data.reference);
});

test("a cell of a heat map of two factors is the only point there", () => {
  const { cells, x, y } = heatMapData(data, { metric: 0, statistic: 0 }, "depth", "spread", false);
  expect([x.values, y.values]).toEqual([["1,000", "4,000"], ["0", "50"]]);
  for (const row of rowsOf(folder, "summary.arrow").filter(({ metric, statistic }) => metric === data.metrics[0].name && statistic === "mean")) {
    expect(cells[[0, 50].indexOf(row.spread)][[1000, 4000].indexOf(row.depth)]).toEqual({ value: shown(row.value), note: "one point" });
  }
});

test("the quantity of the headline comes first", () => {
  const [metric, statistic] = indices.first;
  expect([indices.metrics[metric].name, indices.statistics[statistic].name]).toEqual(["all.us_equity.forced.worst3d", "q95"]);
});

test("of what is too much, the statistics that are less asked for stay out, then metrics, then points, and a note says so", () => {
  const read = (most: number) => readSweep(folder, folder, readManifest(folder), most);
  expect(read(1e6).notes).toEqual([]);
  const pairs = (given: SweepData) => given.summary.map(({ metric, statistic }) => `${given.statistics[statistic].name}(${metric})`);
  const statistics = read(300);
  expect(new Set(statistics.summary.map(({ metric }) => metric)).size).toBe(data.metrics.length);
  expect(pairs(statistics)).not.toEqual(pairs(data));
  expect(statistics.notes).toEqual([expect.stringMatching(/^Of the statistics mean/)]);
  const single = read(40);
  expect(pairs(single)).toEqual(["mean(0)"]);
  expect(single.notes).toHaveLength(2);
  expect(read(16).points).toEqual([0, 2]);
  expect(read(16).notes[0]).toBe("Of the 4 points one in 2 is in this page; summary.arrow has all.");
});

test("indices are those of sensitivity.arrow, the most important parameter first", () => {
  const rows = rowsOf(sampled, "sensitivity.arrow");
  expect(indices.sensitivity).toHaveLength(rows.length);
  const [metric, statistic] = [0, 0];
  const bars = sensitivityBars(indices, { metric, statistic })!;
  const total = (parameter: string) => rows.find((row) => row.metric === "usdjpy.end" && row.statistic === "mean" && row.index === "total" && row.parameter === parameter)!.value;
  expect(bars.rows.map(({ name, values }) => [name, values[1][0]])).toEqual(["depth", "loans"].sort((a, b) => total(b) - total(a)).map((name) => [name, shown(total(name))]));
  expect(shareBars(indices, metric)!.rows).toHaveLength(3);
});
