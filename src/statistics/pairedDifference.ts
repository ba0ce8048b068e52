import type { Estimate } from "./estimate.ts";
import { addPair, meanDifference, mergePairs, noPairs, type PairedMoments } from "./pairedMoments.ts";
import type { Statistic } from "./statistic.ts";

/** One path in two runs that draw the same random numbers. */
export interface PairedValues {
  readonly a: number;
  readonly b: number;
}

/** Moments of the pairs (a, b). */
export type PairedState = PairedMoments;

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
  init: noPairs,
  add: (state, { a, b }) => addPair(state, a, b),
  merge: mergePairs,

  value(state) {
    const { count, meanD, meanY, dd, dy, yy } = state;
    const meanA = count === 0 ? NaN : meanY;
    return { count, meanA, meanB: meanA + meanD, difference: meanDifference(state), varianceReduction: (2 * yy + 2 * dy + dd) / dd };
  },
};
