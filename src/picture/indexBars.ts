import { type Axis, axisText, marksOf, scaleOf } from "./axes.ts";
import type { Box } from "./frame.ts";
import { element, label, line } from "./svg.ts";

/** A value with its interval; NaN bounds where there is none. */
export interface Bar {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface BarRow {
  readonly name: string;
  /** One per series, in the same order in every row. */
  readonly bars: readonly Bar[];
}

/** Bars with whiskers, a row per parameter; several series lie below each other, and a key names them. Names are left of the box. */
export function indexBars(rows: readonly BarRow[], series: readonly string[], x: Axis, { left, top, width, height }: Box): string {
  const along = scaleOf(x, left, left + width);
  const rowHeight = height / rows.length;
  const thick = Math.min(16, (rowHeight * 0.7) / series.length);
  const drawn = rows.flatMap(({ name, bars }, r) => {
    const middle = top + (r + 0.5) * rowHeight;
    return [
      label(left - 10, middle + 4, name, { "text-anchor": "end" }),
      ...bars.flatMap(({ value, low, high }, s) => {
        const y = middle + (s - bars.length / 2) * thick;
        const [start, end] = [Math.min(along(0), along(value)), Math.max(along(0), along(value))];
        return [
          element("rect", { x: start, y: y + 1, width: Math.max(end - start, 1), height: thick - 2, rx: 2, class: `fill${s}`, "fill-opacity": 0.55 }),
          ...(Number.isFinite(low) && Number.isFinite(high) ? [line(along(low), y + thick / 2, along(high), y + thick / 2, "whisker")] : []),
        ];
      }),
    ];
  });
  const grid = marksOf(x, 8).flatMap((mark) => [
    line(along(mark), top, along(mark), top + height, mark === 0 ? "zero" : "grid"),
    label(along(mark), top + height + 18, axisText(mark), { "text-anchor": "middle", class: "soft" }),
  ]);
  const key = series.length === 1 ? [] : series.flatMap((name, s) => [
    element("rect", { x: left + s * 190, y: top - 22, width: 18, height: 10, rx: 2, class: `fill${s}`, "fill-opacity": 0.55 }),
    label(left + 24 + s * 190, top - 13, name, { class: "soft" }),
  ]);
  return [...grid, ...drawn, ...key, label(left + width / 2, top + height + 37, x.title, { "text-anchor": "middle", class: "soft" })].join("\n");
}
