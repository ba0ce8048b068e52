import { integer, number, perAgent } from "../parameter.ts";
import { spreadSale } from "../rules/r20-spread-sale.ts";
import { speedPerRound } from "../speed.ts";
import { kind, ORDERED, REST } from "./kind.ts";

/**
 * Investment trusts, households and corporates hold US assets without leverage or hedge. They
 * sell in proportion to the narrowing of the policy spread and take the yen home (R20).
 */
export const investmentTrust = kind({
  name: "investment_trust",
  title: "Investment trusts and households",
  japanese: true,
  official: false,
  twoSided: false,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R20", "R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 400, description: "Number of trusts and groups of holders", source: "assumption" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { lognormal: { median: 1, sigma: 1.2 } }, description: "Relative size", source: "assumption" }),
    treasuries: number({ unit: "USD bn", min: 0, max: 2000, default: 25, description: "US Treasuries", source: "assumption: trusts and households 10 to 40, corporates 5" }),
    us_equity: number({ unit: "USD bn", min: 0, max: 3000, default: 880, description: "US equity", source: "assumption: trusts and households 380 to 600, corporates and other 250 to 500" }),
    tech_share: number({ unit: "share", min: 0, max: 1, default: 0.4, description: "Technology in US equity", source: "S&P 500 and technology funds" }),
    response: perAgent({ unit: "share per percentage point", min: 0, max: 1, default: { lognormal: { median: 0.03, sigma: 0.6, max: 1 } }, description: "s: share sold per percentage point of narrowing (R20)", source: "assumption: sticky, tax-favoured savings" }),
    speed: number({ unit: "per day", min: 0, max: 1, default: 0.05, description: "φ (R20)", source: "assumption: a month" }),
  },
  columns: {
    response: { unit: "share per percentage point", description: "s (R20)" },
    ust0: { unit: "units", description: "Treasuries at t = 0" },
    tech0: { unit: "units", description: "Technology equity at t = 0" },
    equity0: { unit: "units", description: "Other equity at t = 0" },
  },
  flows: { spread: ["fx", "ust", "tech", "equity"] },
  counters: {},

  open({ share, draw }, p) {
    const ust = share * p.treasuries;
    const tech = share * p.us_equity * p.tech_share;
    const equities = share * p.us_equity * (1 - p.tech_share);
    return { ust, tech, equity: equities, response: draw.response, ust0: ust, tech0: tech, equity0: equities };
  },

  scalars: (p, rounds) => ({ speed: speedPerRound(p.speed, rounds) }),

  decide(i, a, m, k, f) {
    if (m.closing_only === 1) return REST;
    // R26: what was not sold is decided anew; dollars of what was sold still need their yen.
    const waiting = m.unfilled === 1 && a.waiting[i] === 1;
    const rest = waiting ? a.order_fx[i] + (a.order_ust[i] * m.ust + a.order_tech[i] * m.tech + a.order_equity[i] * m.equity) * m.usdjpy : 0;
    if (m.narrowing <= 0 && rest <= 0) return REST;
    const response = a.response[i];
    const sellUst = spreadSale(a.ust[i], a.ust0[i], response, m.narrowing, k.speed);
    const sellTech = spreadSale(a.tech[i], a.tech0[i], response, m.narrowing, k.speed);
    const sellEquity = spreadSale(a.equity[i], a.equity0[i], response, m.narrowing, k.speed);
    if (!(sellUst > 0 || sellTech > 0 || sellEquity > 0 || rest > 0)) return REST;
    const buyYen = Math.max(0, (sellUst * m.ust + sellTech * m.tech + sellEquity * m.equity) * m.usdjpy + rest);
    a.order_ust[i] = -sellUst;
    a.order_tech[i] = -sellTech;
    a.order_equity[i] = -sellEquity;
    a.order_fx[i] = buyYen;
    f.spread_ust -= sellUst;
    f.spread_tech -= sellTech;
    f.spread_equity -= sellEquity;
    f.spread_fx += buyYen;
    return ORDERED;
  },
});
