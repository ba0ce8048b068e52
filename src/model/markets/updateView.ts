import { haircut } from "../rules/r08-haircut.ts";
import { depth } from "../rules/r04-depth.ts";
import { type ModelSetup, trendDistance } from "../setup.ts";
import { logPrice, type MarketState, trailingReturn, volatilityRatio } from "./marketState.ts";
import { EQUITY, FX, JGB, MARKET_COUNT, OTHER, TECH, UST } from "./names.ts";
import { yields } from "./policy.ts";
import type { SettlementView } from "./settlementView.ts";
import type { MarketView } from "./view.ts";

/** Event 4: what agents see, with lagged volatility; also the round's depth (R4) and haircuts (R8). */
export function updateView(v: MarketView, s: MarketState, setup: ModelSetup, day: number, roundOfDay: number): void {
  const { impact, rates } = setup.configuration;
  const { ratio, sigma } = s;
  for (let m = 0; m < MARKET_COUNT; m++) {
    ratio[m] = volatilityRatio(s, m);
    sigma[m] = setup.sigma[m] * ratio[m];
    s.depth[m] = depth(setup.depth[m] * s.depthScale[m], ratio[m], impact.depth_elasticity, impact.depth_bound);
    s.haircut[m] = haircut(setup.haircut[m] + s.haircutAdded[m], ratio[m], impact.margin_elasticity);
  }
  v.haircut_fx = s.haircut[FX];
  v.haircut_ust = s.haircut[UST];
  v.haircut_tech = s.haircut[TECH];
  v.haircut_equity = s.haircut[EQUITY];
  v.haircut_jgb = s.haircut[JGB];
  v.haircut_other = s.haircut[OTHER];
  v.sigma_fx = sigma[FX];
  v.sigma_ust = sigma[UST];
  v.sigma_tech = sigma[TECH];
  v.sigma_equity = sigma[EQUITY];
  v.sigma_jgb = sigma[JGB];
  v.sigma_other = sigma[OTHER];
  v.ratio_fx = ratio[FX];
  v.ratio_ust = ratio[UST];
  v.ratio_tech = ratio[TECH];
  v.ratio_equity = ratio[EQUITY];
  markClosing(v, s);
  v.usd = s.usd;
  v.yen = s.yen / s.before[FX];
  v.ust = s.before[UST];
  v.tech = s.before[TECH];
  v.equity = s.before[EQUITY];
  v.jgb = s.before[JGB] / s.before[FX];
  v.other = s.before[OTHER];
  v.usdjpy = s.before[FX];
  v.yen_index = s.yen;
  v.return_20d_fx = trailingReturn(s, setup, FX, day, 20);
  v.return_60d_fx = trailingReturn(s, setup, FX, day, 60);
  v.us_rate = s.usRate;
  v.jp_rate = s.jpRate;
  v.spread = s.usRate - s.jpRate;
  v.narrowing = rates.us_policy - rates.jp_policy - v.spread;
  const y = yields(s, setup);
  v.ust_yield = y.ust;
  v.jgb_yield = y.jgb;
  v.jgb_rise = y.jgb - rates.jgb_yield;
  v.hedge_basis = rates.hedge_basis;
  v.intervention = s.intervention;
  v.unfilled = s.unfilled ? 1 : 0;
  v.new_day = roundOfDay === 0 && day > 1 ? 1 : 0;
  v.last_round = roundOfDay === setup.rounds - 1 ? 1 : 0;
  v.dt = 1 / setup.rounds;
  v.closing_only = 0;
}

/** Marks after the trades of the round before: the prices at which defaults are judged (R27). */
export function markClosing(v: MarketView, s: MarketState): void {
  v.closing_usd = s.usdBefore;
  v.closing_yen = s.yenBefore / s.after[FX];
  v.closing_ust = s.after[UST];
  v.closing_tech = s.after[TECH];
  v.closing_equity = s.after[EQUITY];
  v.closing_jgb = s.after[JGB] / s.after[FX];
  v.closing_other = s.after[OTHER];
}

/** What settlement sees, once the round is cleared. */
export function markSettlement(v: SettlementView, { usd, yen, filled, execution }: MarketState): void {
  v.usd = usd;
  v.yen = yen;
  v.filled_fx = filled[FX];
  v.filled_ust = filled[UST];
  v.filled_tech = filled[TECH];
  v.filled_equity = filled[EQUITY];
  v.filled_jgb = filled[JGB];
  v.filled_other = filled[OTHER];
  v.execution_fx = execution[FX];
  v.execution_ust = execution[UST];
  v.execution_tech = execution[TECH];
  v.execution_equity = execution[EQUITY];
  v.execution_jgb = execution[JGB];
  v.execution_other = execution[OTHER];
}

/**
 * Trend distances (R13), computed after a round's prices and averages are known. Written out: a
 * function per market, kept for its three horizons, was a quarter of a path's garbage.
 */
export function updateTrends(v: MarketView, s: MarketState, setup: ModelSetup): void {
  const { averages } = s;
  let x = logPrice(s, FX);
  let sigma = setup.sigma[FX] * volatilityRatio(s, FX);
  v.trend_fx_20 = trendDistance(x, averages[FX * 3], sigma, 20);
  v.trend_fx_60 = trendDistance(x, averages[FX * 3 + 1], sigma, 60);
  v.trend_fx_120 = trendDistance(x, averages[FX * 3 + 2], sigma, 120);
  x = logPrice(s, UST);
  sigma = setup.sigma[UST] * volatilityRatio(s, UST);
  v.trend_ust_20 = trendDistance(x, averages[UST * 3], sigma, 20);
  v.trend_ust_60 = trendDistance(x, averages[UST * 3 + 1], sigma, 60);
  v.trend_ust_120 = trendDistance(x, averages[UST * 3 + 2], sigma, 120);
  x = logPrice(s, TECH);
  sigma = setup.sigma[TECH] * volatilityRatio(s, TECH);
  v.trend_tech_20 = trendDistance(x, averages[TECH * 3], sigma, 20);
  v.trend_tech_60 = trendDistance(x, averages[TECH * 3 + 1], sigma, 60);
  v.trend_tech_120 = trendDistance(x, averages[TECH * 3 + 2], sigma, 120);
  x = logPrice(s, EQUITY);
  sigma = setup.sigma[EQUITY] * volatilityRatio(s, EQUITY);
  v.trend_equity_20 = trendDistance(x, averages[EQUITY * 3], sigma, 20);
  v.trend_equity_60 = trendDistance(x, averages[EQUITY * 3 + 1], sigma, 60);
  v.trend_equity_120 = trendDistance(x, averages[EQUITY * 3 + 2], sigma, 120);
}
