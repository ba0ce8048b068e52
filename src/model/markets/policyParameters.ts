import { boolean, integer, number, type ParameterTree } from "../parameter.ts";

const probability = (value: number, description: string, source: string) =>
  number({ unit: "probability", min: 0, max: 1, default: value, description, source });
const signal = (value: number, description: string, source: string) =>
  number({ unit: "log return", min: 0, max: 0.2, default: value, description, source });

/** Bank of Japan (R24), Federal Reserve (R25) and the Treasuries' coordination (R21, R23). */
export const policy = {
  boj: {
    hike_probability: probability(0.25, "p₀: hike at a meeting in calm markets", "one hike in about three quarters of meetings a year, 2024–2026"),
    step: number({ unit: "percentage points", min: 0, max: 2, default: 0.25, description: "Size of a hike", source: "hikes of 2024–2026" }),
    response_to_yen: number({ unit: "probability per log return", min: 0, max: 50, default: 2, description: "a_S: a weaker yen makes a hike likelier", source: "assumption: 10 % weaker, 20 points likelier" }),
    response_to_yield: number({ unit: "probability per percentage point", min: 0, max: 10, default: 0.2, description: "a_y: higher JGB yields make a hike likelier", source: "assumption" }),
    response_to_stress: number({ unit: "probability", min: 0, max: 1, default: 0.25, description: "a_ω: stress delays hikes", source: "7 August 2024" }),
    calming_signal: signal(0.017, "Weakening of the yen when a hike is ruled out after a crash", "USDJPY +1.7 % on 7 August 2024, range 0.8 to 2.5 %"),
  },
  fed: {
    cut_probability: probability(0.1, "p₀: cut at a meeting in calm markets", "held in June 2026, 9 of 18 projecting a hike"),
    step: number({ unit: "percentage points", min: 0, max: 2, default: 0.25, description: "Size of a cut", source: "cuts of 2024–2025" }),
    response_to_stress: number({ unit: "probability", min: 0, max: 1, default: 0.3, description: "a_ω: stress makes a cut likelier", source: "assumption" }),
    response_to_crash: number({ unit: "probability", min: 0, max: 1, default: 0.5, description: "a_c: a crash makes a cut likelier", source: "assumption" }),
  },
  crash: {
    equity_5d: number({ unit: "log return", min: -1, max: 0, default: -0.1, description: "5-day equity return that counts as a crash", source: "R24" }),
    fx_10d: number({ unit: "log return", min: -1, max: 0, default: -0.08, description: "10-day USDJPY return that counts as a crash", source: "R24" }),
  },
  intervention: {
    hazard: number({ unit: "per day", min: 0, max: 1, default: 0.25, description: "p̄: yen-buying hazard while its conditions hold (R21)", source: "five large operations of 2022–2024" }),
    line: number({ unit: "yen per dollar", min: 0, max: 1000, default: 162.5, description: "Level defended", source: "operations near 160 to 162 in 2024 and 2026; range 160 to 165" }),
    line_only: boolean({ default: false, description: "The level alone triggers, whatever the speed", source: "R21" }),
    speed_20d: number({ unit: "log return", min: -1, max: 1, default: 0.025, description: "20-day rise of USDJPY required", source: "eve of the five large operations: 3.0 to 5.5 %" }),
    speed_60d: number({ unit: "log return", min: -1, max: 1, default: 0.05, description: "60-day rise of USDJPY required", source: "eve of the five large operations: 5.5 to 9 %" }),
    cool_down: integer({ unit: "days", min: 0, max: 250, default: 5, description: "Days before a new campaign may start", source: "gaps between campaigns, 2022–2026" }),
    second_strike_probability: probability(0.75, "A second operation within five days of a first", "October 2022, April 2024, July 2024 and May 2026 yes; September 2022 no"),
    median_size: number({ unit: "USD bn", min: 0.1, max: 200, default: 25, description: "Median of a day's operation", source: "daily amounts 2022–2026, range 15 to 38" }),
    size_sigma: number({ unit: "log", min: 0, max: 2, default: 0.5, description: "Log standard deviation of a day's operation", source: "seven yen-buying days 2022–2024: 0.70; large days alone 0.3" }),
    unilateral_signal: signal(0.002, "θ: jump beyond the flow of a unilateral operation (R23)", "0 to 1 %"),
    joint_probability: probability(0.03, "An operation is joint with the US Treasury", "assumption: 1998 and 2011 in thirty years"),
    joint_multiplier: number({ unit: "1", min: 1, max: 50, default: 2.5, description: "m: effective size of a joint operation (R23)", source: "1.5 to 4; Ito (2003): 20 to 50 per dollar" }),
    joint_signal: signal(0.03, "θ_j: jump of the joint announcement (R23)", "17 June 1998: −4.4 % on the day for a small flow, the agents' part included; docs/calibration.md"),
    rate_check_signal: signal(0.0185, "Jump of a rate check (R23)", "23 January 2026: −1.6 % on the day, −3.8 % in three sessions; docs/calibration.md"),
  },
} as const satisfies ParameterTree;
