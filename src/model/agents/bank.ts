import { integer, number, perAgent } from "../parameter.ts";
import { carrySale } from "../rules/r20-carry-sale.ts";
import { kind, ORDERED, REST } from "./kind.ts";

/**
 * Banks fund US assets in dollars and sell Treasuries that yield less than their funding (R20).
 * They repay dollars: no yen is bought.
 */
export const bank = kind({
  name: "bank",
  title: "Banks",
  japanese: true,
  official: false,
  twoSided: false,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R20", "R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 120, description: "Number of banks and cooperatives", source: "about 100 regional banks, three large groups, Japan Post Bank, Norinchukin" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { pareto: { alpha: 1, min: 1 } }, description: "Relative size", source: "assumption: a few large holders" }),
    treasuries: number({ unit: "USD bn", min: 0, max: 2000, default: 110, description: "US Treasuries", source: "assumption, 80 to 160" }),
    us_equity: number({ unit: "USD bn", min: 0, max: 2000, default: 50, description: "US equity", source: "assumption, 20 to 90" }),
    tech_share: number({ unit: "share", min: 0, max: 1, default: 0.33, description: "Technology in US equity", source: "the seven largest companies are about a third of the S&P 500" }),
    funding_spread: perAgent({ unit: "percentage points", min: -2, max: 5, default: { uniform: { low: 0.1, high: 1.1 } }, description: "Dollar funding cost above the policy rate", source: "assumption: wholesale funding and cross-currency basis" }),
    response: number({ unit: "per day per percentage point", min: 0, max: 1, default: 0.02, description: "a: share sold per point of negative carry (R20)", source: "USD 20 to 121 bn a year; USD 121 bn at one cooperative in fiscal 2024" }),
    cap: number({ unit: "per day", min: 0, max: 1, default: 0.01, description: "ā: most sold in a day (R20)", source: "assumption" }),
  },
  columns: { funding_spread: { unit: "percentage points", description: "Dollar funding cost above the policy rate (R20)" } },
  flows: { carry: ["ust"] },
  counters: {},

  open({ share, draw }, p) {
    const ust = share * p.treasuries;
    const equities = share * p.us_equity;
    return {
      cash: -(ust + equities),
      ust,
      tech: equities * p.tech_share,
      equity: equities * (1 - p.tech_share),
      funding_spread: draw.funding_spread,
    };
  },

  scalars: (p) => ({ response: p.response, cap: p.cap }),

  decide(i, a, m, k, f) {
    if (m.closing_only === 1) return REST;
    const cost = m.us_rate + a.funding_spread[i];
    if (cost <= m.ust_yield) return REST;
    const sellUst = carrySale(cost, m.ust_yield, k.response, k.cap, m.dt) * a.ust[i];
    if (!(sellUst > 0)) return REST;
    a.order_ust[i] = -sellUst;
    f.carry_ust -= sellUst;
    return ORDERED;
  },
});
