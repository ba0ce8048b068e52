import { type Axis, axes, axisText, scaleOf } from "./axes.ts";
import { type Box, frame } from "./frame.ts";
import { spread } from "./lines.ts";
import { element, label, polyline } from "./svg.ts";

/** A point that was tried; accepted when its outputs came near enough to the targets. */
export interface Tried {
  readonly x: number;
  readonly y: number;
  readonly accepted: boolean;
}

/** What the picture claims that the accepted points have in common: x/y from low to high. */
export interface Ratio {
  /** Such as "L/D". */
  readonly name: string;
  readonly low: number;
  readonly high: number;
}

export interface Ridge {
  readonly title: string;
  /** With its unit. */
  readonly xName: string;
  readonly yName: string;
  readonly ratio: Ratio;
  /** At the foot: where the points come from. */
  readonly caption: string;
}

const STYLE = `
.tried { fill: #818b98; fill-opacity: 0.4 } .accepted { fill: #bc4c00; stroke: #ffffff; stroke-width: 1 }
.says-accepted { fill: #bc4c00; font-weight: 600 } .ratio { fill: #0a3069; fill-opacity: 0.12 } .iso { fill: none; stroke: #0a3069; stroke-width: 1.5 } .says-iso { fill: #0a3069 }
@media (prefers-color-scheme: dark) {
  .tried { fill: #9198a1; fill-opacity: 0.45 } .accepted { fill: #f0883e; stroke: #0d1117 }
  .says-accepted { fill: #f0883e } .ratio { fill: #79c0ff; fill-opacity: 0.16 } .iso { stroke: #79c0ff } .says-iso { fill: #79c0ff }
}
`;

const BOX: Box = { left: 70, top: 112, width: 720, height: 400 };

/**
 * Points that were tried, those accepted in colour and on top, on logarithmic axes: there, points of one ratio x/y lie on
 * a straight line, and accepted points along such a line say that the data fix the ratio, not its two parts.
 *
 * @throws RangeError without points, or when a coordinate or a ratio is not above 0 and finite
 */
export function ridgePicture(points: readonly Tried[], { title, xName, yName, ratio, caption }: Ridge): string {
  check(points, ratio);
  const x = logAxis(xName, points.map((point) => point.x));
  const y = logAxis(yName, points.map((point) => point.y));
  const [alongX, alongY] = [scaleOf(x, BOX.left, BOX.left + BOX.width), scaleOf(y, BOX.top + BOX.height, BOX.top)];
  const pixels = (curve: readonly (readonly [number, number])[]) => curve.map(([u, v]) => [alongX(u), alongY(v)] as const);

  const dots = (accepted: boolean) =>
    points.filter((point) => point.accepted === accepted)
      .map((point) => element("circle", { cx: alongX(point.x), cy: alongY(point.y), r: accepted ? 4.5 : 3, class: accepted ? "accepted" : "tried" }));
  const lines = [...new Set([ratio.low, ratio.high])].flatMap((value) => {
    const ends = isoLine(value, x, y);
    return ends === undefined ? [] : [{ text: nameOf(ratio, value), first: value === ratio.low, ends: pixels(ends) }];
  });
  const between = ratioBand(ratio, x, y);
  const count = points.filter(({ accepted }) => accepted).length;
  return frame({
    width: 960,
    height: 600,
    title,
    subtitle: `${axisText(points.length)} points tried, ${axisText(count)} accepted; logarithmic axes, lines of equal ${ratio.name}`,
    caption,
    style: STYLE,
    parts: [
      axes(x, y, BOX),
      ...(between.length > 2 ? [element("path", { d: `${polyline(pixels(between))}Z`, class: "ratio" })] : []),
      ...dots(false),
      ...lines.map(({ ends }) => element("path", { d: polyline(ends), class: "iso" })),
      ...dots(true),
      ...isoNames(lines),
      element("circle", { cx: BOX.left + BOX.width - 160, cy: 73, r: 3, class: "tried" }),
      label(BOX.left + BOX.width - 150, 77, "tried", { class: "soft" }),
      element("circle", { cx: BOX.left + BOX.width - 95, cy: 73, r: 4.5, class: "accepted" }),
      label(BOX.left + BOX.width - 85, 77, "accepted", { class: "says-accepted" }),
    ],
  });
}

const nameOf = ({ name }: Ratio, value: number) => `${name} = ${axisText(Number(value.toPrecision(3)))}`;

interface IsoLine {
  readonly text: string;
  /** Of two lines the upper left one. */
  readonly first: boolean;
  readonly ends: readonly (readonly [x: number, y: number])[];
}

/** A line that ends at the right edge is named beside it, one that ends at the top below it, outside of the band. */
function isoNames(lines: readonly IsoLine[]): string[] {
  const right = BOX.left + BOX.width;
  const beside = lines.filter(({ ends }) => ends[1][0] > right - 1);
  const heights = spread(beside.map(({ ends }) => ends[1][1]), 15);
  const below = lines.filter((line) => !beside.includes(line)).map(({ text, first, ends: [start, end] }) => {
    const run = (14 * (end[0] - start[0])) / (start[1] - end[1]);
    const place = first ? { x: end[0] - run - 8, anchor: "end" } : { x: end[0] + 6, anchor: "start" };
    return label(place.x, end[1] + 14, text, { "text-anchor": place.anchor, class: "says-iso halo" });
  });
  return [...below, ...beside.map(({ text }, i) => label(right + 8, heights[i] + 4, text, { class: "says-iso" }))];
}

/** From a little below the least value to a little above the largest. */
function logAxis(title: string, values: readonly number[]): Axis {
  return { title, from: Math.min(...values) / 1.12, to: Math.max(...values) * 1.12, log: true };
}

/** Both ends of x/y = ratio within the axes, the left one first; nothing where it misses them. */
function isoLine(ratio: number, x: Axis, y: Axis): [readonly [number, number], readonly [number, number]] | undefined {
  const [from, to] = [Math.max(x.from, ratio * y.from), Math.min(x.to, ratio * y.to)];
  return from < to ? [[from, from / ratio], [to, to / ratio]] : undefined;
}

/** The corners of low ≤ x/y ≤ high within the axes, in order. */
function ratioBand({ low, high }: Ratio, x: Axis, y: Axis): (readonly [number, number])[] {
  const [from, to] = [Math.max(x.from, low * y.from), Math.min(x.to, high * y.to)];
  if (!(from < to)) return [];
  // Where an edge of the band meets an edge of the axes the border turns.
  const turns = [from, to, low * y.to, high * y.from].filter((value) => value >= from && value <= to).sort((a, b) => a - b);
  const above = turns.map((value) => [value, Math.min(y.to, value / low)] as const);
  const below = turns.map((value) => [value, Math.max(y.from, value / high)] as const);
  return [...above, ...below.reverse()];
}

function check(points: readonly Tried[], { name, low, high }: Ratio): void {
  const positive = (value: number) => value > 0 && value < Infinity;
  if (points.length === 0) throw new RangeError("no point was tried");
  const wrong = points.find(({ x, y }) => !positive(x) || !positive(y));
  if (wrong) throw new RangeError(`a point at ${wrong.x}, ${wrong.y}: logarithmic axes need both above 0`);
  if (!positive(low) || !positive(high) || low > high) throw new RangeError(`${name} from ${low} to ${high}`);
}
