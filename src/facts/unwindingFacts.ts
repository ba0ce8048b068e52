import { amplification } from "../statistics/amplification.ts";
import { wilson } from "../statistics/probability.ts";
import { covers, estimateIn, type Fact, type Finding, meanOfDifferences, quantileIn, reported, startsAt, surelyAbove } from "./fact.ts";
import { SPREADS } from "./scenarios.ts";
import { at, each, type Runs, type ScenarioPaths } from "./scenarioPaths.ts";

const FORCED = "all.us_equity.forced.worst3d";

/** Treasuries and US equity sold by everybody, net of purchases. */
const usAssets = ({ column }: ScenarioPaths): Float64Array => each(["all.ust.all.horizon", "all.us_equity.all.horizon"].map(column), (ust, equity) => ust + equity);

const ASSETS = ["tech", "equity", "ust", "other"] as const;
const marginCallSales = (runs: Runs): Float64Array[] => ASSETS.map((asset) => runs("august-2024").column(`hedge_fund.${asset}.margin_call.horizon`));

/** By how much tech leads the next largest asset in sales for margin calls, mean over paths. */
function leadOfTech(runs: Runs): Finding {
  const [tech, ...others] = marginCallSales(runs);
  const mean = (values: Float64Array): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const next = others.reduce((largest, other) => (mean(other) > mean(largest) ? other : largest));
  return surelyAbove(meanOfDifferences(next, tech), 0);
}

/** Dollars paid for yen per dollar of assets sold by hedge funds, all paths together. */
function repaidPerDollarSold(runs: Runs, cause: "margin_call" | "all"): Finding {
  const sold = each(ASSETS.map((asset) => runs("august-2024").column(`hedge_fund.${asset}.${cause}.horizon`)), (...sales) => sales.reduce((sum, x) => sum + x, 0));
  const repaid = runs("august-2024").column(`hedge_fund.fx.${cause}.horizon`);
  return estimateIn(ratioOfMeans(repaid, sold), 0.8, 1.25);
}

/** Mean of a over mean of b, with its delta-method interval. */
function ratioOfMeans(a: Float64Array, b: Float64Array) {
  const state = amplification.init();
  a.forEach((full, path) => amplification.add(state, { full, frozen: b[path] }));
  return amplification.value(state).ratio;
}

/** Cut of the net speculative short within a week of the yen's rise. */
const rallyCut = (runs: Runs): Float64Array => each([at(runs("yen-rally"), "net_speculative_short", 0), at(runs("yen-rally"), "net_speculative_short", 5)], (before, after) => 1 - after / before);

