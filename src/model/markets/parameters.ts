import { integer, number, numbers, type ParameterTree } from "../parameter.ts";

/** Length and clock of a path. */
export const calendar = {
  days: integer({ unit: "trading days", min: 1, max: 2520, default: 60, description: "Horizon", source: "three months" }),
  rounds_per_day: integer({ unit: "rounds", min: 1, max: 24, default: 4, description: "Tokyo, London, New York, late New York", source: "market hours" }),
  boj_meetings: numbers({ unit: "trading day", min: 1, max: 2520, integer: true, default: [22, 56], description: "Days on which the Bank of Japan decides", source: "Bank of Japan schedule: 31 July and 18 September 2026" }),
  fed_meetings: numbers({ unit: "trading day", min: 1, max: 2520, integer: true, default: [20, 54], description: "Days on which the Federal Reserve decides", source: "FOMC schedule: 29 July and 16 September 2026" }),
} as const satisfies ParameterTree;

/** Policy rates and yields at t = 0. */
export const rates = {
  us_policy: number({ unit: "% a year", min: -2, max: 20, default: 3.63, description: "Federal funds rate, middle of the range", source: "Federal Reserve, 17 June 2026" }),
  jp_policy: number({ unit: "% a year", min: -2, max: 20, default: 1.0, description: "Uncollateralised overnight call rate", source: "Bank of Japan, 16 June 2026" }),
  ust_yield: number({ unit: "% a year", min: -2, max: 20, default: 4.42, description: "US Treasury 10-year yield", source: "market close, 30 June 2026" }),
  jgb_yield: number({ unit: "% a year", min: -2, max: 20, default: 2.69, description: "Japanese government bond 10-year yield", source: "Ministry of Finance curve, 30 June 2026" }),
  hedge_basis: number({ unit: "percentage points", min: -2, max: 3, default: 0.34, description: "Cross-currency basis paid on top of the policy spread by a yen hedger", source: "three-month hedge cost about 3.0 %, mid-2026" }),
  ust_duration: number({ unit: "years", min: 0.1, max: 30, default: 6, description: "Duration of the Treasury holdings", source: "index duration" }),
  jgb_duration: number({ unit: "years", min: 0.1, max: 40, default: 9, description: "Duration of the JGB market", source: "index duration" }),
} as const satisfies ParameterTree;

interface MarketDefaults {
  readonly label: string;
  readonly depth: readonly [value: number, min: number, max: number, source: string];
  readonly transient: number;
  readonly halfLife: number;
  readonly volatility: readonly [value: number, source: string];
  readonly haircut: readonly [value: number, source: string];
  readonly drift: readonly [value: number, source: string];
  readonly beta: readonly [us: number, jp: number, source: string];
  readonly trailing: readonly [r20: number, r60: number, r120: number, source: string];
}

const market = (m: MarketDefaults) =>
  ({
    depth: number({ unit: "USD bn per unit log return", min: m.depth[1], max: m.depth[2], default: m.depth[0], description: `Depth D⁰ of ${m.label} (R4): 1/depth is the first-dollar impact`, source: m.depth[3] }),
    transient_share: number({ unit: "share", min: 0, max: 1, default: m.transient, description: `Share of the impact on ${m.label} that decays (R6)`, source: "large official and foreign flows: about half of the impact is gone within weeks" }),
    half_life: number({ unit: "trading days", min: 0.01, max: 1000, default: m.halfLife, description: `Half-life of the transient impact on ${m.label} (R6)`, source: "interventions of 2022–2026: 5 to 25 days" }),
    volatility: number({ unit: "per √day", min: 0, max: 0.5, default: m.volatility[0], description: `Exogenous volatility of ${m.label} (R2) and the calm level σ⁰ of R3`, source: m.volatility[1] }),
    haircut: number({ unit: "share of value", min: 0, max: 0.9, default: m.haircut[0], description: `Haircut on ${m.label} in calm markets (R8)`, source: m.haircut[1] }),
    drift: number({ unit: "log return a year", min: -1, max: 1, default: m.drift[0], description: `Drift of ${m.label} (R2)`, source: m.drift[1] }),
    beta_us: number({ unit: "log return per percentage point", min: -1, max: 1, default: m.beta[0], description: `Response of ${m.label} to a US policy surprise (R2)`, source: m.beta[2] }),
    beta_jp: number({ unit: "log return per percentage point", min: -1, max: 1, default: m.beta[1], description: `Response of ${m.label} to a Japanese policy surprise (R2)`, source: m.beta[2] }),
    return_20d: number({ unit: "log return", min: -1, max: 1, default: m.trailing[0], description: `Return of ${m.label} over the 20 days before t = 0`, source: m.trailing[3] }),
    return_60d: number({ unit: "log return", min: -1, max: 1, default: m.trailing[1], description: `Return of ${m.label} over the 60 days before t = 0`, source: m.trailing[3] }),
    return_120d: number({ unit: "log return", min: -1, max: 1, default: m.trailing[2], description: `Return of ${m.label} over the 120 days before t = 0`, source: m.trailing[3] }),
  }) as const satisfies ParameterTree;

