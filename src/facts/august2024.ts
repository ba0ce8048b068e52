import { at, each, type Runs, type ScenarioPaths } from "./scenarioPaths.ts";
import { contractsShort, days, firstDay, ndxReturn, spxReturn, usdjpyReturn, yieldChange } from "./moves.ts";
import { type Target, within } from "./target.ts";
import { vixProxy } from "./vixProxy.ts";

const scenario = "august-2024";
const august = (runs: Runs): ScenarioPaths => runs(scenario);

/** Trading days after 2 July 2024 (configs/august-2024.yaml). */
const DAY = { jul9: 4, jul10: 5, jul16: 9, jul23: 14, jul29: 18, jul30: 19, jul31: 20, aug5: 23, aug6: 24, aug8: 26, aug13: 29, aug14: 30, aug20: 34, aug30: 42 };

/** VIX at the close of 2 July 2024. */
const VIX = 12.03;

/** VIX by proxy, day by day; what `map` makes of each path. */
function vix(runs: Runs): { readonly map: (f: (path: readonly number[]) => number) => Float64Array } {
  const run = august(runs);
  const returns = days(1, DAY.aug30).map((day) => spxReturn(run, day - 1, day));
  return { map: (f) => returns[0].map((_, path) => f(vixProxy(VIX, returns.map((day) => Math.log1p(day[path] / 100))))) };
}

const cut = (runs: Runs): Float64Array => each([contractsShort(august(runs), 0), contractsShort(august(runs), DAY.aug6)], (before, after) => 1 - after / before);

/** Closes of the reports from 2 July to 6 August 2024. */
const REPORTS = [0, DAY.jul9, DAY.jul16, DAY.jul23, DAY.jul30, DAY.aug6];

