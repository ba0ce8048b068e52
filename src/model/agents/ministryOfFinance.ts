import { integer, number, perAgent } from "../parameter.ts";
import { fundingSale } from "../rules/r22-funding-sale.ts";
import { kind, ORDERED, REST } from "./kind.ts";

/**
 * The Ministry of Finance sells dollars for yen when policy decides so (R21, R23; the decision
 * is drawn once a day or scripted) and raises them by selling Treasuries (R22).
 */
export const ministryOfFinance = kind({
  name: "ministry_of_finance",
  title: "Ministry of Finance",
  japanese: true,
  official: true,
  twoSided: false,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R21", "R22", "R23", "R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1, default: 1, description: "There is one", source: "Foreign Exchange Fund Special Account" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: 1, description: "Relative size", source: "there is one" }),
    treasuries: number({ unit: "USD bn", min: 0, max: 3000, default: 830, description: "US Treasuries in the reserves", source: "assumption, 780 to 900: reserve securities of about USD 930 bn, mostly Treasuries" }),
    deposits: number({ unit: "USD bn", min: 0, max: 3000, default: 160, description: "Foreign-currency deposits", source: "reserve tables, about USD 160 bn" }),
    funded_by_sales: number({ unit: "share", min: 0, max: 1, default: 0.95, description: "ν: share of the dollars raised by selling Treasuries (R22)", source: "May 2024 and May 2026: securities fell by the amount spent; 0.80 to 1" }),
    funding_days: number({ unit: "days", min: 0.01, max: 250, default: 10, description: "n: days over which they are sold (R22)", source: "assumption: within the month" }),
    deposit_reserve: number({ unit: "share", min: 0, max: 0.9, default: 0.1, description: "Part of the deposits kept back against a worse execution price", source: "assumption" }),
  },
  columns: {
    due: { unit: "USD bn", description: "Treasuries still to be sold for dollars spent; negative: sold ahead" },
    pace: { unit: "USD bn", description: "Treasuries sold per round while any are due" },
    postponed: { unit: "USD bn", description: "Decided intervention that waits for dollars" },
  },
  flows: {
    intervention: ["fx"],
    intervention_funding: ["ust"],
  },
  counters: {
    intervention_usd: { unit: "USD bn", description: "Dollars newly offered for yen in a round" },
  },

  open: (_agent, p) => ({ cash: p.deposits, ust: p.treasuries, due: 0, pace: 0, postponed: 0 }),

  scalars: (p, rounds) => ({
    funded: p.funded_by_sales,
    sale_rounds: Math.max(1, p.funding_days * rounds),
    usable: 1 - p.deposit_reserve,
  }),

  decide(i, a, m, k, f) {
    if (m.closing_only === 1) return REST;
    // What the market did not take in the round before is ordered again (R26).
    const waiting = m.unfilled === 1 && a.waiting[i] === 1;
    const unspent = waiting ? a.order_fx[i] / m.usdjpy : 0;
    const unsold = waiting ? -(a.order_ust[i] * m.ust) : 0;
    const decided = m.intervention + a.postponed[i] + unspent;
    if (decided <= 0 && a.due[i] + unsold <= 0) return REST;

    const cash = Math.max(0, a.cash[i] * m.usd);
    const ust = a.ust[i];
    const spend = Math.min(decided, cash * k.usable);
    // Dollars that deposits cannot give are raised now and spent in the next round; with no
    // Treasuries left the rest of the decision lapses.
    const short = Math.min(decided - spend, ust * m.ust);
    a.postponed[i] = short;

    const due = a.due[i] + unsold + k.funded * (spend - unspent);
    const pace = spend > 0 ? Math.max(a.pace[i], due / k.sale_rounds) : a.pace[i];
    const sellUst = Math.min(ust, (Math.max(0, fundingSale(due, pace)) + short) / m.ust);
    a.due[i] = due - sellUst * m.ust;
    a.pace[i] = a.due[i] > 0 ? pace : 0;

    const buyYen = spend * m.usdjpy;
    if (!(buyYen > 0 || sellUst > 0)) return REST;
    a.order_fx[i] = buyYen;
    a.order_ust[i] = -sellUst;
    f.intervention_fx += buyYen;
    f.intervention_usd += spend - unspent;
    f.intervention_funding_ust -= sellUst;
    return ORDERED;
  },
});
