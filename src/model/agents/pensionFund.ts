import { integer, number, perAgent } from "../parameter.ts";
import { outsideBand } from "../rules/r18-outside-band.ts";
import { rebalancing } from "../rules/r18-rebalancing.ts";
import { structuralTilt } from "../rules/r19-structural-tilt.ts";
import { speedPerRound } from "../speed.ts";
import { kind, ORDERED, REST } from "./kind.ts";

/**
 * Japanese pension funds (the GPIF is the largest) rebalance three classes to their policy
 * weights: domestic bonds, foreign bonds (Treasuries and other) and foreign equity. A rising
 * yen makes them buy abroad (R18); rising JGB yields tilt the weights home (R19). Domestic
 * equity and cash are the yen account.
 */
export const pensionFund = kind({
  name: "pension_fund",
  title: "Pension funds",
  japanese: true,
  official: false,
  twoSided: true,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R18", "R19", "R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 1200, description: "Number of funds", source: "GPIF, other public funds and 11,700 corporate plans, ten to an agent" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { pareto: { alpha: 0.7, min: 1 } }, description: "Relative size", source: "the GPIF holds about two thirds of the total of JPY 437 tn" }),
    treasuries: number({ unit: "USD bn", min: 0, max: 2000, default: 215, description: "US Treasuries", source: "assumption: public 160 to 240, corporate 8 to 30" }),
    us_equity: number({ unit: "USD bn", min: 0, max: 2000, default: 480, description: "US equity", source: "assumption: public 350 to 480, corporate 40 to 90" }),
    tech_share: number({ unit: "share", min: 0, max: 1, default: 0.33, description: "Technology in US equity", source: "the seven largest companies are about a third of the S&P 500" }),
    other_foreign_bonds: number({ unit: "USD bn", min: 0, max: 5000, default: 400, description: "Other foreign assets, held with foreign bonds", source: "foreign bonds 24 % of assets, half of them outside Treasuries, and non-US equity" }),
    jgb: number({ unit: "JPY bn", min: 0, max: 1e6, default: 115000, description: "Domestic bonds", source: "GPIF weight 26.3 %, September 2025" }),
    yen_assets: number({ unit: "JPY bn", min: 0, max: 1e6, default: 107000, description: "Domestic equity and cash", source: "GPIF weight 24.5 %, September 2025" }),
    band_bonds: number({ unit: "share", min: 0, max: 1, default: 0.06, description: "Band of domestic bonds (R18)", source: "GPIF deviation limits, fiscal 2025: ±6, ±5, ±6" }),
    band_foreign_bonds: number({ unit: "share", min: 0, max: 1, default: 0.05, description: "Band of foreign bonds (R18)", source: "GPIF deviation limits, fiscal 2025" }),
    band_foreign_equity: number({ unit: "share", min: 0, max: 1, default: 0.06, description: "Band of foreign equity (R18)", source: "GPIF deviation limits, fiscal 2025" }),
    discipline: perAgent({ unit: "1", min: 0.05, max: 3, default: { uniform: { low: 0.2, high: 1 } }, description: "Band of this fund relative to the official one", source: "assumption: funds act well inside their limits" }),
    offset: perAgent({ unit: "1", min: -1, max: 1, default: { uniform: { low: -0.8, high: 0.8 } }, description: "Deviation from policy weights at t = 0, in bands", source: "assumption: funds are somewhere inside their bands" }),
    speed: number({ unit: "per day", min: 0, max: 1, default: 0.02, description: "φ (R18)", source: "JPY 0.3 to 1.5 tn a month at the GPIF" }),
    tilt: number({ unit: "share per percentage point", min: 0, max: 1, default: 0.03, description: "κ: target weight moved to domestic bonds (R19)", source: "assumption: fiscal 2022 added JPY 3 tn of domestic bonds" }),
    tilt_cap: number({ unit: "share", min: 0, max: 1, default: 0.1, description: "Largest tilt (R19)", source: "assumption" }),
  },
  columns: {
    target_bonds: { unit: "share", description: "w* of domestic bonds (R18)" },
    target_foreign_bonds: { unit: "share", description: "w* of foreign bonds (R18)" },
    target_foreign_equity: { unit: "share", description: "w* of foreign equity (R18)" },
    discipline: { unit: "1", description: "Band of this fund relative to the official one" },
  },
  flows: {
    rebalancing: ["fx", "ust", "tech", "equity", "jgb", "other"],
    repatriation: ["fx", "ust", "tech", "equity", "jgb", "other"],
  },
  counters: {},

  open({ share, draw }, p, world) {
    const ust = share * p.treasuries;
    const other = share * p.other_foreign_bonds;
    const tech = share * p.us_equity * p.tech_share;
    const equities = share * p.us_equity * (1 - p.tech_share);
    const jgb = share * p.jgb;
    const yen = share * p.yen_assets;
    const total = ust + other + tech + equities + (jgb + yen) / world.usdjpy || 1;
    // Holdings sum to the national totals, so deviations are set through the targets.
    const shift = draw.offset * draw.discipline;
    const bonds = jgb / world.usdjpy / total;
    return {
      yen,
      ust,
      tech,
      equity: equities,
      jgb,
      other,
      target_bonds: Math.max(0, bonds + shift * p.band_bonds),
      target_foreign_bonds: Math.max(0, (ust + other) / total - shift * p.band_foreign_bonds * 0.5),
      target_foreign_equity: Math.max(0, (tech + equities) / total - shift * p.band_foreign_equity * 0.5),
      discipline: draw.discipline,
    };
  },

  scalars: (p, rounds) => ({
    speed: speedPerRound(p.speed, rounds),
    band_bonds: p.band_bonds,
    band_foreign_bonds: p.band_foreign_bonds,
    band_foreign_equity: p.band_foreign_equity,
    kappa: p.tilt,
    cap: p.tilt_cap,
    tilt: 0,
  }),

  prepare(k, m) {
    k.tilt = structuralTilt(k.kappa, m.jgb_rise, 0, k.cap);
  },

  decide(i, a, m, k, f) {
    if (m.closing_only === 1) return REST;
    const ust = a.ust[i];
    const tech = a.tech[i];
    const equities = a.equity[i];
    const jgb = a.jgb[i];
    const other = a.other[i];
    const foreignBonds = ust * m.ust + other * m.other;
    const foreignEquity = tech * m.tech + equities * m.equity;
    const bonds = jgb * m.jgb;
    const total = foreignBonds + foreignEquity + bonds + a.cash[i] * m.usd + a.yen[i] * m.yen;

    const discipline = a.discipline[i];
    const bondWeight = bonds / total;
    const fbWeight = foreignBonds / total;
    const feWeight = foreignEquity / total;
    const bandBonds = k.band_bonds * discipline;
    const bandFb = k.band_foreign_bonds * discipline;
    const bandFe = k.band_foreign_equity * discipline;
    const half = k.tilt / 2;
    const tiltedTargetBonds = a.target_bonds[i] + k.tilt;
    const tiltedTargetFb = Math.max(0, a.target_foreign_bonds[i] - half);
    const tiltedTargetFe = Math.max(0, a.target_foreign_equity[i] - half);
    // R26: what was not traded is decided anew; what was traded still needs its yen, or its dollars.
    const waiting = m.unfilled === 1 && a.waiting[i] === 1;
    const outside =
      outsideBand(bondWeight, a.target_bonds[i], bandBonds) || outsideBand(bondWeight, tiltedTargetBonds, bandBonds) ||
      outsideBand(fbWeight, a.target_foreign_bonds[i], bandFb) || outsideBand(fbWeight, tiltedTargetFb, bandFb) ||
      outsideBand(feWeight, a.target_foreign_equity[i], bandFe) || outsideBand(feWeight, tiltedTargetFe, bandFe);
    if (!outside && !waiting) return REST;

    // Trades of the three classes, in shares of assets: without the tilt, and with it.
    const plainBonds = rebalancing(bondWeight, a.target_bonds[i], bandBonds, k.speed);
    const plainFb = rebalancing(fbWeight, a.target_foreign_bonds[i], bandFb, k.speed);
    const plainFe = rebalancing(feWeight, a.target_foreign_equity[i], bandFe, k.speed);
    const tiltedBonds = rebalancing(bondWeight, tiltedTargetBonds, bandBonds, k.speed);
    const tiltedFb = rebalancing(fbWeight, tiltedTargetFb, bandFb, k.speed);
    const tiltedFe = rebalancing(feWeight, tiltedTargetFe, bandFe, k.speed);
    const traded = a.order_ust[i] * m.ust + a.order_other[i] * m.other + a.order_tech[i] * m.tech + a.order_equity[i] * m.equity;
    const rest = waiting ? a.order_fx[i] + traded * m.usdjpy : 0;
    if (rest === 0 && plainBonds === 0 && plainFb === 0 && plainFe === 0 && tiltedBonds === 0 && tiltedFb === 0 && tiltedFe === 0) return REST;

    // Within a class assets trade pro rata; a class that is empty cannot trade.
    const fbUnit = foreignBonds > 0 ? total / foreignBonds : 0;
    const feUnit = foreignEquity > 0 ? total / foreignEquity : 0;
    const jgbUnit = total / m.jgb;
    a.order_ust[i] = Math.max(-ust, tiltedFb * fbUnit * ust);
    a.order_other[i] = Math.max(-other, tiltedFb * fbUnit * other);
    a.order_tech[i] = Math.max(-tech, tiltedFe * feUnit * tech);
    a.order_equity[i] = Math.max(-equities, tiltedFe * feUnit * equities);
    a.order_jgb[i] = Math.max(-jgb, tiltedBonds * jgbUnit);
    const buyYen = -(tiltedFb * fbUnit * foreignBonds + tiltedFe * feUnit * foreignEquity) * m.usdjpy + rest;
    a.order_fx[i] = buyYen;

    const plainUst = plainFb * fbUnit * ust;
    const plainOther = plainFb * fbUnit * other;
    const plainTech = plainFe * feUnit * tech;
    const plainEquity = plainFe * feUnit * equities;
    const plainJgb = plainBonds * jgbUnit;
    const plainYen = -(plainFb * fbUnit * foreignBonds + plainFe * feUnit * foreignEquity) * m.usdjpy + rest;
    f.rebalancing_ust += plainUst;
    f.rebalancing_ust_gross += Math.abs(plainUst);
    f.rebalancing_other += plainOther;
    f.rebalancing_other_gross += Math.abs(plainOther);
    f.rebalancing_tech += plainTech;
    f.rebalancing_tech_gross += Math.abs(plainTech);
    f.rebalancing_equity += plainEquity;
    f.rebalancing_equity_gross += Math.abs(plainEquity);
    f.rebalancing_jgb += plainJgb;
    f.rebalancing_jgb_gross += Math.abs(plainJgb);
    f.rebalancing_fx += plainYen;
    f.rebalancing_fx_gross += Math.abs(plainYen);
    // Repatriation is what the tilt adds to the plain trade.
    const homeUst = a.order_ust[i] - plainUst;
    const homeOther = a.order_other[i] - plainOther;
    const homeTech = a.order_tech[i] - plainTech;
    const homeEquity = a.order_equity[i] - plainEquity;
    const homeJgb = a.order_jgb[i] - plainJgb;
    const homeYen = buyYen - plainYen;
    f.repatriation_ust += homeUst;
    f.repatriation_ust_gross += Math.abs(homeUst);
    f.repatriation_other += homeOther;
    f.repatriation_other_gross += Math.abs(homeOther);
    f.repatriation_tech += homeTech;
    f.repatriation_tech_gross += Math.abs(homeTech);
    f.repatriation_equity += homeEquity;
    f.repatriation_equity_gross += Math.abs(homeEquity);
    f.repatriation_jgb += homeJgb;
    f.repatriation_jgb_gross += Math.abs(homeJgb);
    f.repatriation_fx += homeYen;
    f.repatriation_fx_gross += Math.abs(homeYen);
    return ORDERED;
  },
});