/** Targets of the backtest of August 2024: what happened after the positions of 2 July. */
export const augustTargets: readonly Target[] = [
  {
    id: "T1", scenario, title: "USDJPY in three sessions, 31 July to 5 August", source: "investing.com closes and lows",
    quantities: [
      { name: "usdjpy_3_sessions", label: "USDJPY, close to close", unit: "%", ...within(-3.9, 1), sample: (runs) => usdjpyReturn(august(runs), DAY.jul31, DAY.aug5) },
      {
        name: "usdjpy_trough", label: "USDJPY, lowest", unit: "%", ...within(-5.5, 1.5),
        sample: (runs) => {
          const lows = days(DAY.jul31 + 1, DAY.aug5).map((day) => at(august(runs), "usdjpy_low", day));
          return each([at(august(runs), "usdjpy", DAY.jul31), ...lows], (close, ...low) => 100 * (Math.min(...low) / close - 1));
        },
      },
    ],
  },
  {
    id: "T2", scenario, title: "US equity in the same sessions", source: "FRED SP500, NASDAQ100",
    quantities: [
      { name: "spx_3_sessions", label: "S&P 500", unit: "%", ...within(-6.1, 1.5), sample: (runs) => spxReturn(august(runs), DAY.jul31, DAY.aug5) },
      { name: "ndx_3_sessions", label: "NASDAQ-100", unit: "%", ...within(-7.6, 2), sample: (runs) => ndxReturn(august(runs), DAY.jul31, DAY.aug5) },
      {
        name: "ndx_to_spx", label: "NASDAQ-100 over S&P 500", unit: "1", observed: 7.6 / 6.1, range: [1.1, 1.5],
        sample: (runs) => each([ndxReturn(august(runs), DAY.jul31, DAY.aug5), spxReturn(august(runs), DAY.jul31, DAY.aug5)], (ndx, spx) => ndx / spx),
      },
    ],
  },
  {
    id: "T3", scenario, title: "Yields in the same sessions", source: "FRED DGS10; Ministry of Finance curve",
    quantities: [
      { name: "ust10_3_sessions", label: "Treasury 10-year", unit: "basis points", ...within(-31, 10), sample: (runs) => yieldChange(august(runs), "ust", DAY.jul31, DAY.aug5) },
      { name: "jgb10_3_sessions", label: "JGB 10-year", unit: "basis points", ...within(-29, 10), sample: (runs) => yieldChange(august(runs), "jgb", DAY.jul31, DAY.aug5) },
    ],
  },
  {
    id: "T4", scenario, title: "VIX", source: "Cboe",
    quantities: [
      { name: "vix_5_august", label: "close of 5 August, by proxy", unit: "index", ...within(38.6, 10), sample: (runs) => vix(runs).map((path) => path[DAY.aug5]) },
      {
        name: "vix_sessions_to_20", label: "sessions after 5 August until below 20", unit: "sessions", ...within(6, 3),
        sample: (runs) => vix(runs).map((path) => (path.findIndex((level, day) => day > DAY.aug5 && level < 20) + 1 || DAY.aug30 + 2) - 1 - DAY.aug5),
      },
    ],
  },
  {
    id: "T5", scenario, title: "USDJPY over longer spans, to 5 August", source: "investing.com closes; FRED DEXJPUS",
    quantities: [
      { name: "usdjpy_5_sessions", label: "five sessions", unit: "%", ...within(-6.4, 1.5), sample: (runs) => usdjpyReturn(august(runs), DAY.jul29, DAY.aug5) },
      { name: "usdjpy_from_10_july", label: "from 10 July", unit: "%", ...within(-10.8, 2.5), sample: (runs) => usdjpyReturn(august(runs), DAY.jul10, DAY.aug5) },
    ],
  },
  {
    id: "T6", scenario, title: "Net speculative short in yen, five weeks to 6 August", source: "CFTC legacy report, non-commercial",
    quantities: [
      { name: "futures_cut", label: "share cut", unit: "share", ...within(0.94, 0.06), sample: cut },
      {
        name: "futures_largest_week", label: "largest week", unit: "thousand contracts", ...within(62, 15),
        sample: (runs) => each(REPORTS.map((day) => contractsShort(august(runs), day)), (...short) => Math.max(...short.slice(1).map((now, week) => short[week] - now))),
      },
      {
        name: "futures_turned", label: "net long by 20 August", unit: "thousand contracts", observed: 23.6, range: [0, Infinity],
        sample: (runs) => each([DAY.aug13, DAY.aug20].map((day) => contractsShort(august(runs), day)), (a, b) => -Math.min(a, b)),
      },
    ],
  },
  {
    id: "T7", scenario, title: "The cut began with the interventions", source: "CFTC legacy report",
    quantities: [
      {
        name: "futures_cut_before_hike", label: "share of the five weeks' cut before 31 July", unit: "share", observed: 0.64, range: [0.5, 0.75],
        sample: (runs) => each([0, DAY.jul30, DAY.aug6].map((day) => contractsShort(august(runs), day)), (a, b, c) => (a - b) / (a - c)),
      },
    ],
  },
  {
    id: "T8", scenario, title: "Carry trade unwound two weeks after the hike", source: "JPMorgan 50 to 60 %, Morgan Stanley about 60 %, 6 to 8 August",
    quantities: [
      {
        name: "carry_unwound", label: "yen loans repaid since 2 July", unit: "share", observed: 0.6, range: [0.5, 0.75],
        sample: (runs) => each([at(august(runs), "yen_repaid", DAY.aug14)], (repaid) => repaid / (august(runs).configuration.agents.hedge_fund.yen_loans as number)),
      },
    ],
  },
  {
    id: "T9", scenario, title: "Recovery", source: "investing.com closes; FRED SP500",
    quantities: [
      {
        name: "usdjpy_regained", label: "share of the three sessions' fall of USDJPY regained by 8 August", unit: "share", ...within(0.54, 0.2),
        sample: (runs) => each([DAY.jul31, DAY.aug5, DAY.aug8].map((day) => at(august(runs), "usdjpy", day)), (before, trough, after) => (after - trough) / (before - trough)),
      },
      {
        name: "spx_sessions_to_regain", label: "sessions until the S&P 500 is back at its level of 31 July", unit: "sessions", ...within(11, 4),
        sample: (runs) => {
          const series = days(DAY.aug5 + 1, DAY.aug30).map((day) => [day - DAY.jul31, spxReturn(august(runs), DAY.jul31, day)] as const);
          return firstDay(series, (move) => move >= 0, DAY.aug30 - DAY.jul31 + 1);
        },
      },
    ],
  },
];
