import { haircut } from "../rules/r08-haircut.ts";
import { depth } from "../rules/r04-depth.ts";
import { type ModelSetup, trendDistance } from "../setup.ts";
import { TREND_DAYS } from "./history.ts";
import { logPrice, type MarketState, trailingReturn, volatilityRatio } from "./marketState.ts";
import { ASSETS, EQUITY, FX, JGB, MARKET_COUNT, MARKETS, OTHER, TECH, UST } from "./names.ts";
import { yields } from "./policy.ts";
import type { MarketView } from "./view.ts";

/** Event 4: what agents see, with lagged volatility; also the round's depth (R4) and haircuts (R8). */
export function updateView(view: MarketView, s: MarketState, setup: ModelSetup, day: number, roundOfDay: number): void {
  const { impact, rates } = setup.configuration;
  const v = view as unknown as Record<string, number>;
  for (let m = 0; m < MARKET_COUNT; m++) {
    const ratio = volatilityRatio(s, m);
    s.depth[m] = depth(setup.depth[m] * s.depthScale[m], ratio, impact.depth_elasticity, impact.depth_bound);
    s.haircut[m] = haircut(setup.haircut[m] + s.haircutAdded[m], ratio, impact.margin_elasticity);
    v[`haircut_${MARKETS[m]}`] = s.haircut[m];
    v[`sigma_${MARKETS[m]}`] = setup.sigma[m] * ratio;
  }
  markClosing(view, s);
  view.usd = s.usd;
  view.yen = s.yen / s.before[FX];
  for (const asset of ASSETS) view[asset] = s.before[MARKETS.indexOf(asset)];
  view.jgb = s.before[JGB] / s.before[FX];
  view.usdjpy = s.before[FX];
  view.yen_index = s.yen;
  view.ratio_fx = volatilityRatio(s, FX);
  view.ratio_ust = volatilityRatio(s, UST);
  view.ratio_tech = volatilityRatio(s, TECH);
  view.ratio_equity = volatilityRatio(s, EQUITY);
  view.return_20d_fx = trailingReturn(s, setup, FX, day, 20);
  view.return_60d_fx = trailingReturn(s, setup, FX, day, 60);
  view.us_rate = s.usRate;
  view.jp_rate = s.jpRate;
  view.spread = s.usRate - s.jpRate;
  view.narrowing = rates.us_policy - rates.jp_policy - view.spread;
  const y = yields(s, setup);
  view.ust_yield = y.ust;
  view.jgb_yield = y.jgb;
  view.jgb_rise = y.jgb - rates.jgb_yield;
  view.hedge_basis = rates.hedge_basis;
  view.intervention = s.intervention;
  view.unfilled = s.unfilled ? 1 : 0;
  view.new_day = roundOfDay === 0 && day > 1 ? 1 : 0;
  view.last_round = roundOfDay === setup.rounds - 1 ? 1 : 0;
  view.dt = 1 / setup.rounds;
  view.closing_only = 0;
}

/** Marks after the trades of the round before: the prices at which defaults are judged (R27). */
export function markClosing(view: MarketView, s: MarketState): void {
  view.closing_usd = s.usdBefore;
  view.closing_yen = s.yenBefore / s.after[FX];
  view.closing_ust = s.after[UST];
  view.closing_tech = s.after[TECH];
  view.closing_equity = s.after[EQUITY];
  view.closing_jgb = s.after[JGB] / s.after[FX];
  view.closing_other = s.after[OTHER];
}

/** Trend distances (R13), computed after a round's prices and averages are known. */
export function updateTrends(view: MarketView, s: MarketState, setup: ModelSetup): void {
  const v = view as unknown as Record<string, number>;
  for (const m of [FX, UST, TECH, EQUITY]) {
    const sigma = setup.sigma[m] * volatilityRatio(s, m);
    TREND_DAYS.forEach((days, h) => {
      v[`trend_${MARKETS[m]}_${days}`] = trendDistance(logPrice(s, m), s.averages[m * 3 + h], sigma, days);
    });
  }
}
