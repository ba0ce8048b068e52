import { integer, number, perAgent } from "../parameter.ts";
import { dipBuying } from "../rules/r14-dip-buying.ts";
import { lossCut } from "../rules/r14-loss-cut.ts";
import { carryOver } from "../rules/r26-carry-over.ts";
import { defaults } from "../rules/r27-default.ts";
import { DEFAULTED, kind, ORDERED, REST } from "./kind.ts";

/**
 * Japanese retail FX traders hold dollars on margin: cash = X dollars, yen = deposit − X S.
 * They buy dips, and brokers close everything when yen equity falls below the loss-cut level (R14).
 */
export const retailTrader = kind({
  name: "retail_trader",
  title: "Retail FX traders",
  japanese: true,
  official: false,
  twoSided: false,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R14", "R26", "R27"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 1200, description: "Number of accounts, each standing for many", source: "about 860,000 active accounts" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { lognormal: { median: 1, sigma: 1 } }, description: "Relative size", source: "assumption" }),
    net_long: number({ unit: "JPY bn", min: 0.001, max: 50000, default: 2000, description: "Net long dollar position of all accounts", source: "JPY 1 to 3.5 tn" }),
    leverage: perAgent({ unit: "1", min: 1, max: 25, default: { lognormal: { median: 6, sigma: 0.6, min: 1.2, max: 24 } }, description: "Position over yen equity at t = 0", source: "cap 25 since 2011; effective mean 3 to 12" }),
    loss_cut_level: perAgent({ unit: "1", min: 0.1, max: 1, default: { choice: { values: [0.4, 0.5, 0.6, 1], weights: [1, 5, 1, 7] } }, description: "Loss-cut level c of the broker (R14)", source: "published rules of fourteen brokers" }),
    margin: number({ unit: "share of position", min: 0.001, max: 1, default: 0.04, description: "Required margin (R14)", source: "25-fold cap since 2011" }),
    dip_strength: number({ unit: "per day", min: 0, max: 100, default: 1.6, description: "ζ of dip-buying (R14)", source: "1 to 8 % of open interest per −1 % over a month" }),
  },
  columns: {
    loss_cut_level: { unit: "1", description: "c (R14)" },
    open: { unit: "0 or 1", description: "0 once the position has been cut" },
  },
  flows: { loss_cut: ["fx"], dip_buying: ["fx"] },
  counters: {
    loss_cuts: { unit: "accounts", description: "Accounts closed by their broker in a round" },
  },

  open({ share, draw }, p, world) {
    const position = p.net_long * share;
    return {
      cash: position / world.usdjpy,
      yen: position / draw.leverage - position,
      loss_cut_level: draw.loss_cut_level,
      open: 1,
    };
  },

  scalars: (p) => ({ margin: p.margin, zeta: p.dip_strength }),

  decide(i, a, m, k, f) {
    if (a.active[i] === 0) return REST;
    const cash = a.cash[i];
    const yen = a.yen[i];
    if (defaults(cash * m.closing_usd + yen * m.closing_yen)) return DEFAULTED;
    if (m.closing_only === 1) return REST;

    const waiting = m.unfilled === 1 && a.waiting[i] === 1;
    const position = cash * m.usd * m.usdjpy;
    const own = position + yen * m.yen_index;
    let buyYen = 0;
    if (a.open[i] === 1 && lossCut(own, a.loss_cut_level[i], k.margin, position)) {
      a.open[i] = 0;
      a.called[i] = 1;
      f.loss_cuts += 1;
      buyYen = position;
    }
    if (waiting) buyYen = carryOver(buyYen, a.order_fx[i]);
    if (buyYen > 0) {
      a.order_fx[i] = buyYen;
      f.loss_cut_fx += buyYen;
      return ORDERED;
    }
    if (a.open[i] === 0 || m.return_20d_fx >= 0) return REST;

    const sellYen = dipBuying(k.zeta, m.return_20d_fx, own - k.margin * position, m.dt);
    if (!(sellYen > 0)) return REST;
    a.order_fx[i] = -sellYen;
    f.dip_buying_fx -= sellYen;
    return ORDERED;
  },
});
