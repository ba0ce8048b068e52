import type { Statistic } from "./statistic.ts";

/** Counts per bin, and of the numbers outside all bins. */
export interface Histogram {
  /** The counts, whole numbers, exact up to 2⁵³; length = edges.length − 1. */
  readonly counts: Float64Array;
  below: number;
  above: number;
}

/**
 * Histogram over fixed edges e₀ < e₁ < … < e_m: bin i counts eᵢ ≤ x < eᵢ₊₁,
 * and the last bin includes its upper edge. Counts merge exactly, in any order.
 *
 * `merge` accepts states of the same edges only.
 *
 * @throws RangeError unless there are at least two edges, finite and strictly
 *   increasing; on adding NaN; on merging states of different lengths.
 */
export function histogram(edges: Float64Array): Statistic<Histogram, number, Histogram> {
  const bins = edges.length - 1;
  const increasing = edges.every((e, i) => Number.isFinite(e) && (i === 0 || edges[i - 1] < e));
  if (bins < 1 || !increasing) {
    throw new RangeError("histogram edges must be two or more finite, strictly increasing numbers");
  }
  const first = edges[0];
  const last = edges[bins];

  return {
    init: () => ({ counts: new Float64Array(bins), below: 0, above: 0 }),
    add(state, x) {
      if (x < first) state.below += 1;
      else if (x > last) state.above += 1;
      else if (x >= first) state.counts[binOf(edges, x)] += 1;
      else throw new RangeError("NaN has no place in a histogram");
    },
    merge(into, from) {
      if (from.counts.length !== into.counts.length) {
        throw new RangeError("histograms over different edges cannot be merged");
      }
      for (let i = 0; i < bins; i++) into.counts[i] += from.counts[i];
      into.below += from.below;
      into.above += from.above;
    },
    value: ({ counts, below, above }) => ({ counts: counts.slice(), below, above }),
  };
}

/** The bin of x between the first and the last edge, by bisection. */
function binOf(edges: Float64Array, x: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= x) low = middle;
    else high = middle;
  }
  return low;
}
