import { integer, number, perAgent } from "../parameter.ts";
import { carryFactor } from "../rules/r10-carry-factor.ts";
import { deleveraging } from "../rules/r10-deleveraging.ts";
import { leverageTarget } from "../rules/r10-leverage-target.ts";
import { stopLoss } from "../rules/r11-stop-loss.ts";
import { assetSale } from "../rules/r12-asset-sale.ts";
import { liquidationShare } from "../rules/r12-liquidation-share.ts";
import { carryOver } from "../rules/r26-carry-over.ts";
import { defaults } from "../rules/r27-default.ts";
import { equity } from "../rules/r07-equity.ts";
import { marginCall } from "../rules/r09-margin-call.ts";
import { marginRequirement } from "../rules/r08-margin-requirement.ts";
import { speedPerRound } from "../speed.ts";
import { DEFAULTED, kind, ORDERED, REST } from "./kind.ts";

const weight = (asset: string, median: number) =>
  perAgent({ unit: "1", min: 0, max: 100, default: { lognormal: { median, sigma: 0.5 } }, description: `Relative weight of ${asset} in the US part of the book`, source: "assumption: liquid US technology, equity and Treasuries; halves of US equity sales in tech, range 0.35 to 0.7" });

/**
 * Hedge funds borrow yen and hold US technology equity, other US equity, Treasuries and carry
 * assets elsewhere. They sell when called (R9), when leverage exceeds its target (R10) and
 * when a drawdown stops them out (R11), and repay yen with the proceeds (R12).
 */
