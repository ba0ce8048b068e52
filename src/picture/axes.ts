import type { Box } from "./frame.ts";
import { element, label, line, linear, type Scale, ticks } from "./svg.ts";

/** Values of an axis from one end to the other; logarithmic axes need both above 0. */
export interface Axis {
  /** With its unit. */
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
  /** Where the grid is; by default round numbers. */
  readonly marks?: readonly number[];
}

/** From values to pixels. */
export function scaleOf({ from, to, log = false }: Axis, start: number, end: number): Scale {
  if (!log) return linear(from, to, start, end);
  const scale = linear(Math.log(from), Math.log(to), start, end);
  return (value) => scale(Math.log(value));
}

/** 1, 2, 5, 10, 20, 50, … in [from, to]. */
export function logTicks(from: number, to: number): number[] {
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    marks.push(...[1, 2, 5].map((digit) => Number(`${digit}e${power}`)).filter((mark) => mark >= from && mark <= to));
  }
  return marks;
}

export const marksOf = ({ from, to, log = false, marks }: Axis, most: number): readonly number[] => marks ?? (log ? logTicks(from, to) : ticks(from, to, most));

/** A number as axes write it: a true minus, thousands apart. */
export const axisText = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 6 }).replace("-", "−");

/** Grid, numbers and titles around a box: x below, y to the left with its title above. */
export function axes(x: Axis, y: Axis, { left, top, width, height }: Box): string {
  const [alongX, alongY] = [scaleOf(x, left, left + width), scaleOf(y, top + height, top)];
  const bottom = top + height;
  const base = y.from <= 0 && y.to >= 0 && !y.log ? 0 : y.from;
  return [
    label(left, top - 12, y.title, { class: "soft" }),
    ...marksOf(y, 7).flatMap((mark) => [
      line(left, alongY(mark), left + width, alongY(mark), mark === base ? "zero" : "grid"),
      label(left - 8, alongY(mark) + 4, axisText(mark), { "text-anchor": "end", class: "soft" }),
    ]),
    ...marksOf(x, 8).flatMap((mark) => [
      line(alongX(mark), bottom, alongX(mark), bottom + 4, "zero"),
      label(alongX(mark), bottom + 18, axisText(mark), { "text-anchor": "middle", class: "soft" }),
    ]),
    label(left + width / 2, bottom + 37, x.title, { "text-anchor": "middle", class: "soft" }),
  ].join("\n");
}

/** A vertical line at a value of x, with a word to it. */
export function guide(x: Axis, at: number, text: string, { left, top, width, height }: Box): string {
  const pixel = scaleOf(x, left, left + width)(at);
  return [line(pixel, top, pixel, top + height, "guide"), element("text", { x: pixel - 5, y: top + 12, "text-anchor": "end", class: "soft" }, text)].join("\n");
}
