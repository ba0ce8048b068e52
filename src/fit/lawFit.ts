import type { DailyMoments } from "./dailyMoments.ts";

/** The laws of news that can be fitted to daily returns of USDJPY. */
export type FittedLaw = "stochastic_volatility" | "merton" | "kou" | "regime_switching";

/** Values by name: those of `shocks.<law>`, and `volatility` and `drift` of `markets.fx`. */
export type NamedValues = Readonly<Record<string, number>>;

/** A law of news fitted to daily returns. */
export interface LawFit {
  readonly law: FittedLaw;
  /** Under the names of `shocks.<law>`. */
  readonly parameters: NamedValues;
  /** `markets.fx.volatility`, per √day. */
  readonly volatility: number;
  /** `markets.fx.drift`, log return a year. */
  readonly drift: number;
  /** Of the parameters, volatility and drift; NaN where the data do not tell them. */
  readonly standardErrors: NamedValues;
  /** Of a fit by maximum likelihood. */
  readonly logLikelihood?: number;
  /** Of a fit by moments: Σ ((fitted − measured)/standard error)². */
  readonly objective?: number;
  /** False when the search was broken off. */
  readonly converged: boolean;
  /** What a day of the fitted law has, agents left out. */
  readonly moments: DailyMoments;
}

/**
 * The most that jumps may add to the mean, log return a year, up or down. Beyond it they are no jumps but a
 * trend, and the drift that offsets them would leave its range.
 */
export const MOST_JUMP_TREND = 0.5;
