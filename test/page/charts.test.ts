import { describe, expect, test } from "vitest";
import type { Chart, NoChart } from "../../src/page/chart.ts";
import { barsChart } from "../../src/page/charts/bars.ts";
import { effectChart } from "../../src/page/charts/effects.ts";
import { exceedanceChart } from "../../src/page/charts/exceedance.ts";
import { fanChart } from "../../src/page/charts/fan.ts";
import { flowChart } from "../../src/page/charts/flows.ts";
import { heatMapChart } from "../../src/page/charts/heatMap.ts";
import { histogramChart } from "../../src/page/charts/histogram.ts";
import { intervalChart } from "../../src/page/charts/intervals.ts";
import { twinChart } from "../../src/page/charts/twins.ts";
import { DARK, LIGHT, type Theme } from "../../src/page/theme.ts";

const BAD = '<img src=x onerror="alert(1)">';

const tail = { threshold: [0, 1, 2, 5], probability: [0.9, 0.5, 0.1, 0], low: [0.8, 0.4, 0.05, 0], high: [0.95, 0.6, 0.2, 0.04] };

/** Every chart, with a hostile name wherever a name may come from a user. */
const CHARTS: Readonly<Record<string, (theme: Theme) => Chart | NoChart>> = {
  histogram: (theme) => histogramChart({ bins: { edges: [0, 1, 2, 3], counts: [6, 3, 1] }, what: BAD, unit: "USD bn", marks: [{ name: "mean", value: 0.8 }] }, theme),
  exceedance: (theme) => exceedanceChart({ curves: [{ name: BAD, tail }, { name: "other", tail }], what: BAD, unit: "%", marks: [{ name: "VaR", probability: 0.1, at: [2, 1.5, 2.5], symbol: "circle" }] }, theme),
  fan: (theme) => fanChart({ what: BAD, unit: "%", days: [0, 1, 2], quantiles: [{ name: "5 %", values: [0, -1, -2] }, { name: "95 %", values: [0, 1, 2] }], median: [0, 0.5, 1], other: { name: BAD, values: [0, 0, 0] }, events: [{ day: 1, name: BAD }] }, theme),
  flows: (theme) => flowChart({ what: BAD, unit: "USD bn a day", periods: ["1", "2–3"], flows: [{ name: BAD, values: [1, 2] }, { name: "buyer", values: [-1, 0] }] }, theme),
  twins: (theme) => twinChart({ title: BAD, unit: "%", groups: { frozen: [1, 2], mean: [1.5, 4], low: [1, 2], high: [2, 6] } }, theme),
  bars: (theme) => barsChart({ what: BAD, unit: "1", series: ["a", "b"], rows: [{ name: BAD, values: [[1, 0.5, 1.5], [2, null, null]] }] }, theme),
  intervals: (theme) => intervalChart({ what: BAD, unit: "1", at: { value: 0, name: "nothing" }, rows: [{ name: BAD, estimate: [1, 0.5, 1.5] }, { name: "b", estimate: [0, -1, 1] }] }, theme),
  heatMap: (theme) => heatMapChart({ what: BAD, unit: "1", x: { name: BAD, title: BAD, values: ["1", "2"] }, y: { name: "y", title: "y", values: ["a"] }, cells: [[{ value: -1, note: "one point" }, { value: 3, note: "one point" }]] }, theme),
  effects: (theme) => effectChart({ what: BAD, unit: "1", factor: { name: BAD, title: BAD, unit: "1", values: [1, 2, 2] }, values: [1, 2, 4] }, theme),
};

const drawn = (name: string, theme: Theme = LIGHT): Chart => {
  const chart = CHARTS[name](theme);
  if ("none" in chart) throw new Error(chart.none);
  return chart;
};

/** The HTML of the tooltip at the first data point of each series. */
function tooltips({ option }: Chart): string[] {
  const { formatter } = option.tooltip as { formatter: (given: unknown) => string };
  const series = option.series as { type: string }[];
  return series.filter(({ type }) => type !== "custom").map(({ type }) => formatter({ dataIndex: 0, seriesType: type })).concat(formatter([{ dataIndex: 0, seriesType: "line" }]));
}

