import type { Chart, NoChart } from "../chart.ts";
import { exact, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, names } from "./axes.ts";
import { position, tooltip } from "./tooltip.ts";

export interface HeatMapAxis {
  readonly name: string;
  /** The name with its unit. */
  readonly title: string;
  /** Its values, or ranges of them. */
  readonly values: readonly string[];
}

export interface HeatMapData {
  readonly what: string;
  readonly unit: string;
  readonly x: HeatMapAxis;
  readonly y: HeatMapAxis;
  /** By row of y, then column of x; null where no point lies. */
  readonly cells: readonly (readonly ({ readonly value: number; readonly note: string } | null)[])[];
}

/** A grid of numbers by colour, with the number in every cell; through a pale middle where both signs occur. */
export function heatMapChart({ what, unit, x, y, cells }: HeatMapData, theme: Theme): Chart | NoChart {
  const filled = cells.flatMap((row, r) => row.flatMap((cell, c) => (cell === null ? [] : [{ ...cell, r, c }])));
  if (filled.length === 0) return { none: "No point has this value." };
  const values = filled.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const bound = Math.max(Math.abs(least), Math.abs(most));
  const signs = least < 0 && most > 0;
  const at = ({ r, c }: { r: number; c: number }) => `${x.name} ${x.values[c]}, ${y.name} ${y.values[r]}`;
  const [lowest, highest] = [filled[values.indexOf(least)], filled[values.indexOf(most)]];
  const colours = signs ? theme.diverging : theme.sequential;
  return {
    measures: y.title,
    height: 130 + y.values.length * 44,
    says: `${what}, ${unit}, over ${x.name} (across) and ${y.name} (up). The largest is ${rounded(most)} at ${at(highest)}; the smallest ${rounded(least)} at ${at(lowest)}.`,
    table: {
      columns: [`${y.title} \\ ${x.title}`, ...x.values],
      rows: cells.map((row, r) => [y.values[r], ...row.map((cell) => exact(cell?.value))]),
    },
    option: {
      ...frame(theme),
      grid: { ...frame(theme).grid, bottom: 84 },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "item",
        formatter: (given: unknown) => {
          const cell = filled[position(given)];
          return tooltip(at(cell), [[what, `${exact(cell.value)} ${unit}`], ["", cell.note]]);
        },
      },
      xAxis: { ...names(theme, x.values), name: x.title, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: theme.soft } },
      yAxis: names(theme, y.values),
      visualMap: {
        min: signs ? -bound : least,
        max: signs ? bound : most > least ? most : least + 1,
        calculable: false,
        orient: "horizontal",
        left: "center",
        bottom: 0,
        itemWidth: 12,
        itemHeight: 160,
        text: [exact(signs ? bound : most), exact(signs ? -bound : least)],
        textStyle: { color: theme.soft },
        inRange: { color: [...colours] },
      },
      series: [
        {
          type: "heatmap",
          name: what,
          data: filled.map(({ r, c, value }) => {
            const share = signs ? (value + bound) / (2 * bound) : most > least ? (value - least) / (most - least) : 0;
            return { value: [c, r, value], label: { color: onGround(share, signs, theme) } };
          }),
          label: { show: x.values.length <= 12, fontSize: 12, formatter: (given: unknown) => rounded(filled[position(given)].value) },
          itemStyle: { borderColor: theme.ground, borderWidth: 2 },
          emphasis: { itemStyle: { borderColor: theme.ink } },
        },
      ],
    },
  };
}

/** Letters that can be read on the colour of a share of the range. */
function onGround(share: number, signs: boolean, theme: Theme): string {
  const far = signs ? Math.abs(2 * share - 1) : share;
  const strong = signs ? far > 0.72 : far > 0.55;
  if (theme.name === "light") return strong ? "#ffffff" : "#1b2026";
  return strong ? "#10151a" : "#f2f4f6";
}
