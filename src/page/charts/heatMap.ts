import type { Chart, NoChart } from "../chart.ts";
import { exact, rounded } from "../show.ts";
import type { Theme } from "../theme.ts";
import { frame, names } from "./axes.ts";
import { position, tooltip } from "./tooltip.ts";

export interface HeatMapData {
  readonly what: string;
  readonly unit: string;
  readonly x: { readonly title: string; readonly names: readonly string[] };
  readonly y: { readonly title: string; readonly names: readonly string[] };
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
  const at = ({ r, c }: { r: number; c: number }) => `${x.title} ${x.names[c]}, ${y.title} ${y.names[r]}`;
  const [lowest, highest] = [filled[values.indexOf(least)], filled[values.indexOf(most)]];
  const colours = signs ? theme.diverging : theme.sequential;
  return {
    measures: y.title,
    height: 130 + y.names.length * 44,
    says: `${what}, ${unit}, over ${x.title} (across) and ${y.title} (up). The largest is ${exact(most)} at ${at(highest)}; the smallest ${exact(least)} at ${at(lowest)}.`,
    table: {
      columns: [`${y.title} \\ ${x.title}`, ...x.names],
      rows: cells.map((row, r) => [y.names[r], ...row.map((cell) => exact(cell?.value))]),
    },
    option: {
      ...frame(theme),
      grid: { ...(frame(theme).grid as object), bottom: 84 },
      tooltip: {
        ...frame(theme).tooltip,
        trigger: "item",
        formatter: (given: unknown) => {
          const cell = filled[position(given)];
          return tooltip(at(cell), [[what, `${exact(cell.value)} ${unit}`], ["", cell.note]]);
        },
      },
      xAxis: { ...names(theme, x.names), name: x.title, nameLocation: "middle", nameGap: 30, nameTextStyle: { color: theme.soft } },
      yAxis: names(theme, y.names),
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
          label: { show: x.names.length <= 12, fontSize: 12, formatter: (given: unknown) => rounded(filled[position(given)].value) },
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
