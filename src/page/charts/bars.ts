import type { Chart, NoChart } from "../chart.ts";
import type { Interval } from "../runData.ts";
import { interval, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, key, labelWidth, names, xAxis } from "./axes.ts";
import { whiskers } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

export interface BarsData {
  readonly what: string;
  readonly unit: string;
  readonly rows: readonly {
    readonly name: string;
    /** One per series. */
    readonly values: readonly Interval[];
  }[];
  /** Names of the series; a single one needs none. */
  readonly series: readonly string[];
}

/** Horizontal bars with whiskers, the first row on top: agents, sensitivity indices. */
export function barsChart({ what, unit, rows, series }: BarsData, theme: Theme, width = 600): Chart | NoChart {
  if (rows.length === 0) return { none: "There is nothing to show." };
  const thick = series.length === 1 ? 0 : 0.36;
  const several = series.length > 1;
  const named = key(theme, series, width);
  const leads = rows.reduce((most, row) => ((row.values[0][0] ?? 0) > (most.values[0][0] ?? 0) ? row : most));
  const text = rows.map(({ name }) => name);
  return {
    measures: "",
    height: 70 + rows.length * (several ? 34 : 24) + (several ? 30 + named.height : 0),
    says: `${what}, ${unit}. The largest is ${rounded(leads.values[0][0])}: ${leads.name}.`,
    table: {
      columns: ["", ...series.map((name) => (name === "" ? `${what}, ${unit}` : name))],
      rows: rows.map(({ name, values }) => [name, ...values.map((each) => interval(...each))]),
    },
    option: {
      ...frame(theme),
      ...(several ? { legend: named.legend, aria: { enabled: true, label: { enabled: false }, decal: { show: true } } } : {}),
      grid: { ...named.grid, top: several ? named.grid.top : 6 },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (given: unknown) => {
          const r = position(given);
          return tooltip(rows[r].name, rows[r].values.map((each, s) => [series[s] === "" ? what : series[s], `${interval(...each)} ${unit}`] as const));
        },
      },
      xAxis: { ...xAxis(theme, unit), splitLine: { show: true, lineStyle: { color: theme.faint } } },
      yAxis: { ...names(theme, text), inverse: true, axisLabel: { ...names(theme, text).axisLabel, color: theme.ink, width: labelWidth(width), overflow: "truncate", interval: 0 } },
      series: [
        ...series.map((name, s) => ({
          type: "bar" as const,
          name: name === "" ? what : name,
          data: rows.map(({ values }) => values[s][0]),
          barWidth: several ? `${100 * thick}%` : "62%",
          barGap: "0%",
          itemStyle: { color: several ? theme.series[s] : theme.main, opacity: 0.85 },
        })),
        ...series.map((_, s) =>
          whiskers(
            rows.map((_row, r) => r),
            rows.map(({ values }) => values[s][1]),
            rows.map(({ values }) => values[s][2]),
            theme.ink,
            "horizontal",
            several ? (s - (series.length - 1) / 2) * thick : 0,
          ),
        ),
      ],
    },
  };
}
