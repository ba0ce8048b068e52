import type { Box } from "./frame.ts";
import { element, label } from "./svg.ts";

export interface Cell {
  /** What the colour shows; the paler, the nearer to the smallest. */
  readonly value: number;
  /** Lines in the cell: the number, then what is smaller. */
  readonly text: readonly string[];
}

export interface HeatMap {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
  /** By row, then column; the first row is the lowest. */
  readonly cells: readonly (readonly Cell[])[];
}

/** Above this share of the range the ground is dark enough for light letters. */
const DARK = 0.6;

/** A grid of numbers, the darker the larger. */
export function heatMap({ xTitle, yTitle, columns, rows, cells }: HeatMap, { left, top, width, height }: Box): string {
  const values = cells.flat().map(({ value }) => value);
  const [from, to] = [Math.min(...values), Math.max(...values)];
  const [wide, high] = [width / columns.length, height / rows.length];
  const drawn = cells.flatMap((row, r) =>
    row.flatMap(({ value, text }, c) => {
      const share = to > from ? (value - from) / (to - from) : 0;
      const [x, y] = [left + c * wide, top + height - (r + 1) * high];
      const middle = y + high / 2 + 4 - (text.length - 1) * 8;
      return [
        element("rect", { x: x + 1, y: y + 1, width: wide - 2, height: high - 2, rx: 3, class: "heat", "fill-opacity": (0.06 + 0.94 * share).toFixed(3) }),
        ...text.map((part, n) => label(x + wide / 2, middle + n * 16, part, { "text-anchor": "middle", class: `${n === 0 ? "strong" : "part"}${share > DARK ? " on-heat" : ""}` })),
      ];
    }),
  );
  return [
    label(left, top - 12, yTitle, { class: "soft" }),
    ...rows.map((row, r) => label(left - 10, top + height - (r + 0.5) * high + 4, row, { "text-anchor": "end", class: "soft" })),
    ...columns.map((column, c) => label(left + (c + 0.5) * wide, top + height + 18, column, { "text-anchor": "middle", class: "soft" })),
    label(left + width / 2, top + height + 37, xTitle, { "text-anchor": "middle", class: "soft" }),
    ...drawn,
  ].join("\n");
}
