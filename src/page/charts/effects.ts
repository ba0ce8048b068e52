import type { Chart, NoChart } from "../chart.ts";
import { groupMeans, levelsOf } from "../levels.ts";
import { exact, rounded } from "../show.ts";
import type { Factor } from "../sweepData.ts";
import type { Theme } from "../theme.ts";
import { frame, key, names, xAxis, yAxis } from "./axes.ts";
import { position, tooltip } from "./tooltip.ts";

export interface EffectData {
  readonly what: string;
  readonly unit: string;
  readonly factor: Factor;
  /** Per point, as the values of the factor. */
  readonly values: readonly (number | null)[];
}

/** The main effect of a factor: every point, and the mean over all points at each of its values (or ranges of them). */
export function effectChart({ what, unit, factor, values }: EffectData, theme: Theme, width = 600): Chart | NoChart {
  const levels = levelsOf(factor);
  const { mean, count } = groupMeans(values, levels.of, levels.names.length);
  const shown = levels.names.map((name, l) => ({ name, l, mean: mean[l] })).filter((level) => level.mean !== null);
  if (shown.length === 0) return { none: "No point has this value." };
  const numeric = factor.values.every((value) => typeof value === "number");
  const along = (point: number) => (numeric ? (factor.values[point] as number) : levels.of[point]);
  // A level stands at the mean of the values in it.
  const place = groupMeans(factor.values.map((_, point) => along(point)), levels.of, levels.names.length).mean;
  const [first, last] = [shown[0], shown[shown.length - 1]];
  const series = ["mean over the points", "points"];
  const named = key(theme, series, width);
  const axis = factor.unit === "1" || factor.unit === "" ? factor.name : `${factor.name}, ${factor.unit}`;
  const points = values.flatMap((value, point) => (value === null ? [] : [[along(point), value]]));
  return {
    measures: `${what}, ${unit}`,
    height: 340 + named.height,
    says: `${what}, ${unit}, over ${factor.name}: the mean over the points goes from ${rounded(first.mean)} at ${first.name} to ${rounded(last.mean)} at ${last.name}.`,
    table: { columns: [axis, `mean over the points, ${unit}`, "points"], rows: shown.map(({ name, l }) => [name, exact(mean[l]), String(count[l])]) },
    option: {
      ...frame(theme),
      legend: named.legend,
      grid: named.grid,
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "item",
        formatter: (given: unknown) => {
          const { seriesType } = given as { seriesType: string };
          const i = position(given);
          if (seriesType === "line") return tooltip(`${factor.name}: ${shown[i].name}`, [["mean", `${exact(shown[i].mean)} ${unit}`], ["points", String(count[shown[i].l])]]);
          return tooltip(`${factor.name}: ${numeric ? exact(points[i][0]) : levels.names[points[i][0]]}`, [["one point", `${exact(points[i][1])} ${unit}`]]);
        },
      },
      xAxis: numeric ? { ...xAxis(theme, axis), scale: true } : { ...names(theme, levels.names), name: axis, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: theme.soft } },
      yAxis: { ...yAxis(theme), scale: true },
      series: [
        { type: "scatter", name: series[1], data: points, symbolSize: 6, itemStyle: { color: theme.other, opacity: points.length > 60 ? 0.35 : 0.7 }, z: 2 },
        { type: "line", name: series[0], data: shown.map(({ l, mean: value }) => [place[l], value]), symbol: "circle", symbolSize: 9, z: 4, itemStyle: { color: theme.main }, lineStyle: { color: theme.main, width: 2 } },
      ],
    },
  };
}
