/**
 * Points of a list that fill the space it covers: each is the one farthest from those taken already and chosen
 * before it (greedy maximin).
 *
 * Source: Gonzalez (1985), Theoretical Computer Science 38, 293–306; Johnson, Moore & Ylvisaker (1990), Journal of
 * Statistical Planning and Inference 26, 131–148.
 *
 * @param taken points to keep away from
 * @param start where nothing is taken, a number in [0, 1) that says which of the list is the first
 * @returns indices of the list, `count` of them or all
 */
export function farthestPoints(list: readonly Float64Array[], taken: readonly Float64Array[], count: number, start: number): number[] {
  if (list.length === 0 || count < 1) return [];
  const nearest = Float64Array.from(list, (point) => taken.reduce((least, other) => Math.min(least, squaredDistance(point, other)), Infinity));
  const chosen: number[] = [];
  for (let n = 0; n < Math.min(count, list.length); n++) {
    const next = n === 0 && taken.length === 0 ? Math.floor(start * list.length) : nearest.reduce((at, d, i) => (d > nearest[at] ? i : at), 0);
    chosen.push(next);
    list.forEach((point, i) => (nearest[i] = Math.min(nearest[i], squaredDistance(point, list[next]))));
    nearest[next] = -1; // never again, even where points coincide
  }
  return chosen;
}

/** The point of a list with the smallest sum of distances to the others: its medoid, the first of several. −1 for an empty list. */
export function mostCentral(list: readonly Float64Array[]): number {
  const sums = list.map((point) => list.reduce((sum, other) => sum + Math.sqrt(squaredDistance(point, other)), 0));
  return sums.reduce((at, sum, i) => (at < 0 || sum < sums[at] ? i : at), -1);
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}
