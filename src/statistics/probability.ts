import { Z95, type Estimate } from "./estimate.ts";
import type { Statistic } from "./statistic.ts";

/** How many of `count` numbers satisfied the event. */
export interface ProbabilityState {
  count: number;
  hits: number;
}

/**
 * Probability that a number exceeds the threshold, P(X > threshold), with its
 * Wilson interval. Counts merge exactly, in any order. Without data every
 * value is NaN.
 */
export function exceedance(threshold: number): Statistic<ProbabilityState, number, Estimate> {
  return {
    init: () => ({ count: 0, hits: 0 }),
    add(state, x) {
      state.count += 1;
      if (x > threshold) state.hits += 1;
    },
    merge(into, from) {
      into.count += from.count;
      into.hits += from.hits;
    },
    value: ({ count, hits }) => wilson(hits, count),
  };
}

/**
 * Proportion with its 95 % Wilson score interval, which stays inside [0, 1]
 * and has positive width even at 0 or n hits.
 *
 *   (p̂ + z²/2n ± z √(p̂(1 − p̂)/n + z²/4n²)) / (1 + z²/n),   p̂ = hits/n
 *
 * Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212.
 *
 * @returns all NaN for n = 0
 */
export function wilson(hits: number, n: number): Estimate {
  if (n === 0) return { value: NaN, ciLow: NaN, ciHigh: NaN };
  const share = hits / n;
  const scale = 1 + (Z95 * Z95) / n;
  const centre = share + (Z95 * Z95) / (2 * n);
  const half = Z95 * Math.sqrt((share * (1 - share)) / n + (Z95 * Z95) / (4 * n * n));
  return {
    value: share,
    // At the ends the exact bound is 0 or 1; rounding must not move it past the value.
    ciLow: hits === 0 ? 0 : (centre - half) / scale,
    ciHigh: hits === n ? 1 : (centre + half) / scale,
  };
}
