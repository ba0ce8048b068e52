import type { Draws } from "../draws.ts";

/** Daily log returns of the markets for `historical_bootstrap`, row-major [days × 6]; NaN where a market has no data. */
export interface ReturnHistory {
  readonly days: number;
  readonly returns: readonly number[];
}

/**
 * A law of exogenous news (R2). One object per path: `start` puts it at t = 0, `draw` writes
 * the round's log returns of the six markets, without drift and policy surprises.
 */
export interface ShockModel {
  start(draws: Draws): void;
  draw(draws: Draws, round: number, out: Float64Array): void;
  /** Weight ω of the stress regime in the present round, 0 … 1. */
  stress(): number;
  /** Scripted event `volatility`: set the log-variance state. */
  setVolatility(h: number): void;
}
