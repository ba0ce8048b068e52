import { type Estimate, normalInterval } from "./estimate.ts";
import type { Statistic } from "./statistic.ts";

/** One path in two runs that draw the same random numbers. */
export interface PairedValues {
  readonly a: number;
  readonly b: number;
}

/** Running moments of a and of d = b − a: means, and sums of squares and products about them. */
export interface PairedState {
  count: number;
  meanA: number;
  meanD: number;
  aa: number;
  ad: number;
  dd: number;
}

export interface PairedDifference {
  readonly count: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of b − a with its 95 % interval, in the unit of the values. */
  readonly difference: Estimate;
  /**
   * How many times as many paths two runs with random numbers of their own would need for an interval as
   * narrow: (Var a + Var b) / Var d. Infinite where d is constant, NaN where nothing varies at all.
   */
  readonly varianceReduction: number;
}

/**
 * Mean difference of paired values, with common random numbers.
 *
 *   d̄ ± z · sd(d)/√n,   Var b = Var a + 2 Cov(a, d) + Var d
 *
 * The difference has NaN bounds for a single pair; without pairs every value but the count is NaN.
 * `merge` is commutative to the bit, associative to rounding.
 */
export const pairedDifference: Statistic<PairedState, PairedValues, PairedDifference> = {
  init() {
    return { count: 0, meanA: 0, meanD: 0, aa: 0, ad: 0, dd: 0 };
  },

  add(state, { a, b }) {
    const x = a - state.meanA;
    const d = b - a - state.meanD;
    state.count += 1;
    state.meanA += x / state.count;
    state.meanD += d / state.count;
    const share = (state.count - 1) / state.count;
    state.aa += x * x * share;
    state.ad += x * d * share;
    state.dd += d * d * share;
  },

  merge(into, from) {
    if (from.count === 0) return;
    if (into.count === 0) {
      Object.assign(into, from);
      return;
    }
    const count = into.count + from.count;
    const x = into.meanA - from.meanA;
    const d = into.meanD - from.meanD;
    const share = (into.count * from.count) / count;
    into.meanA = (into.count * into.meanA + from.count * from.meanA) / count;
    into.meanD = (into.count * into.meanD + from.count * from.meanD) / count;
    into.aa = into.aa + from.aa + x * x * share;
    into.ad = into.ad + from.ad + x * d * share;
    into.dd = into.dd + from.dd + d * d * share;
    into.count = count;
  },

  value({ count, meanA, meanD, aa, ad, dd }) {
    if (count === 0) return { count, meanA: NaN, meanB: NaN, difference: normalInterval(NaN, NaN), varianceReduction: NaN };
    const standardError = count > 1 ? Math.sqrt(dd / (count * (count - 1))) : NaN;
    return {
      count,
      meanA,
      meanB: meanA + meanD,
      difference: normalInterval(meanD, standardError),
      varianceReduction: (2 * aa + 2 * ad + dd) / dd,
    };
  },
};
