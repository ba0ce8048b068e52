import type { Chart, NoChart } from "../chart.ts";
import type { Interval, Tail } from "../runData.ts";
import { exact, percent } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, key, xAxis, yAxis } from "./axes.ts";
import { band, whiskers } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

export interface ExceedanceData {
  /** One curve, or several over the same thresholds; the first in the main colour. */
  readonly curves: readonly { readonly name: string; readonly tail: Tail }[];
  readonly what: string;
  readonly unit: string;
  /** Values with their interval at a probability: value at risk, expected shortfall. */
  readonly marks?: readonly { readonly name: string; readonly probability: number; readonly at: Interval; readonly symbol: "circle" | "diamond" }[];
  readonly logarithmic?: boolean;
}

/** Probability of more than x over x, on logarithmic axes, with 95 % bands. */
export function exceedanceChart({ curves, what, unit, marks = [], logarithmic = true }: ExceedanceData, theme: Theme, width = 600): Chart | NoChart {
  // A logarithmic axis has no 0.
  const drawn = curves.map(({ name, tail }, c) => ({ name, color: [theme.main, theme.other, ...theme.series][c], points: pointsOf(tail, logarithmic) }));
  const longest = drawn.reduce((most, each) => (each.points.length > most.points.length ? each : most));
  if (longest.points.length < 2) return { none: "Too few paths sell for a curve." };
  const least = Math.min(...drawn.flatMap(({ points }) => points.map(({ probability }) => probability)));
  const floor = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const shown = marks.flatMap((mark) => (mark.at[0] !== null && mark.at[0] > 0 && mark.probability >= floor ? [{ ...mark, value: mark.at[0] }] : []));
  const last = longest.points[longest.points.length - 1];
  const named = key(theme, curves.map(({ name }) => name), width);
  return {
    measures: "probability of more, logarithmic",
    height: 340 + (curves.length > 1 ? named.height : 0),
    says: `${what}: probability of more than x, in ${unit}, with 95 % bands.${drawn.map(({ name, points }) => sentence(name, points, curves.length > 1)).join("")} The curve ends at ${exact(last.threshold)}, with ${percent(last.probability)}.`,
    table: {
      columns: [`more than, ${unit}`, ...curves.flatMap(({ name }) => [`${name}, %`, "95 % interval"])],
      rows: curves[0].tail.threshold.map((threshold, i) => [
        exact(threshold),
        ...curves.flatMap(({ tail }) => [exact(100 * tail.probability[i]), `${exact(100 * tail.low[i])} to ${exact(100 * tail.high[i])}`]),
      ]),
    },
    option: {
      ...frame(theme),
      ...(curves.length > 1 ? { legend: named.legend, grid: named.grid } : {}),
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "line", snap: true, lineStyle: { color: theme.soft } },
        formatter: (given: unknown) => {
          const at = position((Array.isArray(given) ? given : [given]).filter((each) => (each as { seriesType: string }).seriesType === "line"));
          return tooltip(`more than ${exact(longest.points[at].threshold)} ${unit}`, drawn.flatMap(({ name, points }) => {
            const point = points[at];
            return point === undefined ? [] : [[name, `${percent(point.probability)} [${percent(point.low)}, ${percent(point.high)}]`] as const];
          }));
        },
      },
      xAxis: { ...xAxis(theme, unit), ...(logarithmic ? { type: "log" as const, min: longest.points[0].threshold, max: roundAbove(last.threshold) } : {}) },
      yAxis: { ...yAxis(theme), type: "log", min: floor, max: 1, axisLabel: { ...yAxis(theme).axisLabel, formatter: (value: number) => `${exact(100 * value)} %` } },
      series: [
        ...drawn.map(({ points, color }) => band(points.map(({ threshold }) => threshold), points.map(({ low }) => Math.max(low, floor / 10)), points.map(({ high }) => high), color, 0.2)),
        ...drawn.map(({ name, points, color }, c) => ({
          type: "line" as const,
          name,
          data: points.map(({ threshold, probability }) => [threshold, probability]),
          symbol: c === 0 ? "circle" : "emptyDiamond",
          symbolSize: 5,
          z: 3,
          itemStyle: { color },
          lineStyle: { color, width: 2, type: c === 0 ? ("solid" as const) : ("dashed" as const) },
        })),
        ...shown.map(({ probability, at }) => whiskers([probability], [at[1]], [at[2]], theme.other, "horizontal")),
        ...shown.map(({ name, probability, value, symbol }) => ({
          type: "scatter" as const,
          data: [[value, probability]],
          silent: true,
          tooltip: { show: false },
          symbol,
          symbolSize: 9,
          z: 5,
          itemStyle: { color: theme.other },
          label: { show: true, formatter: () => name, position: symbol === "circle" ? ("left" as const) : ("right" as const), color: theme.ink, fontSize: 12, distance: 8, textBorderColor: theme.ground, textBorderWidth: 3 },
        })),
      ],
    },
  };
}

/** The next 1, 2 or 5 times a power of ten. */
function roundAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((digit) => digit * power > value)!;
}

/** The middle of a curve in words. */
function sentence(name: string, points: readonly { threshold: number; probability: number }[], named: boolean): string {
  const middle = points[points.length >> 1];
  if (middle === undefined) return "";
  return ` ${named ? `${name.charAt(0).toUpperCase()}${name.slice(1)}: m` : "M"}ore than ${exact(middle.threshold)} with ${percent(middle.probability)}.`;
}

function pointsOf({ threshold, probability, low, high }: Tail, logarithmic: boolean) {
  return threshold
    .map((at, i) => ({ threshold: at, probability: probability[i], low: low[i], high: high[i] }))
    .filter((point) => point.probability > 0 && (!logarithmic || point.threshold > 0));
}
