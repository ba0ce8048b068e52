import { exceedance } from "../statistics/probability.ts";
import { covers, estimateIn, type Fact, type Part, quantileIn, reported, startsAt } from "./fact.ts";
import { at, each, type Runs } from "./scenarioPaths.ts";

/** Net sales of the first quarter of 2026, USD bn. */
const Q1_SALES = 29.6;
const QUARTER = 63;
const QUARTERS = 15;
const OUTFLOW_DAYS = 436;

/** Net sales of Treasuries in each of the fifteen quarters of each path. */
function quarterlySales(runs: Runs): Float64Array {
  const ends = Array.from({ length: QUARTERS + 1 }, (_, q) => at(runs("quarters-2022-2026"), "private_ust", q * QUARTER));
  return Float64Array.from(ends.slice(1).flatMap((end, q) => [...end].map((sold, path) => sold - ends[q][path])));
}

/** Sales of Treasuries of Japan by cause, October 2024 to June 2026; columns of paths.arrow. */
const OUTFLOWS = {
  intervention_funding: ["ministry_of_finance.ust.intervention_funding.horizon"],
  repatriation: ["life_insurer.ust.repatriation.horizon", "pension_fund.ust.repatriation.horizon"],
  carry: ["bank.ust.carry.horizon"],
  spread: ["investment_trust.ust.spread.horizon"],
  rebalancing: ["pension_fund.ust.rebalancing.horizon"],
} as const;

const byCause = (runs: Runs, cause: keyof typeof OUTFLOWS): Float64Array => each(OUTFLOWS[cause].map(runs("outflow-2024-2026").column), (...sold) => sold.reduce((sum, x) => sum + x, 0));

const totalOutflow = (runs: Runs): Float64Array =>
  each([at(runs("outflow-2024-2026"), "private_ust", OUTFLOW_DAYS), byCause(runs, "intervention_funding")], (own, official) => own + official);

const CAUSES = Object.keys(OUTFLOWS) as (keyof typeof OUTFLOWS)[];

/** Share of the causes that the fact names in all sales, purchases left out. */
const driven = (runs: Runs): Float64Array =>
  each(CAUSES.map((cause) => byCause(runs, cause)), (...sold) => {
    const sales = sold.map((x) => Math.max(0, x));
    const all = sales.reduce((sum, x) => sum + x, 0);
    return all === 0 ? 1 : 1 - sales[CAUSES.indexOf("rebalancing")] / all;
  });

/** The holdings that the agents of a scenario start with, and the end of the horizon. */
function holdings(name: "us_treasuries" | "us_equity", published: number): Part[] {
  const key = name === "us_treasuries" ? "treasuries" : "us_equity";
  const sum = (runs: Runs): number => Object.values(runs("baseline").configuration.agents).reduce((total, agent) => total + ((agent as Record<string, unknown>)[key] as number | undefined ?? 0), 0);
  return [
    { name: `${name}_start`, label: "the books at t = 0", unit: "USD bn", published, criterion: `they sum to ${published}`, find: (runs) => startsAt(sum(runs), published - 0.5, published + 0.5) },
    { name: `${name}_end`, label: "after three months, at prices of t = 0", unit: "USD bn", published: NaN, criterion: "reported", find: (runs) => reported(runs("baseline").column(`japan.${name}.end`)) },
  ];
}

/** Rows of the fact sheet on Japan's holdings and what leaves them. */
export const outflowFacts: readonly Fact[] = [
  {
    id: "F1", title: "Net sales of US government-linked debt by Japanese investors, first quarter of 2026", figure: "USD 29.6 bn", kind: "output", scenarios: "q1-2026", rules: ["R15", "R18", "R20"],
    parts: [{ name: "q1_sales", label: "sold by private investors", unit: "USD bn", published: Q1_SALES, criterion: "29.6 between the 25 and 75 % quantiles", find: (runs) => covers(at(runs("q1-2026"), "private_ust", 61), Q1_SALES, 0.25, 0.75) }],
  },
  {
    id: "F2", title: "Largest quarterly retreat since mid-2022", figure: "rank 1 of 15 quarters", kind: "output", scenarios: "quarters-2022-2026", rules: ["R15", "R18", "R20"],
    parts: [
      { name: "quarterly_sales", label: "a quarter's sales, any of fifteen", unit: "USD bn", published: Q1_SALES, criterion: "85 % quantile at most 29.6", find: (runs) => quantileIn(quarterlySales(runs), 0.85, -Infinity, Q1_SALES) },
    ],
  },
  {
    id: "F3", title: "Total outflow, late 2024 to mid-2026", figure: "more than USD 100 bn: 73.8 for interventions, 29.6 private", kind: "output", scenarios: "outflow-2024-2026", rules: ["R15", "R18", "R20", "R21", "R22"],
    parts: [
      { name: "outflow", label: "Treasuries sold by Japan", unit: "USD bn", published: 103.4, criterion: "reported", find: (runs) => reported(totalOutflow(runs)) },
      {
        name: "outflow_above_100", label: "probability of more than USD 100 bn", unit: "probability", published: NaN, criterion: "0.25 to 0.75",
        find: (runs) => {
          const above = exceedance(100);
          const state = above.init();
          for (const total of totalOutflow(runs)) above.add(state, total);
          return estimateIn(above.value(state), 0.25, 0.75);
        },
      },
      ...CAUSES.map((cause): Part => ({ name: `outflow_${cause}`, label: `of it ${cause}`, unit: "USD bn", published: cause === "intervention_funding" ? 73.8 : NaN, criterion: "reported", find: (runs) => reported(byCause(runs, cause)) })),
    ],
  },
  {
    id: "F4", title: "What drives it: supporting the yen, and higher funding costs", figure: "–", kind: "output", scenarios: "outflow-2024-2026", rules: ["R15", "R20", "R22"],
    parts: [{ name: "outflow_driven", label: "intervention funding, repatriation, carry and spread in all sales", unit: "share", published: NaN, criterion: "median at least 0.8", find: (runs) => quantileIn(driven(runs), 0.5, 0.8, Infinity) }],
  },
  { id: "F5", title: "Japan's holdings of Treasuries", figure: "USD 1,240 bn", kind: "input", scenarios: "baseline", rules: ["R15", "R18", "R20", "R22"], parts: holdings("us_treasuries", 1240) },
  { id: "F8", title: "Japan's holdings of US equity", figure: "USD 1,500 bn", kind: "input", scenarios: "baseline", rules: ["R17", "R18", "R20"], parts: holdings("us_equity", 1500) },
];
