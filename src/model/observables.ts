import { CAUSES, type Cause, flowNames, type Kind } from "./agents/kind.ts";
import { MARKETS } from "./markets/names.ts";

/** A named number with its unit and meaning: one column of a result file. */
export interface Observable {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

/** Days after t = 0 at which sales are reported, where the horizon reaches them. */
const WINDOW_DAYS = [1, 3, 5, 10, 20];

/** A window of the liquidation distributions: the first days of the path, or its worst three days. */
export interface Window {
  readonly name: string;
  /** Last day of the window, or undefined for the worst three days. */
  readonly day: number | undefined;
}

/** Windows that fit into the horizon. */
export function windows(days: number): Window[] {
  return [
    ...WINDOW_DAYS.filter((day) => day < days).map((day) => ({ name: `${day}d`, day })),
    { name: "horizon", day: days },
    ...(days >= 3 ? [{ name: "worst3d", day: undefined }] : []),
  ];
}

/** A liquidation series: sales of one asset (or group) by one kind (or all) for one cause (or group). */
export interface Series {
  readonly kind: string;
  readonly asset: string;
  readonly cause: string;
  /** Which flow slots it sums, as (kind index, slot index). */
  readonly slots: readonly (readonly [kind: number, slot: number])[];
  readonly twoSided: boolean;
}

interface Slot {
  readonly kind: Kind;
  readonly cause: Cause;
  readonly asset: string;
  readonly at: readonly [number, number];
}

/**
 * Every liquidation series: kind × asset × cause where the combination can occur, then the sums
 * `forced` and `all` over causes, `us_equity` over tech and equity, and `all` over kinds.
 */
export function liquidationSeries(kinds: readonly Kind[]): readonly Series[] {
  const known = seriesOf.get(kinds) ?? makeSeries(kinds);
  seriesOf.set(kinds, known);
  return known;
}

/** A sweep asks for every point. */
const seriesOf = new WeakMap<readonly Kind[], readonly Series[]>();

function makeSeries(kinds: readonly Kind[]): Series[] {
  const slots: Slot[] = kinds.flatMap((kind, k) =>
    flowNames(kind).map((flow, n) => ({ kind, cause: flow.cause, asset: flow.market, at: [k, n] as const })),
  );
  const all: Series[] = [];
  const add = (kind: string, asset: string, cause: string, members: Slot[]) => {
    const twoSided = members.some((slot) => slot.kind.twoSided) || new Set(members.map((s) => s.cause)).size > 1;
    if (members.length > 0) all.push({ kind, asset, cause, slots: members.map((slot) => slot.at), twoSided });
  };
  const addSums = (kind: string, asset: string, members: Slot[]) => {
    add(kind, asset, "forced", members.filter((slot) => CAUSES[slot.cause].forced));
    add(kind, asset, "all", members);
  };
  const equity = (slot: Slot) => slot.asset === "tech" || slot.asset === "equity";
  for (const kind of kinds) {
    const own = slots.filter((slot) => slot.kind === kind);
    for (const slot of own) add(kind.name, slot.asset, slot.cause, [slot]);
    for (const asset of MARKETS) addSums(kind.name, asset, own.filter((slot) => slot.asset === asset));
    addSums(kind.name, "us_equity", own.filter(equity));
  }
  for (const asset of MARKETS) addSums("all", asset, slots.filter((slot) => slot.asset === asset));
  addSums("all", "us_equity", slots.filter(equity));
  return all;
}

/** Column of a series in a window: dollars sold net of purchases, or (`gross`) sold plus bought. */
export function seriesColumn(series: Series, window: Window, gross: boolean): Observable {
  const when = window.day === undefined ? "in the worst three consecutive days" : `by the end of day ${window.day}`;
  const what = gross ? "Sold plus bought" : "Sold net of purchases";
  return {
    name: `${series.kind}.${series.asset}.${series.cause}.${window.name}${gross ? ".gross" : ""}`,
    unit: "USD bn",
    description: `${what} ${when}: ${series.asset} by ${series.kind}, cause ${series.cause}`,
  };
}

const moves = (prefix: string, what: string): Observable[] => [
  { name: `${prefix}usdjpy.end`, unit: "yen per dollar", description: `${what}USDJPY at the horizon` },
  { name: `${prefix}usdjpy.min`, unit: "yen per dollar", description: `${what}lowest USDJPY after any round` },
  { name: `${prefix}usdjpy.worst3d`, unit: "%", description: `${what}lowest log return of USDJPY over three days` },
  ...["tech", "equity", "ust"].flatMap((market) => [
    { name: `${prefix}${market}.end`, unit: "%", description: `${what}log return of ${market} at the horizon` },
    { name: `${prefix}${market}.min`, unit: "%", description: `${what}lowest log return of ${market} since t = 0 after any round` },
    { name: `${prefix}${market}.worst3d`, unit: "%", description: `${what}lowest log return of ${market} over three days` },
  ]),
  ...["ust", "jgb"].flatMap((market) => [
    { name: `${prefix}${market}_yield.end`, unit: "% a year", description: `${what}${market} yield at the horizon` },
    { name: `${prefix}${market}_yield.min`, unit: "% a year", description: `${what}lowest ${market} yield after any round` },
    { name: `${prefix}${market}_yield.worst3d`, unit: "basis points", description: `${what}largest rise of the ${market} yield over three days` },
  ]),
];

/** Moves of one path's markets, in the order in which the recorder writes them. */
export const MOVES = moves("", "");
/** The same for the frozen twin: same random numbers, agents other than official ones hold still. */
export const FROZEN_MOVES = moves("frozen.", "Frozen twin: ");

/** Days at which the net speculative position is reported besides the horizon. */
export const POSITION_DAYS = [1, 5, 20];

/** What a path reports besides moves and sales. */
export function pathTotals(kinds: readonly Kind[], days: number): Observable[] {
  return [
    ...kinds.flatMap((kind) =>
      Object.entries(kind.counters).map(([name, spec]) => ({
        name: `${kind.name}.${name}`,
        unit: spec.unit,
        description: `${spec.description}; sum over the path`,
      })),
    ),
    { name: "yen_repaid.jpy", unit: "JPY bn", description: "Yen loans repaid by kinds that borrow yen" },
    { name: "yen_repaid.usd", unit: "USD bn", description: "Dollars paid for the yen loans repaid" },
    { name: "defaults", unit: "agents", description: "Agents that defaulted (R27)" },
    { name: "creditor_losses", unit: "USD bn", description: "Losses of the creditors of agents that defaulted (R27)" },
    ...POSITION_DAYS.filter((day) => day < days).map((day) => ({
      name: `net_speculative_short.${day}d`,
      unit: "USD bn",
      description: `Net speculative short position in yen at the end of day ${day}`,
    })),
    { name: "net_speculative_short.end", unit: "USD bn", description: "Net speculative short position in yen at the horizon" },
    { name: "japan.us_treasuries.end", unit: "USD bn at t = 0 prices", description: "Treasuries still held by Japanese kinds" },
    { name: "japan.us_equity.end", unit: "USD bn at t = 0 prices", description: "US equity still held by Japanese kinds" },
    { name: "cascade.generations", unit: "rounds", description: "Longest run of consecutive rounds with forced sales" },
    { name: "cascade.branching", unit: "1", description: "Forced sales in the rounds after a round with forced sales, relative to those of that round; 0 without any" },
    { name: "accounts.error", unit: "1", description: "Largest relative error of the sums over all accounts (dollars, yen, units)" },
  ];
}

/** Every column of a path, in order: path index, weight, moves, totals, sales. */
export function pathObservables(kinds: readonly Kind[], days: number): readonly Observable[] {
  const byDays = observablesOf.get(kinds) ?? new Map<number, readonly Observable[]>();
  const known = byDays.get(days) ?? makeObservables(kinds, days);
  observablesOf.set(kinds, byDays.set(days, known));
  return known;
}

const observablesOf = new WeakMap<readonly Kind[], Map<number, readonly Observable[]>>();

function makeObservables(kinds: readonly Kind[], days: number): Observable[] {
  const wins = windows(days);
  return [
    { name: "path", unit: "index", description: "Number of the path: its address in the random streams" },
    { name: "weight", unit: "1", description: "Weight of the path in averages; 1 without importance sampling" },
    ...MOVES,
    ...FROZEN_MOVES,
    ...pathTotals(kinds, days),
    ...liquidationSeries(kinds).flatMap((series) =>
      wins.flatMap((window) => [
        seriesColumn(series, window, false),
        ...(series.twoSided ? [seriesColumn(series, window, true)] : []),
      ]),
    ),
  ];
}

/** What the timeline follows from day to day. */
export function dailyVariables(kinds: readonly Kind[]): Observable[] {
  return [
    { name: "usdjpy", unit: "yen per dollar", description: "USDJPY" },
    { name: "usdjpy_low", unit: "yen per dollar", description: "Lowest USDJPY after any round of the day" },
    { name: "tech", unit: "%", description: "Log return of US technology equity since t = 0" },
    { name: "equity", unit: "%", description: "Log return of other US equity since t = 0" },
    { name: "ust_yield", unit: "% a year", description: "US Treasury yield" },
    { name: "jgb_yield", unit: "% a year", description: "JGB yield" },
    { name: "us_rate", unit: "% a year", description: "US policy rate" },
    { name: "jp_rate", unit: "% a year", description: "Japanese policy rate" },
    { name: "fx_volatility", unit: "% a year", description: "Perceived volatility of USDJPY (R3)" },
    { name: "net_speculative_short", unit: "USD bn", description: "Net speculative short position in yen" },
    { name: "yen_repaid", unit: "USD bn", description: "Dollars paid for yen loans repaid since t = 0" },
    { name: "forced_us_equity", unit: "USD bn", description: "Forced sales of US equity since t = 0" },
    { name: "forced_ust", unit: "USD bn", description: "Forced sales of Treasuries since t = 0" },
    { name: "private_ust", unit: "USD bn", description: "Treasuries sold since t = 0, net, by Japanese kinds other than official ones" },
    { name: "defaults", unit: "agents", description: "Defaults since t = 0" },
    { name: "frozen_usdjpy", unit: "yen per dollar", description: "USDJPY of the frozen twin" },
    { name: "frozen_tech", unit: "%", description: "Log return of US technology equity of the frozen twin" },
    ...kinds.map((kind) => ({
      name: `sold_${kind.name}`,
      unit: "USD bn",
      description: `US Treasuries and US equity sold since t = 0, net, by ${kind.name}`,
    })),
  ];
}

/** Daily values of a path as single numbers, `variable@day`, in the order of the recorder's timeline. */
export function dailyObservables(kinds: readonly Kind[], days: number): Observable[] {
  const variables = dailyVariables(kinds);
  return Array.from({ length: days + 1 }, (_, day) =>
    variables.map(({ name, unit, description }) => ({ name: `${name}@${day}`, unit, description: `${description}, end of day ${day}` })),
  ).flat();
}
