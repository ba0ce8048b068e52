import { boolean, choice, integer, number, numbers, text, type ParameterTree } from "../parameter.ts";

/** Pairs of the upper triangle of a correlation matrix, in the order of the files. */
const PAIRS =
  "fx-ust fx-tech fx-equity fx-jgb fx-other ust-tech ust-equity ust-jgb ust-other tech-equity tech-jgb tech-other equity-jgb equity-other jgb-other";

const correlation = (regime: string, values: readonly number[], source: string) =>
  numbers({ unit: "1", min: -1, max: 1, length: 15, default: values, description: `Correlation of news in ${regime} markets: ${PAIRS}`, source });

const perYear = (value: number, description: string, source: string) =>
  number({ unit: "jumps a year", min: 0, max: 500, default: value, description, source });
const size = (value: number, description: string, source: string) =>
  number({ unit: "log return", min: -0.5, max: 0.5, default: value, description, source });
const spread = (value: number, description: string, source: string) =>
  number({ unit: "log return", min: 0, max: 0.5, default: value, description, source });
const loading = (value: number, market: string) =>
  number({ unit: "1", min: -10, max: 10, default: value, description: `Loading of ${market} on a risk-off jump`, source: "moves of 2 and 5 August 2024 relative to USDJPY" });

const fitted = "USDJPY 1990–2026: a law thinner than the data, because agents add tail";
const thinner = "calibrated: with what agents add, days of −2 % and less are as frequent as in 2015–July 2025; docs/calibration.md";

/** The five laws of exogenous news (R2) and what they share. */
export const shocks = {
  model: choice({
    options: ["stochastic_volatility", "merton", "kou", "regime_switching", "historical_bootstrap"],
    default: "stochastic_volatility",
    description: "Law of the exogenous news (R2)",
    source: "R2",
  }),
  random: boolean({ default: true, description: "Random news on top of the scripted events; policy and intervention draws stay on", source: "R2" }),
  calm_correlation: correlation(
    "calm",
    [-0.47, -0.05, -0.03, -0.1, 0.25, 0.18, 0.15, 0.18, 0.1, 0.8, -0.02, 0.4, -0.02, 0.4, 0.05],
    "daily data 2022–July 2025 with VIX below 16; bonds in price terms; other assets assumed",
  ),
  stress_correlation: correlation(
    "stressed",
    [-0.45, 0.25, 0.3, -0.2, 0.45, 0.0, -0.05, 0.3, 0.0, 0.88, -0.1, 0.65, -0.1, 0.65, 0.0],
    "daily data 2022–July 2025 with VIX at 25 and above; bonds in price terms; other assets assumed",
  ),
  stress_at: number({ unit: "log variance", min: 0.01, max: 10, default: 1.3, description: "h_s: log-variance state at which the stress correlation holds fully", source: "two stationary standard deviations of h" }),
  stochastic_volatility: {
    persistence: number({ unit: "per day", min: 0, max: 0.9999, default: 0.985, description: "φ_h of the log variance, per day", source: fitted }),
    variance: number({ unit: "1", min: 0, max: 3, default: 0.4, description: "Stationary variance of h", source: fitted }),
    yen_squeeze_rate: perYear(0.5, "Intensity of jumps in fx alone", thinner),
    risk_off_rate: perYear(0.4, "Intensity of joint jumps in fx, equity and Treasuries", thinner),
    jump_mean: size(-0.012, "Mean μ_J of a jump in fx", fitted),
    jump_sd: spread(0.015, "Standard deviation σ_J of a jump in fx", fitted),
    risk_off_loading: {
      fx: loading(1, "fx"),
      ust: loading(-0.5, "ust"),
      tech: loading(1.6, "tech"),
      equity: loading(1.2, "equity"),
      jgb: loading(0, "jgb"),
      other: loading(1, "other"),
    },
  },
  merton: {
    rate: perYear(55, "Intensity of jumps in fx", "maximum likelihood, USDJPY 2022–2026"),
    jump_mean: size(-0.0017, "Mean μ_J of a jump in fx", "maximum likelihood, USDJPY 2022–2026"),
    jump_sd: spread(0.0099, "Standard deviation σ_J of a jump in fx", "maximum likelihood, USDJPY 2022–2026"),
    diffusion_share: number({ unit: "1", min: 0, max: 1, default: 0.72, description: "Diffusive share of the volatility of fx", source: "maximum likelihood, USDJPY 2022–2026: 7.8 % of 10.9 %" }),
  },
  kou: {
    rate: perYear(55, "Intensity of jumps in fx", "as merton"),
    up_probability: number({ unit: "probability", min: 0, max: 1, default: 0.43, description: "Probability p that a jump in fx is upward (weaker yen)", source: "as merton: same mean" }),
    mean_up: spread(0.006, "Mean 1/η₁ of an upward jump", "as merton: same standard deviation"),
    mean_down: spread(0.0075, "Mean 1/η₂ of a downward jump", "as merton: same standard deviation"),
    diffusion_share: number({ unit: "1", min: 0, max: 1, default: 0.72, description: "Diffusive share of the volatility of fx", source: "as merton" }),
  },
  regime_switching: {
    stay_calm: number({ unit: "per day", min: 0, max: 1, default: 0.908, description: "Probability that a calm day is followed by one", source: "two-state model, USDJPY 2022–2026" }),
    stay_turbulent: number({ unit: "per day", min: 0, max: 1, default: 0.734, description: "Probability that a turbulent day is followed by one", source: "two-state model, USDJPY 2022–2026" }),
    calm_scale: number({ unit: "1", min: 0, max: 10, default: 0.75, description: "Volatility in the calm state relative to the base", source: "7.6 % against 10.9 %, softened because agents add tail" }),
    turbulent_scale: number({ unit: "1", min: 0, max: 10, default: 1.5, description: "Volatility in the turbulent state relative to the base", source: "16.8 % against 10.9 %" }),
    calm_drift: number({ unit: "log return a year", min: -2, max: 2, default: 0.1, description: "Added drift of fx in the calm state", source: "+21 % a year, halved: trends of 2022 are not expected" }),
    turbulent_drift: number({ unit: "log return a year", min: -2, max: 2, default: -0.28, description: "Added drift of fx in the turbulent state: the yen rises by the elevator", source: "−34 % a year, set for no expected trend" }),
  },
  historical_bootstrap: {
    file: text({ default: "", description: "CSV of daily levels with a date column and any of usdjpy, spx, ndx, ust10_pct, jgb10_pct; relative to the configuration file", source: "user" }),
    block: integer({ unit: "days", min: 1, max: 250, default: 10, description: "Length of the blocks drawn", source: "about the memory of volatility" }),
  },
} as const satisfies ParameterTree;
