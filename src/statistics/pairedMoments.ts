import { type Estimate, normalInterval } from "./estimate.ts";

/** Running moments of paired values (y, x), of y and of d = x − y: means, and sums of squares and products about them. */
export interface PairedMoments {
  count: number;
  meanD: number;
  meanY: number;
  dd: number;
  dy: number;
  yy: number;
}

export function noPairs(): PairedMoments {
  return { count: 0, meanD: 0, meanY: 0, dd: 0, dy: 0, yy: 0 };
}

export function addPair(state: PairedMoments, y0: number, x0: number): void {
  const d = x0 - y0 - state.meanD;
  const y = y0 - state.meanY;
  state.count += 1;
  state.meanD += d / state.count;
  state.meanY += y / state.count;
  const share = (state.count - 1) / state.count;
  state.dd += d * d * share;
  state.dy += d * y * share;
  state.yy += y * y * share;
}

/** Commutative to the bit, associative to rounding; `from` stays as it was. */
export function mergePairs(into: PairedMoments, from: PairedMoments): void {
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
}

/** d̄ ± z·sd(d)/√n; NaN bounds for a single pair, all NaN without pairs. */
export function meanDifference({ count, meanD, dd }: PairedMoments): Estimate {
  if (count === 0) return normalInterval(NaN, NaN);
  return normalInterval(meanD, count > 1 ? Math.sqrt(dd / (count * (count - 1))) : NaN);
}
