import { contractsShort, days, firstDay, ndxReturn, usdjpyReturn } from "./moves.ts";
import { at, each, type Runs, type ScenarioPaths } from "./scenarioPaths.ts";
import { type Target, within } from "./target.ts";

/** Spring 2026 (configs/intervention-2026.yaml): the strike of 30 April is on day 3. */
const spring = (runs: Runs): ScenarioPaths => runs("intervention-2026");
const STRIKE = 3;
const MAY28 = 22;
/** Tuesdays of the futures reports. */
const APR28 = 1;
const MAY5 = 6;

/** First quarter of 2026 (configs/q1-2026.yaml): the rate check of 23 January is on day 15; ends of the months. */
const quarter = (runs: Runs): ScenarioPaths => runs("q1-2026");
const CHECK = 15;
const MONTHS = [0, 20, 39, 61];

const joint = (runs: Runs): ScenarioPaths => runs("joint-1998");

/** Share of a move of USDJPY, from `start` to `end`, that is undone by `later`. */
const undone = (run: ScenarioPaths, start: number, end: number, later: number): Float64Array =>
  each([usdjpyReturn(run, start, end), usdjpyReturn(run, start, later)], (move, left) => 1 - left / move);

/** Net purchases of US bonds by Japan's private investors in a month, JPY tn. */
const purchases = (month: number) => (runs: Runs): Float64Array =>
  each(
    [at(quarter(runs), "private_ust", MONTHS[month - 1]), at(quarter(runs), "private_ust", MONTHS[month]), at(quarter(runs), "usdjpy", MONTHS[month])],
    (before, after, usdjpy) => ((before - after) * usdjpy) / 1000,
  );

/** Targets from interventions, signals and flows of 1998 and 2026. */
export const interventionTargets: readonly Target[] = [
  {
    id: "T10", scenario: "intervention-2026", title: "USD 35 bn sold alone, 30 April 2026", source: "investing.com closes; FRED NASDAQ100",
    quantities: [
      { name: "strike_day", label: "USDJPY on the day", unit: "%", ...within(-2, 0.7), sample: (runs) => usdjpyReturn(spring(runs), STRIKE - 1, STRIKE) },
      { name: "strike_undone", label: "undone by 28 May", unit: "share", observed: 0.7, range: [0.6, Infinity], sample: (runs) => undone(spring(runs), STRIKE - 1, STRIKE, MAY28) },
      { name: "strike_ndx", label: "NASDAQ-100 on the day, size of the move", unit: "%", observed: 1, range: [0, 1.5], sample: (runs) => ndxReturn(spring(runs), STRIKE - 1, STRIKE).map(Math.abs) },
    ],
  },
  {
    id: "T11", scenario: "intervention-2026", title: "Net speculative short in the week of that strike", source: "CFTC legacy report",
    quantities: [
      { name: "strike_futures_cut", label: "share cut, 28 April to 5 May", unit: "share", ...within(0.4, 0.15), sample: (runs) => each([contractsShort(spring(runs), APR28), contractsShort(spring(runs), MAY5)], (a, b) => 1 - b / a) },
    ],
  },
  {
    id: "T12", scenario: "intervention-2026", title: "Reserve securities pay for interventions", source: "Ministry of Finance, official reserve assets, May 2026",
    quantities: [
      {
        name: "funded_by_securities", label: "Treasuries sold per dollar spent", unit: "share", observed: 1.02, range: [0.9, 1.1],
        sample: (runs) => each(["ministry_of_finance.ust.intervention_funding.horizon", "ministry_of_finance.intervention_usd"].map(spring(runs).column), (sold, spent) => sold / spent),
      },
    ],
  },
  {
    id: "T13", scenario: "q1-2026", title: "Rate check without a flow, 23 January 2026", source: "investing.com closes; FRED NASDAQ100",
    quantities: [
      { name: "check_day", label: "USDJPY on the day", unit: "%", ...within(-1.6, 0.6), sample: (runs) => usdjpyReturn(quarter(runs), CHECK - 1, CHECK) },
      { name: "check_3_sessions", label: "USDJPY in three sessions", unit: "%", ...within(-3.8, 1.2), sample: (runs) => usdjpyReturn(quarter(runs), CHECK - 1, CHECK + 2) },
      {
        name: "check_half_undone", label: "sessions until half is undone", unit: "sessions", ...within(8, 4),
        sample: (runs) => {
          const move = usdjpyReturn(quarter(runs), CHECK - 1, CHECK + 2);
          const series = days(CHECK + 3, CHECK + 30).map((day) => [day - CHECK - 2, usdjpyReturn(quarter(runs), CHECK - 1, day)] as const);
          return firstDay(series, (left, path) => left >= move[path] / 2, 29);
        },
      },
      { name: "check_ndx", label: "NASDAQ-100 in three sessions", unit: "%", observed: 1.6, range: [-1, Infinity], sample: (runs) => ndxReturn(quarter(runs), CHECK - 1, CHECK + 2) },
    ],
  },
  {
    id: "T14", scenario: "joint-1998", title: "Joint intervention of 17 June 1998", source: "FRED DEXJPUS",
    quantities: [
      { name: "joint_day", label: "USDJPY on the day", unit: "%", ...within(-4.4, 1.5), sample: (runs) => usdjpyReturn(joint(runs), 0, 1) },
      { name: "joint_undone", label: "undone in ten sessions", unit: "share", observed: 0.8, range: [0.6, Infinity], sample: (runs) => undone(joint(runs), 0, 1, 11) },
    ],
  },
  {
    id: "T18", scenario: "q1-2026", title: "Net purchases of US bonds month by month, first quarter of 2026", source: "Ministry of Finance, balance of payments; Treasury International Capital",
    quantities: [
      { name: "january_purchases", label: "January", unit: "JPY tn", ...within(2.9, 1.5), sample: purchases(1) },
      { name: "february_purchases", label: "February", unit: "JPY tn", ...within(-3.4, 1.5), sample: purchases(2) },
      { name: "march_purchases", label: "March", unit: "JPY tn", ...within(-4.1, 1.5), sample: purchases(3) },
      {
        name: "march_holdings", label: "Japan's Treasuries, March", unit: "USD bn", ...within(-48, 15),
        sample: (runs) => each([at(quarter(runs), "private_ust", MONTHS[2]), at(quarter(runs), "private_ust", MONTHS[3])], (before, after) => before - after),
      },
    ],
  },
];
