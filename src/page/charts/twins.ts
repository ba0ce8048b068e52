import type { Chart, NoChart } from "../chart.ts";
import type { TwinMove } from "../runData.ts";
import { exact, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, key, xAxis, yAxis } from "./axes.ts";
import { whiskers } from "./band.ts";
import { position, tooltip } from "./tooltip.ts";

/** What the agents add, the worse the news: mean move of paths grouped by the move of their frozen twin; the line is where both are equal. */
export function twinChart({ title, unit, groups: { frozen, mean, low, high } }: Pick<TwinMove, "title" | "unit" | "groups">, theme: Theme, width = 600): Chart | NoChart {
  if (frozen.length < 2) return { none: "Too few paths to group them." };
  const last = frozen.length - 1;
  const ends = [Math.min(...frozen), Math.max(...frozen)];
  const series = ["with agents", "no difference"];
  const named = key(theme, series, width);
  return {
    measures: `${title} with agents, ${unit}`,
    height: 340 + named.height,
    says: `${title}, ${unit}: paths in ${frozen.length} groups of equal size by the move of their frozen twin, mean of each group, bars from the 5 to the 95 % quantile. Where twins move by ${rounded(frozen[0])} paths move by ${rounded(mean[0])}; where twins move by ${rounded(frozen[last])} paths move by ${rounded(mean[last])}.`,
    table: {
      columns: [`frozen twin, mean, ${unit}`, `with agents, mean, ${unit}`, "5 % quantile", "95 % quantile"],
      rows: frozen.map((x, i) => [exact(x), exact(mean[i]), exact(low[i]), exact(high[i])]),
    },
    option: {
      ...frame(theme),
      legend: named.legend,
      grid: named.grid,
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "item",
        formatter: (given: unknown) => {
          const i = position(given);
          return tooltip(`frozen twin ${exact(frozen[i])} ${unit}`, [["with agents, mean", exact(mean[i])], ["5 % quantile", exact(low[i])], ["95 % quantile", exact(high[i])]]);
        },
      },
      xAxis: { ...xAxis(theme, `${title} of the frozen twin, ${unit}`), scale: true },
      yAxis: { ...yAxis(theme), scale: true },
      series: [
        whiskers(frozen, low, high, theme.main, "vertical"),
        { type: "line", name: series[0], data: frozen.map((x, i) => [x, mean[i]]), symbol: "circle", symbolSize: 8, z: 5, itemStyle: { color: theme.main }, lineStyle: { color: theme.main, width: 2 } },
        { type: "line", name: series[1], data: ends.map((x) => [x, x]), symbol: "none", silent: true, z: 2, itemStyle: { color: theme.other }, lineStyle: { color: theme.other, type: "dashed", width: 1.5 } },
      ],
    },
  };
}
