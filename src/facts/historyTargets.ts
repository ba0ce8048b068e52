import { type Regime, REGIMES } from "../fit/correlations.ts";
import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { correlation } from "../statistics/correlation.ts";
import { ndxReturn, spxReturn, usdjpyReturn, yieldChange } from "./moves.ts";
import type { Runs, ScenarioPaths } from "./scenarioPaths.ts";
import { type Target, within } from "./target.ts";
import { vixProxy } from "./vixProxy.ts";

/** Fifteen simulated quarters; so many paths in a row make a history as long as the record of 2015 to July 2025. */
const scenario = "quarters-2022-2026";
const PATHS_PER_HISTORY = 3;

/** VIX at the close of 30 June 2022. */
const VIX_START = 28.71;

/** A number of each history of several paths; `values` holds one array per day. */
function perHistory(run: ScenarioPaths, number: (days: readonly number[], paths: readonly number[]) => number): Float64Array {
  const { days } = run.configuration.calendar;
  const all = Array.from({ length: days }, (_, d) => d + 1);
  return Float64Array.from({ length: Math.floor(run.paths / PATHS_PER_HISTORY) }, (_, h) =>
    number(all, Array.from({ length: PATHS_PER_HISTORY }, (_, p) => h * PATHS_PER_HISTORY + p)),
  );
}

/** A series of daily values per day, computed once. */
type Daily = (day: number) => Float64Array;

const daily = new WeakMap<ScenarioPaths, Map<string, Float64Array[]>>();
function series(run: ScenarioPaths, name: string, compute: (day: number) => Float64Array): Daily {
  const known = daily.get(run) ?? new Map<string, Float64Array[]>();
  daily.set(run, known);
  const values = known.get(name) ?? Array.from({ length: run.configuration.calendar.days }, (_, d) => compute(d + 1));
  known.set(name, values);
  return (day) => values[day - 1];
}

const usdjpy = (run: ScenarioPaths): Daily => series(run, "usdjpy", (day) => usdjpyReturn(run, day - 1, day));
const spx = (run: ScenarioPaths): Daily => series(run, "spx", (day) => spxReturn(run, day - 1, day));
const ndx = (run: ScenarioPaths): Daily => series(run, "ndx", (day) => ndxReturn(run, day - 1, day));
const ust10 = (run: ScenarioPaths): Daily => series(run, "ust", (day) => yieldChange(run, "ust", day - 1, day));

/** Returns of USDJPY of a history. */
const returns = (runs: Runs, number: (values: readonly number[]) => number) => {
  const run = runs(scenario);
  return perHistory(run, (days, paths) => number(paths.flatMap((path) => days.map((day) => usdjpy(run)(day)[path]))));
};

function standardized(values: readonly number[], power: number): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const central = (k: number): number => values.reduce((sum, x) => sum + (x - mean) ** k, 0) / values.length;
  return power === 2 ? Math.sqrt(central(2)) : central(power) / central(2) ** (power / 2);
}

const perYear = (limit: number) => (values: readonly number[]): number => (values.filter((x) => x <= limit).length / values.length) * TRADING_DAYS_PER_YEAR;

const proxies = new WeakMap<ScenarioPaths, Map<number, readonly number[]>>();

/** VIX by proxy on the days of a path, day 0 first; computed once. */
function vixOf(run: ScenarioPaths, path: number): readonly number[] {
  const paths = proxies.get(run) ?? new Map<number, readonly number[]>();
  proxies.set(run, paths);
  const market = spx(run);
  const known = paths.get(path) ?? vixProxy(VIX_START, Array.from({ length: run.configuration.calendar.days }, (_, d) => Math.log1p(market(d + 1)[path] / 100)));
  paths.set(path, known);
  return known;
}

/** Correlation of USDJPY with another series over the days of a regime, by the VIX proxy of the evening before. */
function inRegime(runs: Runs, other: (run: ScenarioPaths) => Daily, regime: Regime): Float64Array {
  const run = runs(scenario);
  const [moves, others] = [usdjpy(run), other(run)];
  return perHistory(run, (all, paths) => {
    const days = paths.flatMap((path) => all.filter((day) => REGIMES[regime](vixOf(run, path)[day - 1])).map((day) => ({ path, day })));
    return days.length < 2 ? 0 : correlation(days.map(({ path, day }) => moves(day)[path]), days.map(({ path, day }) => others(day)[path]));
  });
}

/** Targets from daily histories: moments and correlations. */
export const historyTargets: readonly Target[] = [
  {
    id: "T16", scenario, title: "Daily moves of USDJPY, 2015 to July 2025", source: "FRED DEXJPUS",
    quantities: [
      { name: "usdjpy_sd", label: "standard deviation", unit: "% a day", observed: 0.57, range: [0.5, 0.67], sample: (runs) => returns(runs, (values) => standardized(values, 2)) },
      { name: "usdjpy_kurtosis", label: "kurtosis", unit: "1", observed: 7.9, range: [6, 10], sample: (runs) => returns(runs, (values) => standardized(values, 4)) },
      { name: "usdjpy_skewness", label: "skewness", unit: "1", observed: -0.48, range: [-0.7, -0.3], sample: (runs) => returns(runs, (values) => standardized(values, 3)) },
      { name: "usdjpy_days_2", label: "days of −2 % or less", unit: "a year", observed: 1.4, range: [0.8, 2.3], sample: (runs) => returns(runs, perYear(-2)) },
      { name: "usdjpy_days_3", label: "days of −3 % or less", unit: "a year", observed: 0.57, range: [0.2, 0.7], sample: (runs) => returns(runs, perYear(-3)) },
    ],
  },
  {
    id: "T17", scenario, title: "Correlations with USDJPY, 2022 to July 2025", source: "FRED DEXJPUS, DGS10, NASDAQ100; Cboe VIX",
    quantities: [
      { name: "rho_ust_calm", label: "Treasury 10-year yield, calm", unit: "1", observed: 0.47, range: [0.4, 0.6], sample: (runs) => inRegime(runs, ust10, "calm") },
      { name: "rho_ust_stressed", label: "Treasury 10-year yield, stressed", unit: "1", observed: 0.45, range: [0.4, 0.6], sample: (runs) => inRegime(runs, ust10, "stress") },
      { name: "rho_ndx_calm", label: "NASDAQ-100, calm", unit: "1", ...within(0, 0.15), observed: -0.05, sample: (runs) => inRegime(runs, ndx, "calm") },
      { name: "rho_ndx_stressed", label: "NASDAQ-100, stressed", unit: "1", observed: 0.16, range: [0.1, 0.5], sample: (runs) => inRegime(runs, ndx, "stress") },
    ],
  },
];
