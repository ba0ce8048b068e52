import type { Chart, NoChart } from "../chart.ts";
import type { Interval } from "../runData.ts";
import { exact, interval, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, labelWidth, names, xAxis } from "./axes.ts";
import { whiskers } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

export interface IntervalData {
  readonly what: string;
  readonly unit: string;
  /** What estimates are compared with, drawn as a line. */
  readonly at: { readonly value: number; readonly name: string };
  readonly rows: readonly { readonly name: string; readonly estimate: Interval }[];
}

/** Estimates with 95 % intervals, the first row on top; those whose interval holds the line are hollow. */
export function intervalChart({ what, unit, at, rows }: IntervalData, theme: Theme, width = 600): Chart | NoChart {
  if (rows.length === 0) return { none: "There are no estimates to show." };
  const text = rows.map(({ name }) => name);
  const open = ({ estimate: [, low, high] }: IntervalData["rows"][number]) => low === null || high === null || (low <= at.value && high >= at.value);
  const clear = rows.filter((row) => !open(row)).length;
  const far = ({ estimate: [value] }: IntervalData["rows"][number]) => Math.abs((value ?? at.value) - at.value);
  const farthest = rows.reduce((most, row) => (far(row) > far(most) ? row : most));
  return {
    measures: "",
    height: 70 + rows.length * 24,
    says: `${what}, ${unit}, with 95 % intervals. At ${exact(at.value)} ${at.name}: of ${rows.length}, ${clear} ${clear === 1 ? "lies" : "lie"} with the whole interval on one side of it. The farthest is ${rounded(farthest.estimate[0])}: ${farthest.name}.`,
    table: { columns: ["", `${unit} [95 % interval]`], rows: rows.map(({ name, estimate }) => [name, interval(...estimate)]) },
    option: {
      ...frame(theme),
      grid: { ...frame(theme).grid, top: 6 },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (given: unknown) => {
          const { name, estimate } = rows[position(given)];
          return tooltip(name, [[unit, interval(...estimate)]]);
        },
      },
      xAxis: { ...xAxis(theme, unit), splitLine: { show: true, lineStyle: { color: theme.faint } } },
      yAxis: { ...names(theme, text), inverse: true, axisLabel: { ...names(theme, text).axisLabel, color: theme.ink, width: labelWidth(width), overflow: "truncate", interval: 0 } },
      series: [
        whiskers(rows.map((_, r) => r), rows.map(({ estimate }) => estimate[1]), rows.map(({ estimate }) => estimate[2]), theme.main, "horizontal"),
        {
          type: "scatter",
          name: what,
          data: rows.map((row, r) => ({ value: [row.estimate[0] ?? Number.NaN, r], itemStyle: { color: open(row) ? theme.ground : theme.main, borderColor: theme.main, borderWidth: 2 } })),
          symbolSize: 9,
          z: 5,
          markLine: { symbol: "none", silent: true, data: [{ xAxis: at.value }], label: { show: false }, lineStyle: { color: theme.soft, type: "solid" } },
        },
      ],
    },
  };
}
