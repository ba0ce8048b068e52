import { integer, number, perAgent } from "../parameter.ts";
import { hedgedYield } from "../rules/r15-hedged-yield.ts";
import { repatriation } from "../rules/r15-repatriation.ts";
import { hedgeRatioTarget } from "../rules/r16-hedge-ratio.ts";
import { solvencyRatio } from "../rules/r17-solvency-ratio.ts";
import { solvencySale } from "../rules/r17-solvency-sale.ts";
import { speedPerRound } from "../speed.ts";
import { kind, ORDERED, REST } from "./kind.ts";

/**
 * Japanese life insurers hold foreign bonds, partly hedged with short dollars against yen
 * (cash below zero, yen above). They bring hedged Treasuries home when JGBs yield more (R15),
 * move the hedge ratio with volatility, trend and solvency (R16), and sell risk assets when
 * solvency falls below its trigger (R17).
 */
export const lifeInsurer = kind({
  name: "life_insurer",
  title: "Life insurers",
  japanese: true,
  official: false,
  twoSided: true,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R15", "R16", "R17", "R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 42, description: "Number of companies", source: "42 companies, March 2022" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { pareto: { alpha: 1, min: 1 } }, description: "Relative size", source: "the nine largest hold 65 to 85 % of assets" }),
    treasuries: number({ unit: "USD bn", min: 0, max: 2000, default: 60, description: "US Treasuries", source: "assumption, 40 to 100" }),
    us_equity: number({ unit: "USD bn", min: 0, max: 2000, default: 90, description: "US equity", source: "assumption, 60 to 130" }),
    tech_share: number({ unit: "share", min: 0, max: 1, default: 0.33, description: "Technology in US equity", source: "the seven largest companies are about a third of the S&P 500" }),
    other_foreign_bonds: number({ unit: "USD bn", min: 0, max: 2000, default: 370, description: "Foreign bonds other than US Treasuries", source: "foreign securities of about JPY 100 tn less the above" }),
    jgb: number({ unit: "JPY bn", min: 0, max: 1e6, default: 160000, description: "Japanese government bonds", source: "about two fifths of assets of JPY 420 tn" }),
    yen_cash: number({ unit: "JPY bn", min: 0, max: 1e6, default: 12000, description: "Yen deposits and call loans before hedges", source: "assumption: about 3 % of assets" }),
    hedge_ratio: perAgent({ unit: "share", min: 0, max: 1, default: { normal: { mean: 0.43, sd: 0.12, min: 0, max: 1 } }, description: "Hedge ratio H₀ of foreign bonds (R16)", source: "44.4 % for the nine largest, March 2025; extrapolated 38 to 47 %" }),
    repatriation_response: number({ unit: "per day per percentage point", min: 0, max: 1, default: 0.0022, description: "a: hedged Treasuries sold (R15)", source: "bond sales of JPY 0.5 to 3 tn a half-year" }),
    repatriation_cap: number({ unit: "per day", min: 0, max: 1, default: 0.01, description: "ā: most sold in a day (R15)", source: "assumption" }),
    preference: perAgent({ unit: "percentage points", min: -10, max: 10, default: { normal: { mean: 0.5, sd: 0.5 } }, description: "g⁰: yield gain below which the book stays abroad (R15)", source: "assumption" }),
    unhedged_response: number({ unit: "1", min: 0, max: 1, default: 0.25, description: "Unhedged Treasuries sold relative to hedged ones (R15); they buy yen", source: "assumption" }),
    beta_volatility: number({ unit: "1", min: 0, max: 2, default: 0.05, description: "β_σ (R16)", source: "assumption" }),
    beta_return: number({ unit: "1", min: 0, max: 10, default: 0.8, description: "β_r (R16)", source: "assumption: a 10 % yen rise adds 8 points" }),
    beta_solvency: number({ unit: "1", min: 0, max: 10, default: 0.3, description: "β_E (R16)", source: "assumption" }),
    hedge_speed: number({ unit: "per day", min: 0, max: 1, default: 0.02, description: "φ_H (R16)", source: "assumption: 2 % a day" }),
    solvency_ratio: perAgent({ unit: "1", min: 1, max: 5, default: { normal: { mean: 2.05, sd: 0.15, min: 1.5, max: 3 } }, description: "ESR at t = 0", source: "208 % at one large insurer, March 2026; 180 to 230 %" }),
    solvency_target: number({ unit: "1", min: 0.5, max: 5, default: 1.8, description: "ESR* of R16", source: "assumption" }),
    solvency_trigger: number({ unit: "1", min: 0.5, max: 5, default: 1.2, description: "Hard trigger of R17", source: "legal floor 100 % with a management buffer" }),
    required_capital: number({ unit: "share of assets", min: 0.01, max: 1, default: 0.08, description: "Required capital at t = 0", source: "assumption: own funds of about a sixth of assets at ESR 205 %" }),
    risk_charge: number({ unit: "share", min: 0.01, max: 1, default: 0.4, description: "Capital charge on US equity (R17)", source: "equity stress of about 40 %" }),
    yield_sensitivity: number({ unit: "per percentage point", min: -2, max: 2, default: 0.12, description: "s_y of ESR (R17)", source: "50 bp are about 6 points" }),
  },
  columns: {
    normal_hedge: { unit: "share", description: "H₀ (R16)" },
    hedge: { unit: "share", description: "H (R16)" },
    preference: { unit: "percentage points", description: "g⁰ (R15)" },
    solvency0: { unit: "1", description: "ESR at t = 0" },
    required: { unit: "JPY bn", description: "Required capital" },
    jgb0: { unit: "units", description: "JGBs at t = 0" },
    value0: { unit: "JPY bn", description: "Foreign book with its hedges at t = 0 (R17)" },
    capital_over_charge: { unit: "1", description: "Required capital over the charge on risk assets (R17)" },
  },
  flows: {
    repatriation: ["fx", "ust", "jgb"],
    hedging: ["fx"],
    solvency: ["fx", "tech", "equity"],
  },
  counters: {},

  open({ share, draw }, p, world) {
    const ust = share * p.treasuries;
    const other = share * p.other_foreign_bonds;
    const tech = share * p.us_equity * p.tech_share;
    const equities = share * p.us_equity * (1 - p.tech_share);
    const jgb = share * p.jgb;
    const hedged = draw.hedge_ratio * (ust + other);
    const yenCash = share * p.yen_cash;
    const value = (ust + other + tech + equities) * world.usdjpy;
    const required = p.required_capital * (value + jgb + yenCash);
    return {
      cash: -hedged,
      yen: yenCash + hedged * world.usdjpy,
      ust,
      tech,
      equity: equities,
      jgb,
      other,
      normal_hedge: draw.hedge_ratio,
      hedge: draw.hedge_ratio,
      preference: draw.preference,
      solvency0: draw.solvency_ratio,
      required,
      jgb0: jgb,
      value0: value + yenCash,
      capital_over_charge: required / Math.max(p.risk_charge * (tech + equities) * world.usdjpy, 1e-9),
    };
  },

  scalars: (p, rounds) => ({
    response: p.repatriation_response,
    cap: p.repatriation_cap,
    unhedged: p.unhedged_response,
    beta_volatility: p.beta_volatility,
    beta_return: p.beta_return,
    beta_solvency: p.beta_solvency,
    hedge_speed: speedPerRound(p.hedge_speed, rounds),
    target: p.solvency_target,
    trigger: p.solvency_trigger,
    yield_sensitivity: p.yield_sensitivity,
  }),

  decide(i, a, m, k, f) {
    if (m.closing_only === 1) return REST;
    const ust = a.ust[i];
    const tech = a.tech[i];
    const equities = a.equity[i];
    const ustValue = ust * m.ust;
    const bonds = ustValue + a.other[i] * m.other;
    const riskAssets = tech * m.tech + equities * m.equity;

    const foreign = (bonds + riskAssets + a.cash[i] * m.usd) * m.usdjpy + a.yen[i] * m.yen_index;
    // JGBs bought with yen leave the foreign book at cost: adding them back keeps V comparable.
    const bought = (a.jgb[i] - a.jgb0[i]) * m.jgb * m.usdjpy;
    const ratio = solvencyRatio(a.solvency0[i], foreign + bought, a.value0[i], a.required[i], k.yield_sensitivity, m.jgb_rise);

    const gain = m.jgb_yield - hedgedYield(m.ust_yield, m.us_rate, m.jp_rate, m.hedge_basis);
    const sold = repatriation(gain, a.preference[i], k.response, k.cap, m.dt);
    const hedge = a.hedge[i];
    const sellHedged = sold * hedge * ust;
    const sellUnhedged = sold * k.unhedged * (1 - hedge) * ust;
    const sellUst = Math.min(ust, sellHedged + sellUnhedged);

    const target = hedgeRatioTarget(a.normal_hedge[i], k.beta_volatility, m.ratio_fx, k.beta_return, m.return_60d_fx, k.beta_solvency, k.target - ratio);
    const change = k.hedge_speed * (target - hedge);
    a.hedge[i] = hedge + change;
    let hedgeYen = change * bonds * m.usdjpy;

    const distress = solvencySale(ratio, k.trigger, a.capital_over_charge[i]);
    const sellTech = distress * tech;
    const sellEquity = distress * equities;
    const solvencyYen = (sellTech * m.tech + sellEquity * m.equity) * m.usdjpy;

    const comingHome = sellUst * m.ust * m.usdjpy;
    const repatriationYen = sellUnhedged * m.ust * m.usdjpy;
    let buyJgb = comingHome / (m.jgb * m.usdjpy);
    if (m.unfilled === 1 && a.waiting[i] === 1) {
      // R26: unsold assets are decided anew; yen and JGBs that hedges and assets sold still need are not.
      const unhedged = sellUst > 0 ? sellUnhedged / sellUst : 0;
      hedgeYen += a.order_fx[i] + (a.order_ust[i] * m.ust * unhedged + a.order_tech[i] * m.tech + a.order_equity[i] * m.equity) * m.usdjpy;
      buyJgb = Math.max(0, buyJgb + a.order_jgb[i] + (a.order_ust[i] * m.ust) / m.jgb);
    }
    a.order_ust[i] = -sellUst;
    a.order_tech[i] = -sellTech;
    a.order_equity[i] = -sellEquity;
    a.order_jgb[i] = buyJgb;
    a.order_fx[i] = repatriationYen + hedgeYen + solvencyYen;
    f.repatriation_ust -= sellUst;
    f.repatriation_ust_gross += sellUst;
    f.repatriation_jgb += buyJgb;
    f.repatriation_jgb_gross += buyJgb;
    f.repatriation_fx += repatriationYen;
    f.repatriation_fx_gross += repatriationYen;
    f.hedging_fx += hedgeYen;
    f.hedging_fx_gross += Math.abs(hedgeYen);
    f.solvency_tech -= sellTech;
    f.solvency_tech_gross += sellTech;
    f.solvency_equity -= sellEquity;
    f.solvency_equity_gross += sellEquity;
    f.solvency_fx += solvencyYen;
    f.solvency_fx_gross += solvencyYen;
    return ORDERED;
  },
});