/** Rows of the fact sheet on the carry trade and its unwinding. */
export const unwindingFacts: readonly Fact[] = [
  {
    id: "F6", title: "The hike of July 2024 sets off a mechanical sale of US equity within three days", figure: "billions within three days", kind: "output", scenarios: "august-2024, august-2024-no-hike", rules: ["R9", "R10", "R11", "R12", "R24"],
    parts: [
      { name: "forced_3d", label: "worst three days of forced sales of US equity", unit: "USD bn", published: NaN, criterion: "5 % quantile above 1", find: (runs) => quantileIn(runs("august-2024").column(FORCED), 0.05, 1, Infinity) },
      {
        name: "hike_sells", label: "paths on which the hike adds to them", unit: "probability", published: NaN, criterion: "at least 0.9",
        find: (runs) => {
          const [hike, none] = [runs("august-2024").column(FORCED), runs("august-2024-no-hike").column(FORCED)];
          return estimateIn(wilson(hike.filter((sold, path) => sold > none[path]).length, hike.length), 0.9, 1);
        },
      },
    ],
  },
  {
    id: "F7", title: "Hedge funds dump liquid US technology to meet margin calls on yen loans", figure: "–", kind: "output", scenarios: "august-2024", rules: ["R9", "R12"],
    parts: [
      { name: "tech_leads", label: "technology over the next asset in sales for margin calls, mean", unit: "USD bn", published: NaN, criterion: "above 0 with 95 % confidence", find: leadOfTech },
      { name: "margin_call_repaid", label: "yen repaid per dollar of assets sold", unit: "share", published: 1, criterion: "0.8 to 1.25", find: (runs) => repaidPerDollarSold(runs, "margin_call") },
    ],
  },
  {
    id: "F9", title: "Portfolios are pared down every time the US–Japan spread narrows", figure: "–", kind: "output", scenarios: "spread-narrowing", rules: ["R10", "R15", "R20"],
    // Moved by the Bank of Japan the spread is all that changes; a move of the Federal Reserve is news of US assets as well.
    parts: (["boj", "fed"] as const).flatMap((bank) => SPREADS.slice(1).map((bp, step) => ({
      name: `${bank}_${SPREADS[step]}_to_${bp}`.replaceAll("-", "minus_"), label: `US assets sold more, ${signed(SPREADS[step])} to ${signed(bp)} bp by the ${bank === "boj" ? "Bank of Japan" : "Federal Reserve"}`, unit: "USD bn", published: NaN,
      criterion: bank === "boj" ? "above 0 with 95 % confidence" : "reported",
      find: (runs: Runs) => {
        const [before, after] = [SPREADS[step], bp].map((change) => usAssets(runs(`spread ${change} bp by ${bank}`)));
        const found = surelyAbove(meanOfDifferences(before, after), 0);
        return bank === "boj" ? found : { ...found, met: undefined, distance: 0 };
      },
    }))),
  },
  {
    id: "F10", title: "A Federal Reserve that is higher for longer keeps the spread wide", figure: "2.63 points: 3.63 less 1.00, mid-2026", kind: "input", scenarios: "baseline, fed-cuts", rules: ["R10", "R20", "R25"],
    parts: [
      { name: "spread_start", label: "the spread at t = 0", unit: "percentage points", published: 2.63, criterion: "it is 2.63", find: (runs) => startsAt(runs("baseline").configuration.rates.us_policy - runs("baseline").configuration.rates.jp_policy, 2.625, 2.635) },
      { name: "cuts_sell", label: "US assets sold more after cuts of 100 bp", unit: "USD bn", published: NaN, criterion: "above 0 with 95 % confidence", find: (runs) => surelyAbove(meanOfDifferences(usAssets(runs("baseline")), usAssets(runs("fed-cuts"))), 0) },
    ],
  },
  {
    id: "F11", title: "Net speculative short in yen, mid-2026", figure: "USD 10.0 to 11.3 bn", kind: "input and output", scenarios: "baseline, yen-rally", rules: ["R13"],
    parts: [
      { name: "short_start", label: "at t = 0", unit: "USD bn", published: 11.3, criterion: "10.0 to 11.3", find: (runs) => startsAt(at(runs("baseline"), "net_speculative_short", 0)[0], 9.95, 11.35) },
      ...[1, 5, 20].map((day) => ({ name: `short_day_${day}`, label: `after ${day} ${day === 1 ? "day" : "days"}`, unit: "USD bn", published: NaN, criterion: "reported", find: (runs: Runs) => reported(at(runs("baseline"), "net_speculative_short", day)) })),
      { name: "rally_cut", label: "cut in a week when the yen rises 4 % in three days", unit: "share", published: 0.6, criterion: "0.6 between the 10 and 90 % quantiles", find: (runs) => covers(rallyCut(runs), 0.6, 0.1, 0.9) },
    ],
  },
  {
    id: "F12", title: "A sharp rise of the yen forces a cycle: US assets are sold to repay yen loans", figure: "–", kind: "output", scenarios: "august-2024, agents acting and frozen", rules: ["R5", "R9", "R10", "R11", "R12"],
    parts: [
      {
        name: "amplification", label: "amplification of the worst three days of USDJPY", unit: "1", published: NaN, criterion: "above 1 with 95 % confidence",
        find: (runs) => surelyAbove(ratioOfMeans(runs("august-2024").column("usdjpy.worst3d"), runs("august-2024").column("frozen.usdjpy.worst3d")), 1),
      },
      { name: "repaid_per_dollar", label: "yen repaid per dollar of assets sold", unit: "share", published: 1, criterion: "0.8 to 1.25", find: (runs) => repaidPerDollarSold(runs, "all") },
    ],
  },
];

function signed(basisPoints: number): string {
  return basisPoints > 0 ? `+${basisPoints}` : basisPoints === 0 ? "0" : `−${-basisPoints}`;
}
