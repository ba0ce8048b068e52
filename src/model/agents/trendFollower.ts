import { integer, number, perAgent } from "../parameter.ts";
import { defaults } from "../rules/r27-default.ts";
import { equity } from "../rules/r07-equity.ts";
import { trendPosition } from "../rules/r13-trend-position.ts";
import { trendSignal } from "../rules/r13-trend-signal.ts";
import { speedPerRound } from "../speed.ts";
import { DEFAULTED, kind, ORDERED, REST } from "./kind.ts";

const capacity = (market: string, value: number, source: string) =>
  number({ unit: "USD bn", min: 0, max: 2000, default: value, description: `Position of all trend followers in ${market} at full signal and calm volatility`, source });

/** The mean of the three horizons' signals (R13), for the opening book. */
function meanSignal(z: readonly [number, number, number], sensitivity: number): number {
  return (trendSignal(z[0], sensitivity) + trendSignal(z[1], sensitivity) + trendSignal(z[2], sensitivity)) / 3;
}

/**
 * Trend followers (managed futures) hold positions in proportion to the trend and against
 * volatility (R13): fx both ways, Treasuries and equity long or flat. With the futures of
 * hedge funds their fx position is the net speculative short of the weekly futures reports.
 */
export const trendFollower = kind({
  name: "trend_follower",
  title: "Trend followers",
  japanese: false,
  official: false,
  twoSided: true,
  borrowsYen: false,
  speculativeShare: () => 1,
  rules: ["R7", "R13", "R26", "R27"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 300, description: "Number of programmes", source: "about 75 managed-futures funds with several programmes each" }),
    size: perAgent({ unit: "1", min: 1e-6, max: 1e9, default: { lognormal: { median: 1, sigma: 1 } }, description: "Relative size", source: "assumption" }),
    net_short_yen: number({ unit: "USD bn", min: -100, max: 100, default: 7.3, description: "Futures short in yen of all trend followers at t = 0", source: "net speculative short of USD 11.3 bn, 23 June 2026, less the hedge funds' futures" }),
    capacity_fx: capacity("fx", 18, "assets of USD 340 bn, about 5 % of risk in yen"),
    capacity_ust: capacity("Treasuries", 40, "assumption: assets of USD 340 bn"),
    capacity_tech: capacity("technology equity", 30, "assumption: assets of USD 340 bn"),
    capacity_equity: capacity("other equity", 50, "assumption: assets of USD 340 bn"),
    margin_to_position: number({ unit: "share", min: 0.01, max: 10, default: 0.5, description: "Equity over gross position at full signal", source: "margin-to-equity ratios of managed futures are low" }),
    sensitivity: perAgent({ unit: "1", min: 0.01, max: 10, default: { lognormal: { median: 0.9, sigma: 0.3 } }, description: "1/c of the trend signal (R13)", source: "assumption, calibrated; docs/calibration.md" }),
    speed: perAgent({ unit: "per day", min: 0, max: 1, default: { uniform: { low: 0.1, high: 0.25 } }, description: "φ: share of the gap to the wanted position traded in a day (R13)", source: "assumption, calibrated: four to ten days; docs/calibration.md" }),
  },
  columns: {
    share: { unit: "share", description: "Share of the kind's capacity" },
    sensitivity: { unit: "1", description: "1/c (R13)" },
    speed: { unit: "per round", description: "φ (R13)" },
  },
  flows: { trend: ["fx", "ust", "tech", "equity"] },
  counters: {},

  open({ share, draw }, p, world) {
    const asset = (market: "ust" | "tech" | "equity", full: number) =>
      share * full * Math.max(0, meanSignal(world.trend[market], draw.sensitivity));
    const ust = asset("ust", p.capacity_ust);
    const tech = asset("tech", p.capacity_tech);
    const equities = asset("equity", p.capacity_equity);
    const short = share * p.net_short_yen;
    const full = share * (p.capacity_fx + p.capacity_ust + p.capacity_tech + p.capacity_equity);
    return {
      cash: p.margin_to_position * full + short - ust - tech - equities,
      yen: -short * world.usdjpy,
      ust,
      tech,
      equity: equities,
      share,
      sensitivity: draw.sensitivity,
      speed: speedPerRound(draw.speed, world.rounds),
    };
  },

  scalars: (p) => ({
    fx: p.capacity_fx,
    ust: p.capacity_ust,
    tech: p.capacity_tech,
    equity: p.capacity_equity,
  }),

  decide(i, a, m, k, f) {
    if (a.active[i] === 0) return REST;
    const cash = a.cash[i];
    const yen = a.yen[i];
    const ust = a.ust[i];
    const tech = a.tech[i];
    const equities = a.equity[i];
    const closing = equity(cash * m.closing_usd, yen, m.closing_yen, ust * m.closing_ust + tech * m.closing_tech + equities * m.closing_equity);
    if (defaults(closing)) return DEFAULTED;
    if (m.closing_only === 1) return REST;

    const share = a.share[i];
    const sensitivity = a.sensitivity[i];
    const speed = a.speed[i];
    const fxSignal = (trendSignal(m.trend_fx_20, sensitivity) + trendSignal(m.trend_fx_60, sensitivity) + trendSignal(m.trend_fx_120, sensitivity)) / 3;
    const ustSignal = (trendSignal(m.trend_ust_20, sensitivity) + trendSignal(m.trend_ust_60, sensitivity) + trendSignal(m.trend_ust_120, sensitivity)) / 3;
    const techSignal = (trendSignal(m.trend_tech_20, sensitivity) + trendSignal(m.trend_tech_60, sensitivity) + trendSignal(m.trend_tech_120, sensitivity)) / 3;
    const equitySignal = (trendSignal(m.trend_equity_20, sensitivity) + trendSignal(m.trend_equity_60, sensitivity) + trendSignal(m.trend_equity_120, sensitivity)) / 3;

    const short = -(yen * m.yen_index);
    const wantedShort = trendPosition(fxSignal, share * k.fx, m.ratio_fx) * m.usdjpy;
    const wantedUst = trendPosition(Math.max(0, ustSignal), share * k.ust, m.ratio_ust);
    const wantedTech = trendPosition(Math.max(0, techSignal), share * k.tech, m.ratio_tech);
    const wantedEquity = trendPosition(Math.max(0, equitySignal), share * k.equity, m.ratio_equity);

    const buyYen = speed * (short - wantedShort);
    const buyUst = Math.max(-ust, speed * (wantedUst - ust));
    const buyTech = Math.max(-tech, speed * (wantedTech - tech));
    const buyEquity = Math.max(-equities, speed * (wantedEquity - equities));
    a.order_fx[i] = buyYen;
    a.order_ust[i] = buyUst;
    a.order_tech[i] = buyTech;
    a.order_equity[i] = buyEquity;
    f.trend_fx += buyYen;
    f.trend_fx_gross += Math.abs(buyYen);
    f.trend_ust += buyUst;
    f.trend_ust_gross += Math.abs(buyUst);
    f.trend_tech += buyTech;
    f.trend_tech_gross += Math.abs(buyTech);
    f.trend_equity += buyEquity;
    f.trend_equity_gross += Math.abs(buyEquity);
    return ORDERED;
  },
});
