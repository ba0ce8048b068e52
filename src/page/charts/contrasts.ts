import type { Chart, NoChart } from "../chart.ts";
import type { Interval } from "../runData.ts";
import { exact, interval } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, names, xAxis } from "./axes.ts";
import { whiskers } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

export interface ContrastData {
  readonly what: string;
  readonly unit: string;
  readonly reference: string;
  readonly rows: readonly { readonly name: string; readonly difference: Interval }[];
}

/** Paired differences from the reference with 95 % intervals, the first row on top; those whose interval holds 0 are hollow. */
export function contrastChart({ what, unit, reference, rows }: ContrastData, theme: Theme): Chart | NoChart {
  if (rows.length === 0) return { none: "There are no differences to show." };
  const text = rows.map(({ name }) => name);
  const open = ({ difference: [, low, high] }: ContrastData["rows"][number]) => low === null || high === null || (low <= 0 && high >= 0);
  const clear = rows.filter((row) => !open(row)).length;
  const sized = rows.toSorted((a, b) => Math.abs(b.difference[0] ?? 0) - Math.abs(a.difference[0] ?? 0));
  return {
    measures: "",
    height: 70 + rows.length * 24,
    says: `${what}, ${unit}: difference of ${rows.length} points from the reference (${reference}) on the same random numbers. ${clear} of them differ beyond their 95 % interval; the largest difference is ${exact(sized[0].difference[0])}, at ${sized[0].name}.`,
    table: { columns: ["point", `difference, ${unit} [95 % interval]`], rows: rows.map(({ name, difference }) => [name, interval(...difference)]) },
    option: {
      ...frame(theme),
      grid: { ...(frame(theme).grid as object), top: 6 },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: (given: unknown) => {
          const { name, difference } = rows[position(given)];
          return tooltip(name, [["difference", `${interval(...difference)} ${unit}`]]);
        },
      },
      xAxis: { ...xAxis(theme, `difference from the reference, ${unit}`), splitLine: { show: true, lineStyle: { color: theme.faint } } },
      yAxis: { ...names(theme, text), inverse: true, axisLabel: { ...names(theme, text).axisLabel, color: theme.ink, width: 200, overflow: "truncate", interval: 0 } },
      series: [
        whiskers(rows.map((_, r) => r), rows.map(({ difference }) => difference[1]), rows.map(({ difference }) => difference[2]), theme.main, "horizontal"),
        {
          type: "scatter",
          name: what,
          data: rows.map((row, r) => ({ value: [row.difference[0] ?? Number.NaN, r], itemStyle: { color: open(row) ? theme.ground : theme.main, borderColor: theme.main, borderWidth: 2 } })),
          symbolSize: 9,
          z: 5,
          markLine: { symbol: "none", silent: true, data: [{ xAxis: 0 }], label: { show: false }, lineStyle: { color: theme.soft, type: "solid" } },
        },
      ],
    },
  };
}