/** The six markets at t = 0. */
export const markets = {
  usdjpy: number({ unit: "yen per dollar", min: 50, max: 400, default: 162.3, description: "USDJPY at t = 0", source: "market close, 30 June 2026" }),
  fx: market({
    label: "USDJPY",
    depth: [2200, 100, 1e9, "calibrated within 0.03 to 0.12 % per USD bn, Ministry of Finance operations 2022–2026 (mean 0.058); docs/calibration.md"],
    transient: 0.62,
    halfLife: 7.5,
    volatility: [0.0055, "daily standard deviation in calm markets, 0.25 to 0.67 %"],
    haircut: [0.04, "prime-broker margin on G10 currencies, 2 to 5 % in calm markets"],
    drift: [0.0108, "offsets the mean of the yen jumps: no expected exogenous trend"],
    beta: [0.05, -0.05, "about 5 % per 100 bp of spread; 0.046 % per bp of the 10-year yield"],
    trailing: [0.012, 0.018, 0.03, "USDJPY 160.3 on 2 June 2026, about 159.4 in early April, 157.5 in January"],
  }),
  ust: market({
    label: "US Treasuries",
    depth: [10000, 500, 1e9, "0.1 to 0.6 bp of 10-year yield per USD bn; Beltran et al. (2013) scaled to the market of 2026"],
    transient: 0.6,
    halfLife: 20,
    volatility: [0.0037, "10-year yield 6.2 bp a day in calm markets, duration 6"],
    haircut: [0.02, "repo haircuts 0 to 2 %"],
    drift: [0, "none"],
    beta: [-0.03, 0, "a 100 bp surprise moves the 10-year yield by about 50 bp, duration 6"],
    trailing: [0, 0, -0.01, "10-year yield 4.37 to 4.55 % in June 2026"],
  }),
  tech: market({
    label: "US technology equity",
    depth: [6000, 500, 1e9, "0.007 to 0.03 % per USD bn"],
    transient: 0.5,
    halfLife: 5,
    volatility: [0.0095, "NASDAQ-100 daily standard deviation in calm markets"],
    haircut: [0.15, "portfolio margin about 15 %"],
    drift: [0.05, "equity premium"],
    beta: [-0.03, 0, "equity response to monetary surprises, Bernanke & Kuttner (2005), scaled to the decade"],
    trailing: [0.02, 0.12, 0.16, "NASDAQ-100 27,029 on 28 April and 30,276 on 30 June 2026"],
  }),
  equity: market({
    label: "US equity other than technology",
    depth: [10000, 500, 1e9, "0.004 to 0.02 % per USD bn"],
    transient: 0.5,
    halfLife: 5,
    volatility: [0.006, "S&P 500 daily standard deviation in calm markets"],
    haircut: [0.12, "portfolio margin 10 to 15 %"],
    drift: [0.05, "equity premium"],
    beta: [-0.03, 0, "equity response to monetary surprises, Bernanke & Kuttner (2005), scaled to the decade"],
    trailing: [0.01, 0.05, 0.07, "half of the technology trend"],
  }),
  jgb: market({
    label: "Japanese government bonds",
    depth: [2500, 200, 1e9, "1 to 8 bp of 10-year yield per JPY tn"],
    transient: 0.5,
    halfLife: 10,
    volatility: [0.0027, "10-year yield 2.6 to 3.8 bp a day, duration 9"],
    haircut: [0.02, "repo haircuts"],
    drift: [0, "none"],
    beta: [0, -0.045, "a 100 bp surprise moves the 10-year yield by about 50 bp, duration 9"],
    trailing: [-0.005, -0.025, -0.05, "10-year yield 2.07 % at end-2025, 2.37 % at end-March, 2.69 % at end-June 2026"],
  }),
  other: market({
    label: "carry assets outside the US",
    depth: [5000, 300, 1e9, "assumption: a broad basket of credit, high-yield and emerging-market assets"],
    transient: 0.5,
    halfLife: 10,
    volatility: [0.005, "assumption: emerging-market debt and currencies in calm markets"],
    haircut: [0.1, "assumption: between Treasuries and equity"],
    drift: [0, "none"],
    beta: [-0.02, 0, "assumption: between Treasuries and equity"],
    trailing: [0, 0.01, 0.02, "assumption"],
  }),
} as const satisfies ParameterTree;

/** Laws of impact, depth, margins and perception that hold in every market. */
export const impact = {
  linear_until: number({ unit: "log return", min: 1e-6, max: 1e9, default: 0.05, description: "End q of the linear part of the impact (R5); a large value is the linear law", source: "assumption: square-root impact beyond a 5 % move" }),
  depth_elasticity: number({ unit: "1", min: 0, max: 2, default: 0.5, description: "ψ: depth falls with perceived volatility (R4)", source: "Treasury depth fell two to four times in March 2020 and April 2025" }),
  depth_bound: number({ unit: "1", min: 1, max: 20, default: 4, description: "χ: depth stays within a factor χ of its base (R4)", source: "Treasury depth fell two to four times in March 2020 and April 2025" }),
  margin_elasticity: number({ unit: "1", min: 0, max: 2, default: 0.5, description: "ψ_M: haircuts rise with perceived volatility (R8)", source: "FX margins of 4 % in calm and 7 % in stressed markets" }),
  participation: number({ unit: "share of depth", min: 1e-4, max: 1e9, default: 0.05, description: "q̄: one side of a market trades at most q̄ D in a round (R26)", source: "assumption: orders beyond a 5 % move wait" }),
  volatility_memory: number({ unit: "per day", min: 0, max: 0.9999, default: 0.94, description: "λ of the perceived variance, per day (R3)", source: "RiskMetrics technical document (1996)" }),
} as const satisfies ParameterTree;