describe.each(Object.keys(CHARTS))("%s", (name) => {
  test("says what it shows, and has its numbers as a table with as many cells as columns", () => {
    const { says, table } = drawn(name);
    expect(says.length).toBeGreaterThan(30);
    expect(says).not.toMatch(/undefined|NaN|null/);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(JSON.stringify(table)).not.toMatch(/undefined|NaN/);
  });

  test("shows names of the user's as text in tooltips", () => {
    for (const html of tooltips(drawn(name))) expect(html).not.toContain("<img");
  });

  test("is drawn in the colours of the theme", () => {
    const [light, dark] = [LIGHT, DARK].map((theme) => JSON.stringify(drawn(name, theme).option));
    expect(light).toContain(LIGHT.soft);
    expect(light).not.toContain(DARK.soft);
    expect(dark).toContain(DARK.soft);
    expect(dark).not.toContain(LIGHT.soft);
  });
});

const seriesOf = (chart: Chart) => chart.option.series as { type: string; name?: string; data: any[]; stack?: string; itemStyle?: { color?: string } }[];

test("a histogram has one bar per bin: its middle, its share in percent, its edges", () => {
  expect(seriesOf(drawn("histogram"))[0].data).toEqual([[0.5, 60, 0, 1], [1.5, 30, 1, 2], [2.5, 10, 2, 3]]);
});

test("an exceedance curve leaves out what a logarithmic axis has no place for: the threshold 0, the probability 0", () => {
  const curve = seriesOf(drawn("exceedance")).find(({ type }) => type === "line")!;
  expect(curve.data).toEqual([[1, 0.5], [2, 0.1]]);
  const linear = exceedanceChart({ curves: [{ name: "a", tail }], what: "a", unit: "%", logarithmic: false }, LIGHT) as Chart;
  expect(seriesOf(linear).find(({ type }) => type === "line")!.data).toEqual([[0, 0.9], [1, 0.5], [2, 0.1]]);
});

test("an exceedance curve of fewer than two points is none", () => {
  const single = { threshold: [0], probability: [0.5], low: [0.4], high: [0.6] };
  expect(exceedanceChart({ curves: [{ name: "a", tail: single }], what: "a", unit: "%" }, LIGHT)).toHaveProperty("none");
});

test("a fan's band goes along the upper quantile and back along the lower", () => {
  const [outer] = seriesOf(drawn("fan"));
  expect(outer.data).toEqual([[0, 0], [1, 1], [2, 2], [2, -2], [1, -1], [0, 0]]);
});

test("a fan with a day that has no value is none", () => {
  expect(fanChart({ what: "a", unit: "%", days: [0, 1], quantiles: [], median: [0, null], events: [] }, LIGHT)).toHaveProperty("none");
});

test("flows are stacked; who neither sells nor buys is left out, and the others keep their colours", () => {
  const chart = flowChart({ what: "a", unit: "u", periods: ["1"], flows: [{ name: "idle", values: [0] }, { name: "seller", values: [2] }] }, LIGHT) as Chart;
  expect(seriesOf(chart).map(({ name, stack, itemStyle }) => [name, stack, itemStyle?.color])).toEqual([["seller", "flow", LIGHT.series[1]]]);
});

test("an interval that holds the line is hollow", () => {
  const [clear, open] = seriesOf(drawn("intervals")).find(({ type }) => type === "scatter")!.data;
  expect([clear.itemStyle.color, open.itemStyle.color]).toEqual([LIGHT.main, LIGHT.ground]);
});

test("colours of a heat map go through the middle where both signs occur, and are as far on both sides", () => {
  const { visualMap } = drawn("heatMap").option as { visualMap: { min: number; max: number } };
  expect([visualMap.min, visualMap.max]).toEqual([-3, 3]);
});

test("an effect is the mean over the points at each value", () => {
  const line = seriesOf(drawn("effects")).find(({ type }) => type === "line")!;
  expect(line.data).toEqual([[1, 1], [2, 3]]);
});
