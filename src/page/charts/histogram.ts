import type { Chart, NoChart } from "../chart.ts";
import type { Bins } from "../runData.ts";
import { count, exact, percent } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, xAxis, yAxis } from "./axes.ts";
import { position, tooltip } from "./tooltip.ts";

export interface HistogramData {
  readonly bins: Bins;
  /** What is counted, for example "US equity sold by hedge funds within 60 days". */
  readonly what: string;
  readonly unit: string;
  /** Values to mark, for example the mean. */
  readonly marks: readonly { readonly name: string; readonly value: number }[];
}

/** Bars over touching bins: the share of the paths in each, in percent. */
export function histogramChart({ bins: { edges, counts }, what, unit, marks }: HistogramData, theme: Theme): Chart | NoChart {
  const paths = counts.reduce((sum, n) => sum + n, 0);
  if (paths === 0) return { none: "No path falls into any bin." };
  const shares = counts.map((n) => (100 * n) / paths);
  const highest = counts.indexOf(Math.max(...counts));
  const range = (i: number) => `${exact(edges[i])} to ${exact(edges[i + 1])}`;
  return {
    measures: "share of the paths, %",
    says: `${what}: histogram over ${count(paths)} paths, from ${exact(edges[0])} to ${exact(edges[edges.length - 1])} ${unit}. ${percent(counts[highest] / paths)} of them lie between ${range(highest).replace(" to ", " and ")}.`,
    table: {
      columns: [`from, ${unit}`, `to, ${unit}`, "paths", "share, %"],
      rows: counts.map((n, i) => [exact(edges[i]), exact(edges[i + 1]), count(n), exact(shares[i])]),
    },
    option: {
      ...frame(theme),
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "none" },
        formatter: (given: unknown) => {
          const i = Math.min(position(given), counts.length - 1);
          return tooltip(`${range(i)} ${unit}`, [["paths", count(counts[i])], ["share", percent(counts[i] / paths)]]);
        },
      },
      xAxis: { ...xAxis(theme, unit), min: edges[0], max: edges[edges.length - 1] },
      yAxis: yAxis(theme),
      series: [
        {
          type: "custom",
          name: what,
          // Position of the middle, height, then the edges.
          data: counts.map((_, i) => [(edges[i] + edges[i + 1]) / 2, shares[i], edges[i], edges[i + 1]]),
          encode: { x: 0, y: 1 },
          itemStyle: { color: theme.main },
          renderItem: (_, api) => {
            const [left, top] = api.coord([api.value(2), api.value(1)]);
            const [right, bottom] = api.coord([api.value(3), 0]);
            const gap = right - left > 4 ? 0.5 : 0;
            return { type: "rect", shape: { x: left + gap, y: top, width: Math.max(right - left - 2 * gap, 0.5), height: bottom - top }, style: { fill: theme.main, opacity: 0.85 } };
          },
          markLine: {
            symbol: "none",
            silent: true,
            // Names stand to the right of their lines, but for one that would run into the next.
            data: marks.map(({ name, value }) => ({
              name,
              xAxis: value,
              ...(marks.some((other) => other.value > value && other.value - value < 0.2 * (edges[edges.length - 1] - edges[0])) ? { label: { align: "right" as const, padding: [0, 6, 0, 0] } } : {}),
            })),
            lineStyle: { color: theme.other, type: "dashed", width: 1.5 },
            label: { formatter: "{b}", color: theme.other, position: "insideEndTop", rotate: 0, align: "left", padding: [0, 0, 0, 6], fontSize: 12 },
          },
        },
      ],
    },
  };
}
