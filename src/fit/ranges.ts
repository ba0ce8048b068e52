import { exp, log } from "../model/elementary.ts";

/** A parameter's range, and the whole real line that a search moves on. */
export interface Range {
  readonly fromLine: (theta: number) => number;
  readonly toLine: (value: number) => number;
}

/** low … high, both excluded: x = low + (high − low)/(1 + e^−θ). */
export function between(low: number, high: number): Range {
  return {
    fromLine: (theta) => low + (high - low) / (1 + exp(-theta)),
    toLine: (value) => log((value - low) / (high - value)),
  };
}

/** The same for a positive parameter of unknown order of magnitude: ln x lies between. */
export function betweenOrders(low: number, high: number): Range {
  const { fromLine, toLine } = between(log(low), log(high));
  return { fromLine: (theta) => exp(fromLine(theta)), toLine: (value) => toLine(log(value)) };
}
