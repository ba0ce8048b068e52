import type { BarsData } from "./charts/bars.ts";
import type { IntervalData } from "./charts/intervals.ts";
import type { ExceedanceData } from "./charts/exceedance.ts";
import type { FanData } from "./charts/fan.ts";
import type { FlowData } from "./charts/flows.ts";
import type { HistogramData } from "./charts/histogram.ts";
import { withLargest } from "./farTail.ts";
import type { AgentsData, RunData, Sales, SalesData, TimelineData, TwinMove } from "./runData.ts";

/** Names of kind, asset, cause and window: one distribution of sales. */
export interface SalesChoice {
  readonly kind: string;
  readonly asset: string;
  readonly cause: string;
  readonly window: string;
}

const KEYS = ["kind", "asset", "cause", "window"] as const;
const LISTS = { kind: "kinds", asset: "assets", cause: "causes", window: "windows" } as const;

/** Which of the names of one key can be chosen, given those of the keys before it. */
export function salesChoices(data: SalesData, key: (typeof KEYS)[number], chosen: SalesChoice): string[] {
  const before = KEYS.slice(0, KEYS.indexOf(key));
  const fitting = data.distributions.filter((each) => before.every((other) => data[LISTS[other]][each[other]].name === chosen[other]));
  const there = new Set(fitting.map((each) => each[key]));
  return data[LISTS[key]].filter((_, at) => there.has(at)).map(({ name }) => name);
}

/** The nearest choice that exists: what does not occur gives way to the first that does, `all` and the horizon before others. */
export function existingSales(data: SalesData, wanted: SalesChoice): SalesChoice {
  let chosen = wanted;
  for (const key of KEYS) {
    const possible = salesChoices(data, key, chosen);
    const preferred = [chosen[key], "us_equity", "all", "horizon"].find((name) => possible.includes(name));
    chosen = { ...chosen, [key]: preferred ?? possible[0] };
  }
  return chosen;
}

/** The distribution of a choice that exists. */
export function salesOf(data: SalesData, chosen: SalesChoice): Sales {
  return data.distributions.find((each) => KEYS.every((key) => data[LISTS[key]][each[key]].name === chosen[key]))!;
}

/** A choice in words: "US equity sold by hedge funds, all causes, by the horizon (60 days)". */
export function salesTitle(data: SalesData, chosen: SalesChoice, days: number): string {
  const title = (key: (typeof KEYS)[number]) => data[LISTS[key]].find(({ name }) => name === chosen[key])?.title ?? chosen[key];
  const sold = chosen.asset === "fx" ? "Dollars sold for yen" : `${title("asset")} sold`;
  const why = { all: "for any reason", forced: "by force" }[chosen.cause] ?? `for this reason: ${lower(title("cause"))}`;
  const when = chosen.window === "horizon" ? `within ${days} days` : title("window");
  return `${sold} by ${lower(title("kind"))}, ${when}, ${why}`;
}

