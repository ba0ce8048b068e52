import { normalInterval, type Estimate } from "./estimate.ts";
import type { Statistic } from "./statistic.ts";

/** Running moments of n numbers: m2 = Σ (x − mean)². */
export interface MomentsState {
  count: number;
  mean: number;
  m2: number;
  min: number;
  max: number;
}

/** Moments in the unit of the data: `mean` with interval mean ± z·sd/√n. */
export interface MomentsValue {
  readonly count: number;
  readonly mean: Estimate;
  /** Sample standard deviation √(m2/(n − 1)); NaN below two numbers. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Count, mean, sample standard deviation, minimum and maximum in one pass.
 *
 *   merge:  mean = (n_a mean_a + n_b mean_b)/n
 *           m2 = m2_a + m2_b + (mean_a − mean_b)² n_a n_b/n
 *
 * `merge` is commutative to the bit, associative to rounding. Without data,
 * every value but the count is NaN.
 *
 * Source: Chan, Golub & LeVeque (1983), The American Statistician 37, 242–247.
 */
export const moments: Statistic<MomentsState, number, MomentsValue> = {
  init() {
    return { count: 0, mean: 0, m2: 0, min: Infinity, max: -Infinity };
  },

  add(state, x) {
    const before = x - state.mean;
    state.count += 1;
    state.mean += before / state.count;
    state.m2 += before * (x - state.mean);
    state.min = Math.min(state.min, x);
    state.max = Math.max(state.max, x);
  },

  merge(into, from) {
    if (from.count === 0) return;
    if (into.count === 0) {
      Object.assign(into, from);
      return;
    }
    const count = into.count + from.count;
    const gap = into.mean - from.mean;
    into.mean = (into.count * into.mean + from.count * from.mean) / count;
    into.m2 = into.m2 + from.m2 + (gap * gap * (into.count * from.count)) / count;
    into.count = count;
    into.min = Math.min(into.min, from.min);
    into.max = Math.max(into.max, from.max);
  },

  value({ count, mean, m2, min, max }) {
    if (count === 0) return { count, mean: normalInterval(NaN, NaN), sd: NaN, min: NaN, max: NaN };
    const sd = count > 1 ? Math.sqrt(m2 / (count - 1)) : NaN;
    return { count, mean: normalInterval(mean, sd / Math.sqrt(count)), sd, min, max };
  },
};
