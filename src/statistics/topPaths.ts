import type { Statistic } from "./statistic.ts";

/** A path and its value. */
export interface RankedPath {
  readonly path: number;
  readonly value: number;
}

/** The largest values so far, the largest first. */
export interface TopPathsState {
  readonly top: RankedPath[];
}

/**
 * The k paths with the largest values, the largest first, of equal values the smaller path number first; fewer when
 * there are fewer paths. Exact: the same for every order of arrival and every way to merge parts. A path arrives once.
 *
 * @param k a whole number, at least 1
 * @throws RangeError when k is not; `add` throws it for a value that is NaN
 */
export function topPaths(k: number): Statistic<TopPathsState, RankedPath, readonly RankedPath[]> {
  if (!(Number.isSafeInteger(k) && k >= 1)) throw new RangeError(`number of top paths must be a whole number from 1 on, got ${k}`);

  function add({ top }: TopPathsState, datum: RankedPath): void {
    if (Number.isNaN(datum.value)) throw new RangeError(`cannot rank path ${datum.path}: its value is NaN`);
    if (top.length === k && !precedes(datum, top[k - 1])) return;
    let place = top.length;
    while (place > 0 && precedes(datum, top[place - 1])) place--;
    top.splice(place, 0, { path: datum.path, value: datum.value });
    if (top.length > k) top.pop();
  }

  return {
    init: () => ({ top: [] }),
    add,
    merge(into, from) {
      for (const datum of from.top) add(into, datum);
    },
    value: ({ top }) => top.slice(),
  };
}

/** The k largest of a sample, as `topPaths`; the number of a path is its place in `values`. */
export function largestPaths(values: Float64Array, k: number): readonly RankedPath[] {
  const ranking = topPaths(k);
  const state = ranking.init();
  const { top } = state;
  for (let path = 0; path < values.length; path++) {
    // Most paths are not among the largest, and a later equal one is not either.
    if (top.length === k && values[path] <= top[k - 1].value) continue;
    ranking.add(state, { path, value: values[path] });
  }
  return ranking.value(state);
}

function precedes(a: RankedPath, b: RankedPath): boolean {
  return a.value > b.value || (a.value === b.value && a.path < b.path);
}
