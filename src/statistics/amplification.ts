import { normalInterval, type Estimate } from "./estimate.ts";
import type { Statistic } from "./statistic.ts";

/** One path run twice with the same random numbers: agents acting, agents frozen. */
export interface Pair {
  readonly full: number;
  readonly frozen: number;
}

/** Running moments of d = full − frozen and y = frozen: mean and sums of squares. */
export interface AmplificationState {
  count: number;
  meanD: number;
  meanY: number;
  dd: number;
  dy: number;
  yy: number;
}

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
  init() {
    return { count: 0, meanD: 0, meanY: 0, dd: 0, dy: 0, yy: 0 };
  },

  add(state, { full, frozen }) {
    const d = full - frozen - state.meanD;
    const y = frozen - state.meanY;
    state.count += 1;
    state.meanD += d / state.count;
    state.meanY += y / state.count;
    const share = (state.count - 1) / state.count;
    state.dd += d * d * share;
    state.dy += d * y * share;
    state.yy += y * y * share;
  },

  merge(into, from) {
    if (from.count === 0) return;
    if (into.count === 0) {
      Object.assign(into, from);
      return;
    }
    const count = into.count + from.count;
    const d = into.meanD - from.meanD;
    const y = into.meanY - from.meanY;
    const share = (into.count * from.count) / count;
    into.meanD = (into.count * into.meanD + from.count * from.meanD) / count;
    into.meanY = (into.count * into.meanY + from.count * from.meanY) / count;
    into.dd = into.dd + from.dd + d * d * share;
    into.dy = into.dy + from.dy + d * y * share;
    into.yy = into.yy + from.yy + y * y * share;
    into.count = count;
  },

  value(state) {
    const { count, meanD, dd } = state;
    if (count === 0) return { count, ratio: unknown, difference: unknown };
    const standardError = count > 1 ? Math.sqrt(dd / (count * (count - 1))) : NaN;
    return { count, ratio: ratio(state), difference: normalInterval(meanD, standardError) };
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