/** A title inside a sentence: its first letter small, unless it begins with an abbreviation or a proper name. */
function lower(title: string): string {
  return /^([A-Z]{2}|Ministry|Japan)/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

const estimateOf = (data: SalesData, sales: Sales, statistic: string) => sales.estimates[data.statistics.findIndex(({ name }) => name === statistic)];

export function histogramData({ sales: data, days }: Pick<RunData, "sales" | "days">, chosen: SalesChoice): HistogramData | undefined {
  const sales = salesOf(data, chosen);
  const mean = estimateOf(data, sales, "mean")?.[0];
  return sales.bins === null ? undefined : { bins: sales.bins, what: salesTitle(data, chosen, days), unit: "USD bn", marks: typeof mean === "number" ? [{ name: "mean", value: mean }] : [] };
}

export function salesTail({ sales: data, days, paths }: Pick<RunData, "sales" | "days" | "paths">, chosen: SalesChoice, logarithmic: boolean): ExceedanceData | undefined {
  const sales = salesOf(data, chosen);
  if (sales.tail === null) return undefined;
  const mark = (name: string, statistic: string, probability: number, symbol: "circle" | "diamond") => {
    const at = estimateOf(data, sales, statistic);
    return at === undefined ? [] : [{ name, probability, at, symbol }];
  };
  const marks = [...mark("VaR 95 %", "q95", 0.05, "circle"), ...mark("ES 95 %", "es95", 0.05, "diamond"), ...mark("VaR 99 %", "q99", 0.01, "circle"), ...mark("ES 99 %", "es99", 0.01, "diamond")];
  const tail = withLargest(sales.tail, sales.worst?.value ?? [], paths);
  return { curves: [{ name: "probability", tail }], what: salesTitle(data, chosen, days), unit: "USD bn", marks, logarithmic };
}

/** Variables of the timeline that have a fan of their own: frozen twins go with what they are twins of. */
export const fanVariables = ({ variables }: TimelineData) => variables.filter(({ name }) => !name.startsWith("frozen_"));

const QUANTILES = { q01: "1 %", q05: "5 %", q25: "25 %", q75: "75 %", q95: "95 %", q99: "99 %" };

export function fanData({ timeline: { days, statistics, variables }, events }: Pick<RunData, "timeline" | "events">, name: string): FanData {
  const { title, unit, values } = variables.find((variable) => variable.name === name)!;
  const frozen = variables.find((variable) => variable.name === `frozen_${name}`);
  const of = (statistic: string, from = values) => from[statistics.indexOf(statistic)];
  return {
    what: title,
    unit,
    days,
    quantiles: Object.entries(QUANTILES).filter(([statistic]) => statistics.includes(statistic)).map(([statistic, text]) => ({ name: text, values: of(statistic) })),
    median: of("q50"),
    ...(frozen === undefined ? {} : { other: { name: "median of the frozen twins", values: of("q50", frozen.values) } }),
    events,
  };
}

/** Bars that a chart of flows has room for. */
const MOST_PERIODS = 63;

/** Mean sales of US assets by kind of agent, from day to day (or per group of days): the means of kinds add up. */
export function flowsByKind({ days, statistics, variables }: TimelineData, titleOf: (kind: string) => string): FlowData {
  const step = Math.max(1, Math.ceil((days.length - 1) / MOST_PERIODS));
  const ends = days.map((_, d) => d).filter((d) => d > 0 && (d % step === 0 || d === days.length - 1));
  const starts = [0, ...ends.slice(0, -1)];
  const mean = statistics.indexOf("mean");
  return {
    what: "US Treasuries and US equity sold, by kind of agent",
    unit: "USD bn a day",
    periods: ends.map((end, p) => periodName(days[starts[p]], days[end])),
    flows: variables.filter(({ name }) => name.startsWith("sold_")).map(({ name, values }) => ({
      name: titleOf(name.slice(5)),
      values: ends.map((end, p) => ((values[mean][end] ?? 0) - (values[mean][starts[p]] ?? 0)) / (days[end] - days[starts[p]])),
    })),
  };
}

const periodName = (after: number, last: number) => (last === after + 1 ? String(last) : `${after + 1}–${last}`);

/** Mean sales of an asset by cause, all kinds together, between the days that windows end on. */
export function flowsByCause(data: SalesData, asset: string, horizon: number): FlowData {
  const dayOf = (name: string) => (name === "horizon" ? horizon : Number(/^(\d+)d$/.exec(name)?.[1] ?? NaN));
  const ends = data.windows.map(({ name }, window) => ({ window, day: dayOf(name) })).filter(({ day }) => !Number.isNaN(day)).sort((a, b) => a.day - b.day);
  const parts = asset === "us_equity" ? ["tech", "equity"] : [asset];
  const mean = data.statistics.findIndex(({ name }) => name === "mean");
  const causes = data.causes.map(({ name, title }, cause) => ({ name, title, cause })).filter(({ name }) => name !== "all" && name !== "forced");
  return {
    what: `${data.assets.find(({ name }) => name === asset)!.title} sold, by cause`,
    unit: "USD bn a day",
    periods: ends.map(({ day }, p) => periodName(ends[p - 1]?.day ?? 0, day)),
    flows: causes.map(({ title, cause }) => {
      const members = data.distributions.filter((each) => each.cause === cause && parts.includes(data.assets[each.asset].name) && data.kinds[each.kind].name !== "all");
      const until = ends.map(({ window }) => members.filter((each) => each.window === window).reduce((sum, each) => sum + (each.estimates[mean][0] ?? 0), 0));
      return { name: title, values: until.map((sum, p) => (sum - (until[p - 1] ?? 0)) / (ends[p].day - (ends[p - 1]?.day ?? 0))) };
    }),
  };
}

export function twinTail({ title, unit, path, frozen }: TwinMove): ExceedanceData {
  return { curves: [{ name: "with agents", tail: path }, { name: "agents frozen", tail: frozen }], what: title, unit };
}

/** Factors by which the agents amplify each move, where the frozen move can be told from 0. */
export function amplificationData(twins: readonly TwinMove[]): IntervalData {
  return {
    what: "Mean move of the paths over that of their frozen twins",
    unit: "factor",
    at: { value: 1, name: "the agents change nothing" },
    rows: twins.filter(({ ratio: [value] }) => value !== null).map(({ title, ratio }) => ({ name: title, estimate: ratio })),
  };
}

/** The agents that lead by a measure, of one kind or of `all`. */
export function leadingAgents({ kinds, measures, rows }: AgentsData, measure: string, kind: string, most: number): BarsData {
  const m = measures.findIndex(({ name }) => name === measure);
  const leading = rows
    .filter((row) => (kind === "all" || kinds[row.kind].name === kind) && (row.values[m] ?? 0) > 0)
    .sort((a, b) => b.values[m]! - a.values[m]! || a.kind - b.kind || a.agent - b.agent)
    .slice(0, most);
  return {
    what: measures[m].title,
    unit: measures[m].unit,
    series: [""],
    rows: leading.map((row) => ({ name: `${kinds[row.kind].title}, no. ${row.agent}`, values: [[row.values[m], null, null]] })),
  };
}