export const hedgeFund = kind({
  name: "hedge_fund",
  title: "Hedge funds",
  japanese: false,
  official: false,
  twoSided: false,
  borrowsYen: true,
  speculativeShare: (p) => p.futures_share,
  rules: ["R7", "R8", "R9", "R10", "R11", "R12", "R26", "R27"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 4000, description: "Number of funds and desks", source: "600 macro and multi-strategy funds, with several desks and accounts each" }),
    yen_loans: number({ unit: "USD bn", min: 0.001, max: 2000, default: 180, description: "Yen borrowed by all funds", source: "calibrated within carry stock of USD 150 to 500 bn (BIS Bulletin 90: about 250) times a levered share of 0.3 to 0.7; docs/calibration.md" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { pareto: { alpha: 1.1, min: 1, max: 200 } }, description: "Relative size of a fund", source: "assumption: Pareto tail 0.9 to 1.4, cut at 200 times the smallest" }),
    debt_to_equity: perAgent({ unit: "1", min: 0.1, max: 30, default: { lognormal: { median: 4.8, sigma: 0.4, min: 1, max: 12 } }, description: "Yen debt over the equity posted for the carry book", source: "calibrated within 2 to 7: macro median gross leverage 4 to 14, half of it funded in yen; docs/calibration.md" }),
    margin_buffer: perAgent({ unit: "1", min: 0, max: 20, default: { lognormal: { median: 0.37, sigma: 0.8 } }, description: "Equity above the margin requirement at t = 0, as a share of it", source: "assumption, calibrated; docs/calibration.md" }),
    us_share: number({ unit: "share of assets", min: 0, max: 1, default: 0.55, description: "Share of the assets in US markets", source: "range 0.35 to 0.70; about 45 % of the trade is not in US assets" }),
    tech_weight: weight("technology equity", 0.35),
    equity_weight: weight("other equity", 0.25),
    ust_weight: weight("Treasuries", 0.4),
    leverage_headroom: perAgent({ unit: "1", min: 0, max: 20, default: { lognormal: { median: 0.8, sigma: 0.6 } }, description: "Distance of the leverage limit λ_max above the leverage at t = 0", source: "assumption" }),
    risk_headroom: perAgent({ unit: "1", min: 0, max: 20, default: { lognormal: { median: 1.5, sigma: 0.5 } }, description: "Distance of the risk limit ϑ above the risk at t = 0", source: "assumption" }),
    drawdown_stop: perAgent({ unit: "share", min: 0.005, max: 1, default: { lognormal: { median: 0.4, sigma: 0.3, min: 0.05, max: 0.95 } }, description: "Drawdown d of the posted equity that closes a fund's book (R11)", source: "calibrated within desk stops of 3 to 10 % of a fund's net asset value, about a tenth of which is posted for the carry book; docs/calibration.md" }),
    liquid_first: perAgent({ unit: "share", min: 0, max: 1, default: { uniform: { low: 0, high: 1 } }, description: "Share ω sold down the waterfall instead of pro rata (R12)", source: "hedge funds sold liquid and volatile stocks first in 2008" }),
    call_buffer: number({ unit: "1", min: 0, max: 2, default: 0.1, description: "Buffer b restored by a margin call (R9)", source: "assumption" }),
    call_speed: number({ unit: "per round", min: 0, max: 1, default: 0.5, description: "φ_c: share of a margin call met in a round (R12)", source: "brokers call for the same or the next day" }),
    deleveraging_speed: number({ unit: "per day", min: 0, max: 1, default: 0.33, description: "φ_v: share of the excess leverage sold in a day (R12)", source: "assumption: about three days" }),
    deleveraging_band: number({ unit: "1", min: 0, max: 2, default: 0.1, description: "No-trade band δ around the leverage target (R10)", source: "assumption: trading costs" }),
    carry_elasticity: number({ unit: "1", min: 0, max: 5, default: 1, description: "η: leverage targets follow the policy spread (R10)", source: "assumption" }),
    carry_floor: number({ unit: "1", min: 0.01, max: 1, default: 0.2, description: "c_min: floor of the carry factor (R10)", source: "assumption" }),
    futures_share: number({ unit: "share", min: 0, max: 1, default: 0.0222, description: "Share of the yen debt run as futures: part of the net speculative position", source: "USD 4 bn of the net speculative short of USD 11.3 bn; the rest is trend followers'" }),
  },
  columns: {
    leverage_limit: { unit: "assets / equity", description: "λ_max (R10)" },
    risk_limit: { unit: "per √day", description: "ϑ (R10)" },
    drawdown_stop: { unit: "share", description: "d (R11)" },
    liquid_first: { unit: "share", description: "ω (R12)" },
    peak: { unit: "USD bn", description: "Highest daily net asset value (R11)" },
    reason: { unit: "0 to 3", description: "Cause of the order that is waiting: 1 margin call, 2 deleveraging, 3 stop-loss" },
  },
  flows: {
    margin_call: ["fx", "ust", "tech", "equity", "other"],
    deleveraging: ["fx", "ust", "tech", "equity", "other"],
    stop_loss: ["fx", "ust", "tech", "equity", "other"],
  },
  counters: {
    margin_calls: { unit: "calls", description: "Funds below their margin requirement in a round" },
    margin_call_usd: { unit: "USD bn", description: "Shortfall against the restored requirement" },
  },

  open({ share, draw }, p, world) {
    const debt = p.yen_loans * share;
    const own = debt / draw.debt_to_equity;
    const sum = draw.tech_weight + draw.equity_weight + draw.ust_weight || 1;
    const weights = {
      tech: (p.us_share * draw.tech_weight) / sum,
      equity: (p.us_share * draw.equity_weight) / sum,
      ust: (p.us_share * draw.ust_weight) / sum,
      other: 1 - p.us_share,
    };
    const assets = ["tech", "equity", "ust", "other"] as const;
    const haircut = assets.reduce((h, m) => h + weights[m] * world.haircut[m], 0);
    const sigma = assets.reduce((s, m) => s + weights[m] * world.sigma[m], 0);
    // Holdings that put equity at (1 + buffer) times the margin requirement; the rest is cash,
    // borrowed at most up to 0.3 of equity.
    const wanted = (own / (1 + draw.margin_buffer) - world.haircut.fx * debt) / haircut;
    const value = Math.min(Math.max(wanted, 0), debt + 1.3 * own);
    const leverage = value / own;
    const risk = (value * sigma + debt * world.sigma.fx) / own;
    return {
      cash: own + debt - value,
      yen: -debt * world.usdjpy,
      ust: value * weights.ust,
      tech: value * weights.tech,
      equity: value * weights.equity,
      other: value * weights.other,
      leverage_limit: leverage * (1 + draw.leverage_headroom),
      risk_limit: risk * (1 + draw.risk_headroom),
      drawdown_stop: draw.drawdown_stop,
      liquid_first: draw.liquid_first,
      peak: own,
      reason: 0,
    };
  },

  scalars: (p, rounds) => ({
    buffer: p.call_buffer,
    call_speed: p.call_speed,
    deleveraging_speed: speedPerRound(p.deleveraging_speed, rounds),
    band: p.deleveraging_band,
    carry_elasticity: p.carry_elasticity,
    carry_floor: p.carry_floor,
    carry_factor: 1,
    trigger: 1 + p.deleveraging_band,
  }),

  prepare(k, m) {
    k.carry_factor = carryFactor(m.spread, m.spread + m.narrowing, k.carry_floor, k.carry_elasticity);
    k.trigger = (1 + k.band) * k.carry_factor;
  },

  decide(i, a, m, k, f) {
    if (a.active[i] === 0) return REST;
    const cash = a.cash[i];
    const yen = a.yen[i];
    const ust = a.ust[i];
    const tech = a.tech[i];
    const equities = a.equity[i];
    const other = a.other[i];

    const closingAssets = ust * m.closing_ust + tech * m.closing_tech + equities * m.closing_equity + other * m.closing_other;
    const closing = equity(cash * m.closing_usd, yen, m.closing_yen, closingAssets);
    if (defaults(closing)) return DEFAULTED;
    if (m.closing_only === 1) return REST;
    if (m.new_day === 1 && closing > a.peak[i]) a.peak[i] = closing;

    const ustValue = ust * m.ust;
    const techValue = tech * m.tech;
    const equityValue = equities * m.equity;
    const otherValue = other * m.other;
    const assets = ustValue + techValue + equityValue + otherValue;
    const debt = -(yen * m.yen);
    const own = equity(cash * m.usd, yen, m.yen, assets);
    const haircuts = ustValue * m.haircut_ust + techValue * m.haircut_tech + equityValue * m.haircut_equity + otherValue * m.haircut_other;
    const requirement = marginRequirement(haircuts, m.haircut_fx, debt);
    const risk = ustValue * m.sigma_ust + techValue * m.sigma_tech + equityValue * m.sigma_equity + otherValue * m.sigma_other + debt * m.sigma_fx;

    const called = own < requirement;
    const aboveTarget = assets > k.trigger * a.leverage_limit[i] * own || risk > k.trigger * a.risk_limit[i] * own;
    const stopped = m.last_round === 1 && own < (1 - a.drawdown_stop[i]) * a.peak[i];
    const waiting = m.unfilled === 1 && a.waiting[i] === 1;
    if (!called && !aboveTarget && !stopped && !waiting) return REST;

    const call = marginCall(own, requirement, k.buffer);
    const volatility = risk / Math.max(assets, 1e-12);
    const target = leverageTarget(a.leverage_limit[i], a.risk_limit[i], volatility, k.carry_factor);
    const excess = deleveraging(target, own, assets, k.band);
    const stop = m.last_round === 1 ? stopLoss(own, a.peak[i], a.drawdown_stop[i]) : 0;
    const share = liquidationShare(k.call_speed, call, k.deleveraging_speed, excess, stop);

    if (stop > 0) a.peak[i] = own; // a closed book starts a new record
    if (called) {
      a.called[i] = 1;
      f.margin_calls += 1;
      f.margin_call_usd += (1 + k.buffer) * requirement - own;
    }
    if (share > 0) {
      a.reason[i] = stop === share ? 3 : k.call_speed * call === share ? 1 : 2;
    }

    const liquidFirst = a.liquid_first[i];
    let remaining = share * assets;
    let sellTech = assetSale(liquidFirst, share, techValue, remaining) / m.tech;
    remaining = Math.max(0, remaining - techValue);
    let sellEquity = assetSale(liquidFirst, share, equityValue, remaining) / m.equity;
    remaining = Math.max(0, remaining - equityValue);
    let sellUst = assetSale(liquidFirst, share, ustValue, remaining) / m.ust;
    remaining = Math.max(0, remaining - ustValue);
    let sellOther = assetSale(liquidFirst, share, otherValue, remaining) / m.other;
    let buyYen = -(share * yen * m.yen_index);
    if (waiting) {
      sellTech = carryOver(sellTech, -a.order_tech[i]);
      sellEquity = carryOver(sellEquity, -a.order_equity[i]);
      sellUst = carryOver(sellUst, -a.order_ust[i]);
      sellOther = carryOver(sellOther, -a.order_other[i]);
      buyYen = carryOver(buyYen, a.order_fx[i]);
    }
    sellTech = Math.min(sellTech, tech);
    sellEquity = Math.min(sellEquity, equities);
    sellUst = Math.min(sellUst, ust);
    sellOther = Math.min(sellOther, other);
    if (!(sellTech > 0 || sellEquity > 0 || sellUst > 0 || sellOther > 0 || buyYen > 0)) return REST;

    a.order_tech[i] = -sellTech;
    a.order_equity[i] = -sellEquity;
    a.order_ust[i] = -sellUst;
    a.order_other[i] = -sellOther;
    a.order_fx[i] = buyYen;
    if (a.reason[i] === 1) {
      f.margin_call_tech -= sellTech;
      f.margin_call_equity -= sellEquity;
      f.margin_call_ust -= sellUst;
      f.margin_call_other -= sellOther;
      f.margin_call_fx += buyYen;
    } else if (a.reason[i] === 2) {
      f.deleveraging_tech -= sellTech;
      f.deleveraging_equity -= sellEquity;
      f.deleveraging_ust -= sellUst;
      f.deleveraging_other -= sellOther;
      f.deleveraging_fx += buyYen;
    } else {
      f.stop_loss_tech -= sellTech;
      f.stop_loss_equity -= sellEquity;
      f.stop_loss_ust -= sellUst;
      f.stop_loss_other -= sellOther;
      f.stop_loss_fx += buyYen;
    }
    return ORDERED;
  },
});
