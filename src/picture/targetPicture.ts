import { axisText } from "./axes.ts";
import { frame } from "./frame.ts";
import { element, label, line, linear, ticks } from "./svg.ts";

/** A target, what the paths say to it, and the verdict. */
export interface TargetRow {
  readonly name: string;
  readonly unit: string;
  readonly observed: number;
  /** Above 0: how far from what was observed still counts as met. */
  readonly tolerance: number;
  /** Quantiles of the paths, in the unit of the target, rising. */
  readonly q05: number;
  readonly q10: number;
  readonly q50: number;
  readonly q90: number;
  readonly q95: number;
  readonly met: boolean;
}

export interface TargetHead {
  readonly title: string;
  /** At the foot: scenario, paths, seed, configuration, model version. */
  readonly caption: string;
}

const STYLE = `
.within { fill: #59636e; fill-opacity: 0.16 } .met { stroke: #0a3069 } .dot-met { fill: #0a3069 } .missed { stroke: #bc4c00 } .dot-missed { fill: #ffffff; stroke: #bc4c00; stroke-width: 2 }
.thin { stroke-width: 1.5 } .thick { stroke-width: 5; stroke-opacity: 0.55 } .says-met { fill: #0a3069; font-weight: 600 } .says-missed { fill: #bc4c00; font-weight: 600 }
.beyond-met { fill: #0a3069 } .beyond-missed { fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
  .within { fill: #9198a1; fill-opacity: 0.22 } .met { stroke: #79c0ff } .dot-met { fill: #79c0ff } .missed { stroke: #f0883e } .dot-missed { fill: #0d1117; stroke: #f0883e }
  .says-met { fill: #79c0ff } .says-missed { fill: #f0883e } .beyond-met { fill: #79c0ff } .beyond-missed { fill: #f0883e }
}
`;

const [WIDTH, TOP, ROW] = [960, 96, 28];
/** Where names end, the plot begins and ends, and the columns of numbers end. */
const [NAMES, FROM, TO, OBSERVED, SIMULATED] = [300, 316, 596, 732, 892];
/** The axis reaches this many tolerances at most; what lies further out is an arrow at its end. */
const FARTHEST = 6;

/**
 * A row per target: the median of the paths as a dot, 10 to 90 % as a thick and 5 to 95 % as a thin line, in tolerances
 * from what was observed, (value − observed)/tolerance; the grey band is ±1. Met is a filled dot, missed an open one of
 * another colour, and the numbers stand beside.
 *
 * @throws RangeError when a number is not finite, a tolerance not above 0 or the quantiles do not rise
 */
export function targetPicture(rows: readonly TargetRow[], { title, caption }: TargetHead): string {
  rows.forEach(check);
  const scaled = (row: TargetRow, value: number) => (value - row.observed) / row.tolerance;
  const needed = Math.max(2, ...rows.flatMap((row) => [row.q05, row.q95].map((value) => Math.abs(scaled(row, value)))));
  const reach = Math.min(FARTHEST, Math.ceil(needed));
  const x = linear(-reach, reach, FROM, TO);
  const bottom = TOP + rows.length * ROW;

  const drawn = rows.flatMap((row, r) => {
    const y = TOP + (r + 0.5) * ROW;
    const kind = row.met ? "met" : "missed";
    const [low, lower, middle, higher, high] = [row.q05, row.q10, row.q50, row.q90, row.q95].map((value) => scaled(row, value));
    const inside = (at: number) => x(Math.min(Math.max(at, -reach), reach));
    const segment = (a: number, b: number, style: string) => (a > reach || b < -reach ? [] : [line(inside(a), y, inside(b), y, `${kind} ${style}`)]);
    return [
      label(NAMES, y + 4, row.name, { "text-anchor": "end" }),
      ...segment(low, high, "thin"),
      ...segment(lower, higher, "thick"),
      ...(high > reach ? [arrow(TO, y, 1, kind)] : []),
      ...(low < -reach ? [arrow(FROM, y, -1, kind)] : []),
      ...(Math.abs(middle) <= reach ? [element("circle", { cx: x(middle), cy: y, r: 4.5, class: `dot-${kind}` })] : []),
      label(OBSERVED, y + 4, `${number(row.observed)} ± ${number(row.tolerance)} ${row.unit}`.trimEnd(), { "text-anchor": "end" }),
      label(SIMULATED, y + 4, `${number(row.q50)} (${number(row.q05)} to ${number(row.q95)})`, { "text-anchor": "end" }),
      label(SIMULATED + 12, y + 4, row.met ? "met" : "missed", { class: `says-${kind}` }),
    ];
  });
  return frame({
    width: WIDTH,
    height: bottom + 80,
    title,
    subtitle: "Median of the paths, 10 to 90 % (thick) and 5 to 95 % (thin), in tolerances from what was observed; an arrow: further out",
    caption,
    description: rows.map((row) => `${row.name}: ${row.met ? "met" : "missed"}, median ${number(row.q50)} for ${number(row.observed)} ± ${number(row.tolerance)} ${row.unit}`.trimEnd()).join(". "),
    style: STYLE,
    parts: [
      element("rect", { x: x(-1), y: TOP, width: x(1) - x(-1), height: rows.length * ROW, class: "within" }),
      ...ticks(-reach, reach, 9).flatMap((mark) => [
        line(x(mark), TOP, x(mark), bottom, mark === 0 ? "zero" : "grid"),
        label(x(mark), bottom + 18, mark > 0 ? `+${mark}` : axisText(mark), { "text-anchor": "middle", class: "soft" }),
      ]),
      label(OBSERVED, TOP - 12, "observed", { "text-anchor": "end", class: "soft" }),
      label(SIMULATED, TOP - 12, "simulated", { "text-anchor": "end", class: "soft" }),
      ...drawn,
      label((FROM + TO) / 2, bottom + 37, "(simulated − observed)/tolerance", { "text-anchor": "middle", class: "soft" }),
    ],
  });
}

/** A triangle at an end of the axis that points outwards. */
function arrow(x: number, y: number, direction: 1 | -1, kind: string): string {
  return element("path", { d: `M${x + 9 * direction} ${y}L${x + direction} ${y - 5}L${x + direction} ${y + 5}Z`, class: `beyond-${kind}` });
}

/** Two decimals below 1, one below 100, none above. */
function number(value: number): string {
  const size = Math.abs(value);
  return axisText(Number(value.toFixed(size < 1 ? 2 : size < 100 ? 1 : 0)));
}

function check({ name, observed, tolerance, q05, q10, q50, q90, q95 }: TargetRow): void {
  if (![observed, tolerance, q05, q10, q50, q90, q95].every(Number.isFinite)) throw new RangeError(`${name}: a number is not finite`);
  if (tolerance <= 0) throw new RangeError(`${name}: a tolerance of ${tolerance}`);
  if (!(q05 <= q10 && q10 <= q50 && q50 <= q90 && q90 <= q95)) throw new RangeError(`${name}: the quantiles do not rise`);
}
