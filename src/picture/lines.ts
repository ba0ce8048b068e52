import { type Axis, axes, scaleOf } from "./axes.ts";
import { type Box, COLOURS } from "./frame.ts";
import { element, label, polyline } from "./svg.ts";

/** A value with its interval at one place of the x axis; NaN bounds where there is none. */
export interface At {
  readonly x: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Curve {
  readonly name: string;
  readonly points: readonly At[];
}

/** Pixels between the names at the ends of curves. */
const APART = 15;

/** Curves with their intervals as bands; each is named at its right end. Room for the names is right of the box. */
export function lines(curves: readonly Curve[], x: Axis, y: Axis, box: Box): string {
  const [alongX, alongY] = [scaleOf(x, box.left, box.left + box.width), scaleOf(y, box.top + box.height, box.top)];
  const at = (values: readonly At[], of: (point: At) => number) => values.map((point) => [alongX(point.x), alongY(of(point))] as const);
  const drawn = curves.flatMap(({ points }, c) => {
    const colour = c % COLOURS;
    const banded = points.filter(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
    const edge = [...at(banded, ({ high }) => high), ...at(banded, ({ low }) => low).reverse()];
    return [
      ...(banded.length > 1 ? [element("path", { d: `${polyline(edge)}Z`, class: `band fill${colour}` })] : []),
      element("path", { d: polyline(at(points, ({ value }) => value)), class: `curve stroke${colour}` }),
      ...at(points, ({ value }) => value).map(([cx, cy]) => element("circle", { cx, cy, r: 3, class: `fill${colour}` })),
    ];
  });
  const ends = curves.map(({ points }) => [alongX(points.at(-1)!.x), alongY(points.at(-1)!.value)] as const);
  const heights = spread(ends.map(([, end]) => end), APART);
  const names = curves.map(({ name }, c) => label(ends[c][0] + 9, heights[c] + 4, name, { class: `strong halo fill${c % COLOURS}` }));
  return [axes(x, y, box), ...drawn, ...names].join("\n");
}

/** Heights moved as little as it takes for neighbours to be `apart`, in the same order. */
export function spread(heights: readonly number[], apart: number): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  // Groups that touch are centred on the mean of what they want, then may touch the next.
  const groups: { members: number[]; centre: number }[] = [];
  for (const i of order) {
    let group = { members: [i], centre: heights[i] };
    for (let above = groups.at(-1); above !== undefined; above = groups.at(-1)) {
      const gap = group.centre - above.centre - (apart * (group.members.length + above.members.length)) / 2;
      if (gap >= 0) break;
      groups.pop();
      const members = [...above.members, ...group.members];
      group = { members, centre: members.reduce((sum, m) => sum + heights[m], 0) / members.length };
    }
    groups.push(group);
  }
  const placed = [...heights];
  for (const { members, centre } of groups) members.forEach((i, n) => (placed[i] = centre + (n - (members.length - 1) / 2) * apart));
  return placed;
}
