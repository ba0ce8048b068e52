import { price } from "../rules/r01-price.ts";
import type { ModelSetup } from "../setup.ts";
import { PAST_DAYS } from "./history.ts";
import { EQUITY, MARKET_COUNT, TECH } from "./names.ts";

/** Everything about the markets and their policy makers that changes along a path. */
export interface MarketState {
  /** Log prices per market: exogenous f, permanent impact u, transient impact w (R1). */
  readonly f: Float64Array;
  readonly u: Float64Array;
  readonly w: Float64Array;
  /** Prices before trading, after trading, and at execution. */
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly execution: Float64Array;
  /** Exogenous log returns of the round. */
  readonly news: Float64Array;
  /** Log price after the previous round, for total returns. */
  readonly lastLog: Float64Array;
  /** Perceived variance per round, and at t = 0 (R3). */
  readonly variance: Float64Array;
  readonly variance0: Float64Array;
  /** Of the round: perceived over initial volatility (R3), volatility per √day, depth (R4), haircut (R8). */
  readonly ratio: Float64Array;
  readonly sigma: Float64Array;
  readonly depth: Float64Array;
  readonly haircut: Float64Array;
  /** Scripted changes of the base depth and haircut. */
  readonly depthScale: Float64Array;
  readonly haircutAdded: Float64Array;
  /** Moving averages [6 × 3] (R13) and daily log closes [6 × (121 + days)]. */
  readonly averages: Float64Array;
  readonly closes: Float64Array;
  usRate: number;
  jpRate: number;
  /** Policy surprises of the round, percentage points. */
  surpriseUs: number;
  surpriseJp: number;
  /** Values of the bank accounts, 1 at t = 0. */
  usd: number;
  yen: number;
  usdBefore: number;
  yenBefore: number;
  /** Share of the orders filled in the round, per market (R26). */
  readonly filled: Float64Array;
  unfilled: boolean;
  /** Signals of the round (R23, R24): transient log return of USDJPY. */
  signal: number;
  /** Dollars the Ministry of Finance decided to sell in this round. */
  intervention: number;
  lastStrikeDay: number;
  secondStrikeDay: number;
  calmedDay: number;
}

/** Memory for one path's markets; `resetMarkets` puts it at t = 0. */
export function createMarkets(setup: ModelSetup): MarketState {
  const vector = () => new Float64Array(MARKET_COUNT);
  return {
    f: vector(), u: vector(), w: vector(),
    before: vector(), after: vector(), execution: vector(), news: vector(), lastLog: vector(),
    variance: vector(), variance0: vector(), ratio: vector(), sigma: vector(), depth: vector(), haircut: vector(),
    depthScale: vector(), haircutAdded: vector(),
    averages: new Float64Array(MARKET_COUNT * 3),
    closes: new Float64Array(MARKET_COUNT * (PAST_DAYS + 1 + setup.days)),
    usRate: 0, jpRate: 0, surpriseUs: 0, surpriseJp: 0,
    usd: 1, yen: 1, usdBefore: 1, yenBefore: 1,
    filled: vector(), unfilled: false,
    signal: 0, intervention: 0, lastStrikeDay: 0, secondStrikeDay: 0, calmedDay: 0,
  };
}

export function resetMarkets(s: MarketState, setup: ModelSetup): void {
  for (const zero of [s.f, s.u, s.w, s.news, s.lastLog, s.haircutAdded]) zero.fill(0);
  s.depthScale.fill(1);
  s.averages.set(setup.averages);
  for (let m = 0; m < MARKET_COUNT; m++) {
    const initial = price(setup.base[m], 0, 0, 0);
    s.before[m] = s.after[m] = s.execution[m] = initial;
    s.variance0[m] = s.variance[m] = (setup.sigma[m] * setup.sigma[m]) / setup.rounds;
    s.filled[m] = 1;
    s.closes.set(setup.pastCloses.subarray(m * (PAST_DAYS + 1), (m + 1) * (PAST_DAYS + 1)), closeIndex(setup, m, -PAST_DAYS));
  }
  s.usRate = setup.configuration.rates.us_policy;
  s.jpRate = setup.configuration.rates.jp_policy;
  s.surpriseUs = s.surpriseJp = 0;
  s.usd = s.yen = s.usdBefore = s.yenBefore = 1;
  s.unfilled = false;
  s.signal = s.intervention = 0;
  s.ratio.fill(1);
  s.sigma.set(setup.sigma);
  s.depth.set(setup.depth);
  s.haircut.set(setup.haircut);
  s.lastStrikeDay = s.calmedDay = -1e9;
  s.secondStrikeDay = 0;
}

/** Log price of a market relative to t = 0. */
export function logPrice(s: MarketState, m: number): number {
  return s.f[m] + s.u[m] + s.w[m];
}

/** Where the log close of a market on a day lies in `closes`; day 0 is t = 0, earlier days are negative. */
export function closeIndex(setup: ModelSetup, m: number, day: number): number {
  return m * (PAST_DAYS + 1 + setup.days) + PAST_DAYS + day;
}

/** Log return from the close `days` before the present day (1 = first day) to now. */
export function trailingReturn(s: MarketState, setup: ModelSetup, m: number, day: number, days: number): number {
  return logPrice(s, m) - s.closes[closeIndex(setup, m, day - days)];
}

/** Trailing log return of US equity as a whole: a third technology. */
export function trailingEquityReturn(s: MarketState, setup: ModelSetup, day: number, days: number): number {
  return (trailingReturn(s, setup, TECH, day, days) + 2 * trailingReturn(s, setup, EQUITY, day, days)) / 3;
}

/** σ̂/σ⁰ of a market (R3); 1 when it has no volatility. */
export function volatilityRatio(s: MarketState, m: number): number {
  return s.variance0[m] > 0 ? Math.sqrt(s.variance[m] / s.variance0[m]) : 1;
}
