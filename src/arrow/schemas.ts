import { category, type Field, float64 } from "./field.ts";

/** The category values that the tidy result files of one run can hold, in code order. */
export interface TidyCategories {
  readonly scenarios: readonly string[];
  readonly kinds: readonly string[];
  readonly assets: readonly string[];
  readonly causes: readonly string[];
  /** Number of trading days ("1", "20", …), or a named window. */
  readonly windows: readonly string[];
  readonly statistics: readonly string[];
  readonly variables: readonly string[];
}

const scenario = ({ scenarios }: Pick<TidyCategories, "scenarios">): Field =>
  category("scenario", "Scenario of the run.", scenarios);
const kind = ({ kinds }: Pick<TidyCategories, "kinds">): Field =>
  category("kind", "Kind of agent that sells; all is the sum over kinds.", kinds);
const asset = ({ assets }: Pick<TidyCategories, "assets">): Field =>
  category("asset", "Market sold into (fx: dollars sold for yen); us_equity is tech and equity.", assets);
const window = ({ windows }: Pick<TidyCategories, "windows">): Field =>
  category("window", "Sales by the end of day N (Nd), by the horizon, or in the worst three consecutive days (worst3d).", windows);
const statistic = ({ statistics }: Pick<TidyCategories, "statistics">): Field =>
  category("statistic", "Statistic over the paths.", statistics);

/** liquidation.arrow: one row per scenario, kind, asset, cause, window and statistic. */
export function liquidationFields(
  categories: Pick<TidyCategories, "scenarios" | "kinds" | "assets" | "causes" | "windows" | "statistics">,
): readonly Field[] {
  return [
    scenario(categories),
    kind(categories),
    asset(categories),
    category("cause", "Why the sale happened; forced and all are sums over causes.", categories.causes),
    window(categories),
    statistic(categories),
    float64("value", "USD bn", "Statistic of dollars sold net of purchases; prob_positive has unit 1."),
    float64("ci_low", "USD bn", "Lower end of the confidence interval of value; NaN where there is none."),
    float64("ci_high", "USD bn", "Upper end of the confidence interval of value; NaN where there is none."),
    { name: "n", type: "uint32", unit: "1", description: "Number of paths behind the statistic." },
    float64("ess", "paths", "Effective sample size: paths that the statistic rests on, those in its tail for quantiles and expected shortfall."),
  ];
}

/** exceedance.arrow: one row per scenario, kind, asset, cause, window and threshold. */
export function exceedanceFields(
  categories: Pick<TidyCategories, "scenarios" | "kinds" | "assets" | "causes" | "windows">,
): readonly Field[] {
  return [
    scenario(categories),
    kind(categories),
    asset(categories),
    category("cause", "Why the sale happened; forced and all are sums over causes.", categories.causes),
    window(categories),
    float64("threshold", "USD bn", "Dollars sold net of purchases."),
    float64("probability", "1", "Share of the paths that sell more than the threshold."),
    float64("ci_low", "1", "Lower end of its 95 % interval (Wilson)."),
    float64("ci_high", "1", "Upper end of its 95 % interval (Wilson)."),
    { name: "n", type: "uint32", unit: "1", description: "Number of paths." },
    float64("ess", "paths", "Effective sample size: paths that sell more than the threshold."),
  ];
}

/** worst.arrow: the paths that sell the most, one row per scenario, kind, asset, cause, window and rank. */
export function worstFields(
  categories: Pick<TidyCategories, "scenarios" | "kinds" | "assets" | "causes" | "windows">,
): readonly Field[] {
  return [
    scenario(categories),
    kind(categories),
    asset(categories),
    category("cause", "Why the sale happened; forced and all are sums over causes.", categories.causes),
    window(categories),
    { name: "rank", type: "int32", unit: "1", description: "Rank of the path; 1 sells the most." },
    { name: "path", type: "uint32", unit: "index", description: "Number of the path." },
    float64("value", "USD bn", "Dollars sold net of purchases on this path."),
  ];
}

/** histogram.arrow: one row per bin; a bin is [bin_low, bin_high). */
export function histogramFields(
  categories: Pick<TidyCategories, "scenarios" | "kinds" | "assets" | "windows">,
): readonly Field[] {
  return [
    scenario(categories),
    kind(categories),
    asset(categories),
    window(categories),
    float64("bin_low", "USD bn", "Lower edge of the bin (included)."),
    float64("bin_high", "USD bn", "Upper edge of the bin (excluded)."),
    float64("count", "1", "Paths whose liquidation falls into the bin; where paths are weighted, their weight."),
  ];
}

/** timeline.arrow: one row per scenario, day, variable and statistic (fan charts). */
export function timelineFields(
  categories: Pick<TidyCategories, "scenarios" | "variables" | "statistics">,
): readonly Field[] {
  return [
    scenario(categories),
    { name: "day", type: "int32", unit: "trading day", description: "Day of the path; 0 is the start." },
    category("variable", "Observed variable; its unit is in the data dictionary.", categories.variables),
    statistic(categories),
    float64("value", "of the variable", "Value of the statistic, in the unit of the variable."),
  ];
}
