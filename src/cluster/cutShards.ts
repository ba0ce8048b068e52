/** How large shards are to be: a number of paths; a cost, in the unit of the points' costs; or so many shards, at most. */
export type ShardSize = { readonly paths: number } | { readonly cost: number } | { readonly shards: number };

/** A shard: a part of the paths of one point, or all paths of points `from` … `to`. */
export interface Cut {
  /** Numbers of its first and its last point. */
  readonly from: number;
  readonly to: number;
  /** Paths first … end − 1 of each of them. */
  readonly first: number;
  readonly end: number;
}

/** A point is divided where it costs this many times a shard. */
const DIVIDED_FROM = 1.5;
/** By how much shards grow until there are few enough of them. */
const GROWTH = 1.01;

/**
 * Divide points of equally many paths into shards, in order: every path of every point is in exactly one.
 *
 * A shard is never a part of one point and of another: it would prepare two points for the paths of one. Parts of a
 * point begin with an even path, as paths are simulated in pairs. By cost, a shard takes between two thirds of what was
 * asked for and one and a half of it, unless there is nothing to add or to divide.
 *
 * @param costs of one path of every point, positive
 * @param paths per point
 */
export function cutShards(costs: Float64Array, paths: number, size: ShardSize): Cut[] {
  if ("paths" in size) return [...byPaths(costs.length, paths, size.paths)];
  if ("cost" in size) return [...byCost(costs, paths, size.cost)];
  let cost = (costs.reduce((sum, value) => sum + value, 0) * paths) / size.shards;
  for (;;) {
    const cuts = [...byCost(costs, paths, cost)];
    if (cuts.length <= size.shards) return cuts;
    cost *= GROWTH;
  }
}

function* byPaths(points: number, paths: number, most: number): Generator<Cut> {
  if (most >= paths) {
    const together = Math.floor(most / paths);
    for (let from = 0; from < points; from += together) yield { from, to: Math.min(points, from + together) - 1, first: 0, end: paths };
    return;
  }
  const even = 2 * Math.ceil(most / 2);
  for (let point = 0; point < points; point++) {
    for (let first = 0; first < paths; first += even) yield { from: point, to: point, first, end: Math.min(paths, first + even) };
  }
}

function* byCost(costs: Float64Array, paths: number, wanted: number): Generator<Cut> {
  for (let from = 0; from < costs.length; ) {
    const cost = costs[from] * paths;
    if (cost >= DIVIDED_FROM * wanted) {
      yield* parts(from, paths, Math.round(cost / wanted));
      from += 1;
      continue;
    }
    let to = from;
    for (let sum = cost; to + 1 < costs.length; to++) {
      const more = costs[to + 1] * paths;
      if (more >= DIVIDED_FROM * wanted || Math.abs(sum + more - wanted) > Math.abs(sum - wanted)) break;
      sum += more;
    }
    yield { from, to, first: 0, end: paths };
    from = to + 1;
  }
}

/** One point in equal parts, as many as asked for or as there are pairs of paths. */
function* parts(point: number, paths: number, wanted: number): Generator<Cut> {
  const pairs = Math.ceil(paths / 2);
  const count = Math.min(wanted, pairs);
  for (let part = 0; part < count; part++) {
    const [first, end] = [part, part + 1].map((n) => Math.min(paths, 2 * Math.floor((n * pairs) / count)));
    yield { from: point, to: point, first, end };
  }
}
