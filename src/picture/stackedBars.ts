import { axisText } from "./axes.ts";
import type { Box } from "./frame.ts";
import { element, label, line, linear, polyline, ticks } from "./svg.ts";

/** Parts of a sum over time: one bar per place, parts above zero upwards and below zero downwards, their sum as a line. */
export interface StackedBars {
  readonly title: string;
  /** Of the y axis. */
  readonly unit: string;
  /** Values of each part, [places]; places count from 1 on. */
  readonly parts: readonly (readonly number[])[];
  /** What the places are, for the axis below. */
  readonly places: string;
}

/** Parts that have a colour. */
export const STACK_COLOURS = 7;

/** For pictures with stacked bars: seven colours that differ in lightness too. */
export const STACK_STYLE = `
.part0 { fill: #afb8c1 } .part1 { fill: #8a3ffc } .part2 { fill: #0f7b6c } .part3 { fill: #0a3069 } .part4 { fill: #bc4c00 } .part5 { fill: #d4a72c } .part6 { fill: #6e7781 }
.sum { fill: none; stroke: #1f2328; stroke-width: 1.5 } .sum-dot { fill: #1f2328 }
@media (prefers-color-scheme: dark) {
  .part0 { fill: #57606a } .part1 { fill: #c9a4ff } .part2 { fill: #3fd0b8 } .part3 { fill: #79c0ff } .part4 { fill: #f0883e } .part5 { fill: #f2cc60 } .part6 { fill: #8b949e }
  .sum { stroke: #f0f6fc } .sum-dot { fill: #f0f6fc }
}
`;

const [LEFT, BELOW, ABOVE] = [46, 22, 26];

/**
 * One panel of stacked bars.
 *
 * @param box of the whole panel: title, plot, axis
 * @throws RangeError when parts differ in length, are more than there are colours, or hold a value that is not finite
 */
export function stackedBars({ title, unit, parts, places }: StackedBars, { left, top, width, height }: Box): string {
  check(title, parts);
  const count = parts[0].length;
  const sums = Array.from({ length: count }, (_, i) => parts.reduce((sum, values) => sum + values[i], 0));
  const reach = (sign: number) => Array.from({ length: count }, (_, i) => sign * parts.reduce((sum, values) => sum + Math.max(0, sign * values[i]), 0));
  const [low, high] = [Math.min(0, ...reach(-1)), Math.max(0, ...reach(1))];
  const room = Math.max(0.04 * (high - low), 1e-9);
  const y = linear(low - room, high + room, top + height - BELOW, top + ABOVE);
  const x = linear(0.5, count + 0.5, left + LEFT, left + width);
  const wide = Math.max(1, 0.8 * (x(2) - x(1)));
  const bars = Array.from({ length: count }, (_, i) => {
    const ends = [0, 0];
    return parts.flatMap((values, p) => {
      const side = values[i] < 0 ? 0 : 1;
      const from = ends[side];
      ends[side] += values[i];
      const size = Math.abs(y(ends[side]) - y(from));
      return size < 0.05 ? [] : [element("rect", { x: x(i + 1) - wide / 2, y: Math.min(y(from), y(ends[side])), width: wide, height: size, class: `part${p}` })];
    });
  });
  const step = Math.max(1, Math.ceil(count / 20));
  return [
    label(left, top + 12, `${title}, ${unit}`, { class: "strong" }),
    ...ticks(low - room, high + room, 6).flatMap((mark) => [
      line(left + LEFT, y(mark), left + width, y(mark), mark === 0 ? "zero" : "grid"),
      label(left + LEFT - 8, y(mark) + 4, axisText(mark), { "text-anchor": "end", class: "soft" }),
    ]),
    ...bars.flat(),
    element("path", { d: polyline(sums.map((sum, i) => [x(i + 1), y(sum)] as const)), class: "sum" }),
    ...(count <= 80 ? sums.map((sum, i) => element("circle", { cx: x(i + 1), cy: y(sum), r: 1.8, class: "sum-dot" })) : []),
    label(left + LEFT - 8, top + height - 5, places, { "text-anchor": "end", class: "soft" }),
    ...Array.from({ length: count }, (_, i) => i + 1)
      .filter((place) => place === 1 || place % step === 0)
      .map((place) => label(x(place), top + height - 5, String(place), { "text-anchor": "middle", class: "soft" })),
  ].join("\n");
}

/** Names of the parts beside their colours, in a row; the sum last. */
export function stackKey(names: readonly string[], left: number, top: number): string {
  let at = left;
  const place = (text: string, mark: (x: number) => string) => {
    const x = at;
    at += 34 + text.length * 6.7;
    return [mark(x), label(x + 18, top + 9, text, { class: "soft" })];
  };
  return [
    ...names.flatMap((name, p) => place(name, (x) => element("rect", { x, y: top, width: 12, height: 10, rx: 2, class: `part${p}` }))),
    ...place("sum", (x) => line(x, top + 5, x + 13, top + 5, "sum")),
  ].join("\n");
}

function check(title: string, parts: StackedBars["parts"]): void {
  if (parts.length === 0 || parts.length > STACK_COLOURS) throw new RangeError(`${title}: ${parts.length} parts, there are ${STACK_COLOURS} colours`);
  if (parts[0].length === 0 || parts.some((values) => values.length !== parts[0].length)) throw new RangeError(`${title}: the parts differ in length, or are empty`);
  if (!parts.flat().every(Number.isFinite)) throw new RangeError(`${title}: a value is not finite`);
}
