import { contrast } from "../statistics/contrast.ts";
import { quantile } from "../statistics/functionals/quantile.ts";
import { prepare, type PreparedSample } from "../statistics/preparedSample.ts";
import { covers, type Fact, meanOfDifferences, quantileIn, reported, startsAt, surelyAbove } from "./fact.ts";
import { SURGES } from "./scenarios.ts";
import { at, each, type Runs, type ScenarioPaths } from "./scenarioPaths.ts";

/** Day of the strike of 30 April 2026, and its size. */
const STRIKE = 3;
const STRIKE_USD = 35;

/** Forced sales of Treasuries and US equity by everybody in the first ten days: later, random news have their say as well. */
const forced = ({ column }: ScenarioPaths): PreparedSample => prepare(each(["all.ust.forced.10d", "all.us_equity.forced.10d"].map(column), (ust, equity) => ust + equity));

const surge = (runs: Runs, bp: number): ScenarioPaths => runs(`jgb-surge ${bp} bp`);

/** Treasuries sold by insurers and pension funds. */
const structural = ({ column }: ScenarioPaths): Float64Array => each(["life_insurer.ust.all.horizon", "pension_fund.ust.all.horizon"].map(column), (insurers, pensions) => insurers + pensions);

/** What the largest surge adds to private sales between its last step and the end of the year. */
const afterSurge = (runs: Runs) => {
  const added = (bp: number): Float64Array => each([at(surge(runs, bp), "private_ust", 90), at(surge(runs, bp), "private_ust", 250)], (before, after) => after - before);
  return meanOfDifferences(added(SURGES[0]), added(SURGES[SURGES.length - 1]));
};

/** Rows of the fact sheet on interventions and on Japanese yields. */
export const interventionFacts: readonly Fact[] = [
  {
    id: "F13", title: "Intervention by Japan alone", figure: "USD 74 bn, 28 April to 27 May 2026", kind: "output", scenarios: "intervention-2026-drawn; intervention-2026, intervention-2026-none", rules: ["R5", "R21", "R22"],
    parts: [
      { name: "campaign", label: "spent in two months, decided by rule", unit: "USD bn", published: 74, criterion: "74 between the 10 and 90 % quantiles", find: (runs) => covers(runs("intervention-2026-drawn").column("ministry_of_finance.intervention_usd"), 74, 0.1, 0.9) },
      {
        name: "effect_per_bn", label: "rise of the yen on the day per USD bn", unit: "%", published: 0.058, criterion: "median 0.03 to 0.12",
        find: (runs) => quantileIn(each([at(runs("intervention-2026"), "usdjpy", STRIKE), at(runs("intervention-2026-none"), "usdjpy", STRIKE)], (strike, none) => (100 * (1 - strike / none)) / STRIKE_USD), 0.5, 0.03, 0.12),
      },
    ],
  },
  {
    id: "F14", title: "Joint intervention sets off an aggressive, involuntary unwinding", figure: "–", kind: "output", scenarios: "joint-intervention, unilateral-intervention", rules: ["R9", "R10", "R11", "R23"],
    parts: [0.5, 0.9, 0.99].map((p) => ({
      name: `joint_q${100 * p}`, label: `forced sales in ten days, more than by the same dollars alone, ${100 * p} % quantile`, unit: "USD bn", published: NaN, criterion: "above 0 with 95 % confidence",
      find: (runs: Runs) => surelyAbove(contrast(quantile(`q${100 * p}`, p), forced(runs("unilateral-intervention")), forced(runs("joint-intervention"))).difference, 0),
    })),
  },
  {
    id: "F15", title: "Yields of Japanese government bonds rise toward highs of decades", figure: "10 years 2.69 %, 30 years 3.87 %", kind: "input", scenarios: "baseline", rules: ["R1", "R2", "R24"],
    parts: [
      { name: "jgb_start", label: "10-year yield at t = 0", unit: "% a year", published: 2.69, criterion: "it is 2.69", find: (runs) => startsAt(runs("baseline").configuration.rates.jgb_yield, 2.685, 2.695) },
      { name: "jgb_end", label: "10-year yield after three months", unit: "% a year", published: NaN, criterion: "reported", find: (runs) => reported(runs("baseline").column("jgb_yield.end")) },
    ],
  },
  {
    id: "F16", title: "Rising yields give insurers and pension funds a lasting reason to bring money home", figure: "hedged Treasury 1.45 %, JGB 30 years 3.87 %", kind: "output", scenarios: "jgb-surge", rules: ["R15", "R18", "R19"],
    parts: [
      ...SURGES.slice(1).map((bp, step) => ({
        name: `surge_${5 * SURGES[step]}_to_${5 * bp}`, label: `Treasuries sold more, JGB yield +${5 * SURGES[step]} to +${5 * bp} bp`, unit: "USD bn", published: NaN, criterion: "above 0 with 95 % confidence",
        find: (runs: Runs) => surelyAbove(meanOfDifferences(structural(surge(runs, SURGES[step])), structural(surge(runs, bp))), 0),
      })),
      { name: "not_reversed", label: "what the surge adds to sales from day 90 to 250", unit: "USD bn", published: NaN, criterion: "not below 0: above 0 with 95 % confidence", find: (runs) => surelyAbove(afterSurge(runs), 0) },
    ],
  },
];
