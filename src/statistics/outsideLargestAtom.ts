/**
 * How many values differ from the most frequent one: n − max_x #{i: xᵢ = x}. Of a metric that is 0 on most paths
 * they are those that tell of its size.
 *
 * @param sorted ascending, without NaN
 */
export function outsideLargestAtom(sorted: Float64Array): number {
  let longest = 0;
  let start = 0;
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[start]) continue;
    longest = Math.max(longest, i - start);
    start = i;
  }
  return sorted.length - longest;
}
