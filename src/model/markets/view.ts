/**
 * What every agent sees in a round: one set of numbers, the same for all.
 *
 * Names without prefix are marks before the round's trades, `closing_` marks after the
 * trades of the round before. `usd` and `yen` value one unit of the two bank accounts, so
 * interest accrues without touching a balance; `ust` … `other` value one unit held, in USD bn.
 */
export const marketView = {
  usd: "USD bn per unit of the dollar account",
  yen: "USD bn per unit of the yen account",
  ust: "USD bn per unit of US Treasuries",
  tech: "USD bn per unit of US technology equity",
  equity: "USD bn per unit of other US equity",
  jgb: "USD bn per unit of Japanese government bonds",
  other: "USD bn per unit of carry assets outside the US",
  closing_usd: "usd after the previous round",
  closing_yen: "yen after the previous round",
  closing_ust: "ust after the previous round",
  closing_tech: "tech after the previous round",
  closing_equity: "equity after the previous round",
  closing_jgb: "jgb after the previous round",
  closing_other: "other after the previous round",
  usdjpy: "yen per dollar",
  yen_index: "JPY bn per unit of the yen account",
  haircut_fx: "share of value (R8)",
  haircut_ust: "share of value (R8)",
  haircut_tech: "share of value (R8)",
  haircut_equity: "share of value (R8)",
  haircut_jgb: "share of value (R8)",
  haircut_other: "share of value (R8)",
  sigma_fx: "perceived volatility per √day (R3)",
  sigma_ust: "perceived volatility per √day (R3)",
  sigma_tech: "perceived volatility per √day (R3)",
  sigma_equity: "perceived volatility per √day (R3)",
  sigma_jgb: "perceived volatility per √day (R3)",
  sigma_other: "perceived volatility per √day (R3)",
  ratio_fx: "perceived over initial volatility (R3)",
  ratio_ust: "perceived over initial volatility (R3)",
  ratio_tech: "perceived over initial volatility (R3)",
  ratio_equity: "perceived over initial volatility (R3)",
  trend_fx_20: "log price less its 20-day average, in σ̂√20 (R13)",
  trend_fx_60: "log price less its 60-day average, in σ̂√60 (R13)",
  trend_fx_120: "log price less its 120-day average, in σ̂√120 (R13)",
  trend_ust_20: "as trend_fx_20, for US Treasuries",
  trend_ust_60: "as trend_fx_60, for US Treasuries",
  trend_ust_120: "as trend_fx_120, for US Treasuries",
  trend_tech_20: "as trend_fx_20, for US technology equity",
  trend_tech_60: "as trend_fx_60, for US technology equity",
  trend_tech_120: "as trend_fx_120, for US technology equity",
  trend_equity_20: "as trend_fx_20, for other US equity",
  trend_equity_60: "as trend_fx_60, for other US equity",
  trend_equity_120: "as trend_fx_120, for other US equity",
  return_20d_fx: "log return of USDJPY over 20 days",
  return_60d_fx: "log return of USDJPY over 60 days",
  us_rate: "US policy rate, % a year",
  jp_rate: "Japanese policy rate, % a year",
  spread: "us_rate − jp_rate, percentage points",
  narrowing: "spread at t = 0 less spread, percentage points",
  ust_yield: "US Treasury yield, % a year",
  jgb_yield: "JGB yield, % a year",
  jgb_rise: "JGB yield less its value at t = 0, percentage points",
  hedge_basis: "cross-currency basis, percentage points (R15)",
  intervention: "dollars the Ministry of Finance decided to sell in this round, USD bn (R21)",
  unfilled: "1 if some orders of the previous round were cut by the participation cap, else 0",
  new_day: "1 in the first round of a day after the first, else 0",
  last_round: "1 in the last round of a day, else 0",
  dt: "length of a round, days",
  closing_only: "1 after the last round of a path: only defaults are checked, else 0",
} as const;

export type MarketView = Record<keyof typeof marketView, number>;

/** A view with every field zero; the engine fills it each round. */
export function emptyView(): MarketView {
  return Object.fromEntries(Object.keys(marketView).map((name) => [name, 0])) as MarketView;
}
