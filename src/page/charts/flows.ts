import type { Chart, NoChart } from "../chart.ts";
import { exact, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, key, names, yAxis } from "./axes.ts";
import { position, tooltip } from "./tooltip.ts";

export interface FlowData {
  readonly what: string;
  readonly unit: string;
  /** Trading days of the periods, in order: "5", "6–10". */
  readonly periods: readonly string[];
  /** A value per period: sold positive, bought negative. Means, which may be added up. */
  readonly flows: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** Stacked bars: who sells (above 0) or buys (below 0) in each period. */
export function flowChart({ what, unit, periods, flows }: FlowData, theme: Theme, width = 600): Chart | NoChart {
  const moving = flows.map((flow, f) => ({ ...flow, f })).filter(({ values }) => values.some((value) => value !== 0));
  if (moving.length === 0) return { none: "Nobody sells or buys." };
  const total = periods.map((_, p) => moving.reduce((sum, { values }) => sum + values[p], 0));
  const busiest = total.indexOf(Math.max(...total));
  const named = key(theme, moving.map(({ name }) => name), width);
  const leader = moving.reduce((most, each) => (each.values[busiest] > most.values[busiest] ? each : most));
  return {
    measures: unit,
    height: 340 + named.height,
    says: `${what}: mean over the paths, ${unit}, stacked, sold above 0 and bought below. The most is sold on ${dayWords(periods[busiest])}: ${rounded(total[busiest])}, of which ${rounded(leader.values[busiest])} under “${leader.name}”.`,
    table: {
      columns: ["trading day", ...moving.map(({ name }) => name), "sum"],
      rows: periods.map((period, p) => [period, ...moving.map(({ values }) => exact(values[p])), exact(total[p])]),
    },
    option: {
      ...frame(theme),
      // Patterns tell neighbours apart without colours.
      aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: decals(theme) } },
      legend: named.legend,
      grid: named.grid,
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (given: unknown) => {
          const p = position(given);
          return tooltip(dayWords(periods[p]), [...moving.map(({ name, values }) => [name, exact(values[p])] as const), ["sum", exact(total[p])]]);
        },
      },
      xAxis: { ...names(theme, periods), name: "trading day", nameLocation: "middle", nameGap: 28, nameTextStyle: { color: theme.soft }, axisLabel: { ...names(theme, periods).axisLabel, hideOverlap: true }, axisLine: { onZero: false, lineStyle: { color: theme.soft } } },
      yAxis: yAxis(theme),
      series: moving.map(({ name, values, f }) => ({
        type: "bar" as const,
        name,
        stack: "flow",
        data: [...values],
        barCategoryGap: "18%",
        itemStyle: { color: theme.series[f % theme.series.length] },
      })),
    },
  };
}

const dayWords = (period: string) => `${period.includes("–") ? "days" : "day"} ${period}`;

/** Quiet patterns, one per series: none, then lines and dots of several directions. */
function decals(theme: Theme) {
  const color = theme.name === "light" ? "rgba(255, 255, 255, 0.45)" : "rgba(0, 0, 0, 0.35)";
  const lines = (rotation: number) => ({ color, symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation });
  const dots = (size: number) => ({ color, symbol: "circle", symbolSize: size, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] });
  return [{ color: "transparent" }, lines(Math.PI / 4), dots(0.6), lines(-Math.PI / 4), lines(0), dots(0.9), lines(Math.PI / 2), lines(Math.PI / 8)];
}
