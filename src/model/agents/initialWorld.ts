import type { Market } from "../markets/names.ts";

/** The market at t = 0, as the opening books need it. */
export interface InitialWorld {
  readonly usdjpy: number;
  /** Rounds per day. */
  readonly rounds: number;
  readonly usRate: number;
  readonly jpRate: number;
  readonly ustYield: number;
  readonly jgbYield: number;
  /** Haircuts in calm markets, share of value. */
  readonly haircut: Record<Market, number>;
  /** Volatility per √day. */
  readonly sigma: Record<Market, number>;
  /** Trend (R13) over 20, 60 and 120 days, in units of σ√T. */
  readonly trend: Record<"fx" | "ust" | "tech" | "equity", readonly [number, number, number]>;
}
