import type { CustomSeriesOption } from "echarts";

type Api = { coord(point: number[]): number[]; size(range: number[]): number | number[] };

/** The space between two curves over x, as one shape; works on logarithmic axes, where stacked areas do not. */
export function band(x: readonly number[], low: readonly number[], high: readonly number[], color: string, opacity: number): CustomSeriesOption {
  const outline = [...x.map((at, i) => [at, high[i]]), ...x.map((at, i) => [at, low[i]]).reverse()];
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 1,
    tooltip: { show: false },
    // The first pair alone is drawn; all are given, so that axes reach as far as the band.
    data: outline,
    renderItem: (params, api) =>
      params.dataIndex > 0 ? undefined : { type: "polygon", shape: { points: outline.map((point) => (api as Api).coord(point)) }, style: { fill: color, opacity } },
  };
}

/** A whisker from low to high at each position: horizontal at y, or vertical at x; moved down by a share of a category where several share one. */
export function whiskers(at: readonly number[], low: readonly (number | null)[], high: readonly (number | null)[], color: string, way: "horizontal" | "vertical", shift = 0): CustomSeriesOption {
  const known = at.flatMap((position, i) => (low[i] === null || high[i] === null ? [] : [{ position, low: low[i], high: high[i] }]));
  const point = (position: number, value: number) => (way === "horizontal" ? [value, position] : [position, value]);
  return {
    type: "custom",
    silent: true,
    clip: true,
    z: 4,
    tooltip: { show: false },
    data: known.flatMap(({ position, low: from, high: to }) => [point(position, from), point(position, to)]),
    renderItem: (params, api) => {
      if (params.dataIndex % 2 === 1) return undefined;
      const each = known[params.dataIndex / 2];
      const [from, to] = [each.low, each.high].map((value) => (api as Api).coord(point(each.position, value)));
      const cap = way === "horizontal" ? [0, 4] : [4, 0];
      const down = shift === 0 ? 0 : shift * ((api as Api).size([0, 1]) as number[])[1];
      const stroke = (ends: readonly number[][]) => ({ type: "line" as const, shape: { x1: ends[0][0], y1: ends[0][1], x2: ends[1][0], y2: ends[1][1] }, style: { stroke: color, lineWidth: 1.5 } });
      const capAt = ([x, y]: number[]) => stroke([[x - cap[0], y - cap[1]], [x + cap[0], y + cap[1]]]);
      return { type: "group", y: down, children: [stroke([from, to]), capAt(from), capAt(to)] };
    },
  };
}
