import type { Market } from "../model/markets/names.ts";
import type { Window } from "./closes.ts";
import type { Regime } from "./correlations.ts";
import type { DailyMoments } from "./dailyMoments.ts";

/** What the targets were measured on: USDJPY at noon in New York (FRED DEXJPUS). */
export const TARGET_WINDOW: Window = { from: "2015-01-01", to: "2025-07-31" };

/** A range that a fitted value should lie in, both ends included. */
export interface TargetRange {
  readonly low: number;
  readonly high: number;
}

/** Ranges for the unconditional law of a day of USDJPY, set around what it was in that window. */
export const MOMENT_TARGETS: { readonly [name in keyof DailyMoments]?: TargetRange } = {
  sd: { low: 0.005, high: 0.0067 },
  skewness: { low: -0.7, high: -0.3 },
  kurtosis: { low: 6, high: 10 },
  falls_2: { low: 0.8, high: 2.3 },
  falls_3: { low: 0.2, high: 0.7 },
};

/** Correlation of USDJPY with a market. Treasuries in price terms: ρ with the yield has the other sign. */
export const CORRELATION_TARGETS: readonly (TargetRange & { readonly second: Market; readonly regime: Regime })[] = [
  { second: "ust", regime: "all", low: -0.6, high: -0.4 },
  { second: "ust", regime: "calm", low: -0.6, high: -0.4 },
  { second: "ust", regime: "stress", low: -0.6, high: -0.4 },
  { second: "tech", regime: "calm", low: -0.15, high: 0.15 },
  { second: "tech", regime: "stress", low: 0.1, high: 0.5 },
];
