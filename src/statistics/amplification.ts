import { normalInterval, type Estimate } from "./estimate.ts";
import { addPair, meanDifference, mergePairs, noPairs, type PairedMoments } from "./pairedMoments.ts";
import type { Statistic } from "./statistic.ts";

/** One path run twice with the same random numbers: agents acting, agents frozen. */
export interface Pair {
  readonly full: number;
  readonly frozen: number;
}

/** Moments of the pairs (frozen, full). */
export type AmplificationState = PairedMoments;

export interface AmplificationValue {
  readonly count: number;
  /** Mean full move over mean frozen move [1]. */
  readonly ratio: Estimate;
  /** Mean of full − frozen, in the unit of the moves. */
  readonly difference: Estimate;
}

/**
 * Amplification A = mean(full)/mean(frozen) of paired moves.
 *
 *   A = 1 + r,  r = d̄/ȳ,   SE² = Σ (d − r y)² / (n (n − 1) ȳ²)     (delta method,
 *   sums about the means);   difference: d̄ ± z·sd(d)/√n
 *
 * Without pairs every value but the count is NaN.
 * The ratio is NaN, with its bounds, where the frozen mean cannot be told
 * from 0: |ȳ| < 2 SE(ȳ), ȳ = 0, or a single pair. Where full equals frozen on
 * every path A is exactly 1 with interval [1, 1], unless nothing moved at all.
 *
 * `merge` is commutative to the bit, associative to rounding.
 */
export const amplification: Statistic<AmplificationState, Pair, AmplificationValue> = {
  init: noPairs,
  add: (state, { full, frozen }) => addPair(state, frozen, full),
  merge: mergePairs,

  value(state) {
    return { count: state.count, ratio: state.count === 0 ? unknown : ratio(state), difference: meanDifference(state) };
  },
};

const unknown: Estimate = normalInterval(NaN, NaN);

function ratio({ count, meanD, meanY, dd, dy, yy }: AmplificationState): Estimate {
  const identical = meanD === 0 && dd === 0;
  const nothingMoved = meanY === 0 && yy === 0;
  if (identical && !nothingMoved) return normalInterval(1, 0);
  const pairs = count * (count - 1);
  const distinguishable = meanY !== 0 && meanY * meanY >= (4 * yy) / pairs;
  if (!distinguishable) return unknown;
  const r = meanD / meanY;
  const residual = Math.max(0, dd - 2 * r * dy + r * r * yy);
  return normalInterval(1 + r, Math.sqrt(residual / pairs) / Math.abs(meanY));
}
