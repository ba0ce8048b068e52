import type { Chart, NoChart } from "../chart.ts";
import { exact, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, key, xAxis, yAxis } from "./axes.ts";
import { band } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

export interface FanData {
  readonly what: string;
  readonly unit: string;
  readonly days: readonly number[];
  /** Values per day. Bands reach from the first to the last quantile, the second to the last but one, and so on. */
  readonly quantiles: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly median: readonly (number | null)[];
  /** Another line to compare with, such as the median of the frozen twins. */
  readonly other?: { readonly name: string; readonly values: readonly (number | null)[] };
  /** Dated events to mark. */
  readonly events: readonly { readonly day: number; readonly name: string }[];
}

const OPACITY = [0.14, 0.2, 0.28];

/** Quantiles over the paths from day to day: nested bands about the median. */
export function fanChart({ what, unit, days, quantiles, median, other, events }: FanData, theme: Theme, width = 600): Chart | NoChart {
  const known = (values: readonly (number | null)[]): values is readonly number[] => values.every((value) => value !== null);
  if (days.length < 2 || !known(median) || !quantiles.every(({ values }) => known(values))) return { none: "This variable is not defined on every day." };
  const all = quantiles as readonly { readonly name: string; readonly values: readonly number[] }[];
  const pairs = Array.from({ length: all.length >> 1 }, (_, i) => [all[i], all[all.length - 1 - i]]);
  const lines = [{ name: "median", values: median, color: theme.main, type: "solid" as const }, ...(other === undefined ? [] : [{ ...other, color: theme.other, type: "dashed" as const }])];
  const end = days.length - 1;
  const named = key(theme, lines.map(({ name }) => name), width);
  const outer = pairs[Math.min(1, pairs.length - 1)];
  return {
    measures: `${what}, ${unit}`,
    height: 340 + (lines.length > 1 ? named.height : 0),
    says: `${what}: quantiles over the paths. The median goes from ${rounded(median[0])} on day ${days[0]} to ${rounded(median[end])} ${unit} on day ${days[end]}${outer === undefined ? "" : `, the ${outer[0].name} quantile to ${rounded(outer[0].values[end])}, the ${outer[1].name} quantile to ${rounded(outer[1].values[end])}`}.${other === undefined ? "" : ` The ${other.name} ends at ${rounded(other.values[end])}.`}`,
    table: {
      columns: ["day", ...all.slice(0, pairs.length).map(({ name }) => name), ...lines.map(({ name }) => name), ...all.slice(pairs.length).map(({ name }) => name)],
      rows: days.map((day, d) => [String(day), ...all.slice(0, pairs.length).map(({ values }) => exact(values[d])), ...lines.map(({ values }) => exact(values[d])), ...all.slice(pairs.length).map(({ values }) => exact(values[d]))]),
    },
    option: {
      ...frame(theme),
      ...(lines.length > 1 ? { legend: named.legend } : {}),
      grid: { ...named.grid, top: (lines.length > 1 ? named.grid.top : 14) + (events.length > 0 ? 10 : 0) },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "line", lineStyle: { color: theme.soft } },
        formatter: (given: unknown) => {
          const d = position((Array.isArray(given) ? given : [given]).filter((each) => (each as { seriesType: string }).seriesType === "line"));
          const happens = events.filter(({ day }) => day === days[d]).map(({ name }) => ["event", name] as const);
          return tooltip(`day ${days[d]}`, [
            ...[...pairs].reverse().map(([, high]) => [high.name, exact(high.values[d])] as const).reverse(),
            ...lines.map(({ name, values }) => [name, exact(values[d])] as const),
            ...[...pairs].reverse().map(([low]) => [low.name, exact(low.values[d])] as const),
            ...happens,
          ]);
        },
      },
      xAxis: { ...xAxis(theme, "trading day"), min: days[0], max: days[end], minInterval: 1 },
      yAxis: { ...yAxis(theme), scale: true },
      series: [
        ...pairs.map(([low, high], i) => band(days, low.values, high.values, theme.main, OPACITY[Math.min(i, OPACITY.length - 1)])),
        ...lines.map(({ name, values, color, type }, l) => ({
          type: "line" as const,
          name,
          data: days.map((day, d) => [day, values[d]]),
          showSymbol: false,
          z: 3,
          itemStyle: { color },
          lineStyle: { color, width: 2, type },
          ...(l > 0 || events.length === 0 ? {} : { markLine: eventLines(events, theme) }),
        })),
      ],
    },
  };
}

/** A dotted line on every day with an event; what happened is in the tooltip. */
function eventLines(events: FanData["events"], theme: Theme) {
  const days = [...new Set(events.map(({ day }) => day))];
  return {
    symbol: ["none", "triangle"],
    symbolSize: 6,
    silent: true,
    data: days.map((day) => ({ xAxis: day })),
    label: { show: false },
    lineStyle: { color: theme.soft, type: "dotted" as const, width: 1 },
  };
}
