import type { OpenColumns } from "../arrow/readColumn.ts";
import type { RunData } from "../page/runData.ts";
import { brief, interval } from "../page/show.ts";
import { salesOf } from "../page/runFigures.ts";
import { summarize, type StatisticName } from "../statistics/summarize.ts";

/** One number to see first. */
export interface Headline {
  readonly title: string;
  readonly value: string;
  /** Interval or range, and what it is. */
  readonly range: string;
}

/** The numbers that a run is about, as far as its files have them. @param paths its paths.arrow */
export function headlines({ sales, days, timeline, twins }: RunData, paths: OpenColumns): Headline[] {
  const sold = (asset: string, cause: string, statistic: string, title: string): Headline[] => {
    const names = { kind: "all", asset, cause, window: "horizon" };
    const there = sales.distributions.some((each) => sales.kinds[each.kind].name === "all" && sales.assets[each.asset].name === asset && sales.causes[each.cause].name === cause && sales.windows[each.window].name === "horizon");
    if (!there) return [];
    const [value, low, high] = salesOf(sales, names).estimates[sales.statistics.findIndex(({ name }) => name === statistic)];
    return [{ title, value: `USD ${brief(value)} bn`, range: rangeOf(low, high) }];
  };
  const usdjpy = timeline.variables.find(({ name }) => name === "usdjpy");
  const last = (statistic: string, variable = usdjpy) => variable?.values[timeline.statistics.indexOf(statistic)]?.at(-1) ?? null;
  const frozen = timeline.variables.find(({ name }) => name === "frozen_usdjpy");
  const twin = twins.find(({ name }) => name === "usdjpy.worst3d");
  return [
    ...sold("us_equity", "forced", "mean", `US equity sold by force within ${days} days, mean`),
    ...sold("us_equity", "forced", "es99", "The same, mean of the worst 1 % of the paths"),
    ...sold("ust", "all", "mean", `US Treasuries sold net within ${days} days, mean`),
    ...sold("fx", "all", "mean", `Dollars sold for yen net within ${days} days, mean`),
    ...(usdjpy === undefined ? [] : [{ title: `USDJPY on day ${days}, median`, value: plain(last("q50")), range: `90 % of the paths: ${plain(last("q05"))} to ${plain(last("q95"))}${frozen === undefined ? "" : `; agents frozen: median ${plain(last("q50", frozen))}`}` }]),
    ...(twin === undefined ? [] : [{ title: "Agents amplify the worst three-day fall of USDJPY by", value: twin.ratio[0] === null ? "–" : `× ${brief(twin.ratio[0])}`, range: rangeOf(twin.ratio[1], twin.ratio[2]) }]),
    ...total(paths, "yen_repaid.usd", "mean", "Yen loans repaid, mean", (value) => `USD ${brief(value)} bn`, brief),
    ...total(paths, "defaults", "prob_positive", "Probability that any agent defaults", briefPercent, briefPercent),
  ];
}

const plain = (value: number | null) => (value === null ? "–" : String(Number(value.toPrecision(5))));

function rangeOf(low: number | null, high: number | null, show: (value: number) => string = brief): string {
  return low === null || high === null ? "too few paths for an interval" : `95 % interval ${show(low)} to ${show(high)}`;
}

const briefPercent = (share: number) => `${brief(100 * share)} %`;

/** A statistic of a column of paths.arrow. */
function total(paths: OpenColumns, column: string, statistic: StatisticName, title: string, show: (value: number) => string, bound: (value: number) => string): Headline[] {
  if (!paths.names.includes(column)) return [];
  const { value, ciLow, ciHigh } = summarize(paths.column(column)).find((row) => row.statistic === statistic)!;
  const known = (x: number) => (Number.isFinite(x) ? x : null);
  return [{ title, value: show(value), range: rangeOf(known(ciLow), known(ciHigh), bound) }];
}

const SHORT: Readonly<Record<string, string>> = { ust: "Treasuries", tech: "Tech equity", equity: "Other equity", other: "Other assets", jgb: "JGBs", fx: "Dollars for yen" };

/** By kind and asset, what is sold by the horizon: median and the range of 90 % of the paths. */
export function salesGrid({ sales }: RunData): { readonly assets: readonly string[]; readonly rows: readonly { readonly kind: string; readonly cells: readonly string[] }[] } {
  const assets = Object.keys(SHORT).filter((name) => sales.assets.some((asset) => asset.name === name));
  const at = (name: string) => sales.statistics.findIndex((statistic) => statistic.name === name);
  const cell = (kind: string, asset: string) => {
    const found = sales.distributions.find((each) => sales.kinds[each.kind].name === kind && sales.assets[each.asset].name === asset && sales.causes[each.cause].name === "all" && sales.windows[each.window].name === "horizon");
    if (found === undefined) return "";
    return interval(found.estimates[at("q50")][0], found.estimates[at("q05")][0], found.estimates[at("q95")][0], brief);
  };
  return {
    assets: assets.map((name) => SHORT[name]),
    rows: sales.kinds.map(({ name, title }) => ({ kind: title, cells: assets.map((asset) => cell(name, asset)) })),
  };
}
