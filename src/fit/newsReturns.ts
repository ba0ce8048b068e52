import type { Market } from "../model/markets/names.ts";
import { log } from "../model/elementary.ts";
import type { Closes, Window } from "./closes.ts";
import { LONGEST_GAP } from "./closes.ts";

/** Share of the companies of the NASDAQ-100 in the value of the S&P 500: an assumption, 35 to 45 % of turnover. */
export const TECH_SHARE = 0.4;

/** A day's log returns of several markets and the VIX close of that day. */
export interface NewsDay {
  readonly date: string;
  readonly returns: readonly number[];
  readonly vix: number;
}

/** Returns of the markets that a file has, in the order of `markets`. */
export interface NewsReturns {
  readonly markets: readonly Market[];
  readonly days: readonly NewsDay[];
}

/**
 * Daily returns of the markets of the model, day by day the same date in every column.
 *
 *   fx     ln of usdjpy                ust, jgb   −Δy, as the price of a bond
 *   tech   ln of ndx                   equity     (ln spx − w ln ndx)/(1 − w), the rest of the index
 *
 * Closes of one date are not of one time: USDJPY is fixed at noon in New York, US markets close three
 * and a half to four hours later, JGB eleven hours before. The same date still shares the most hours,
 * 20 of 24 with the US and 13 with Japan, so it is what is matched; correlations are somewhat too small,
 * those with JGB by half. A return is taken only between days that have all the columns and lie
 * no more than five calendar days apart.
 *
 * @returns undefined when the file lacks `vix_close`, or any column beside the exchange rate
 */
export function newsReturns(closes: Closes, { from, to }: Window): NewsReturns | undefined {
  const { levels, dates, days } = closes;
  const columns = ["ust10_pct", "ndx", "spx", "jgb10_pct"].filter((name) => name in levels);
  if (!("vix_close" in levels) || columns.length === 0) return undefined;
  const needed = [closes.column, "vix_close", ...columns].map((name) => levels[name]);
  const complete = dates.flatMap((date, t) => (date >= from && date <= to && needed.every((level) => !Number.isNaN(level[t])) ? [t] : []));
  const pairs = complete.slice(1).map((t, n) => [complete[n], t]).filter(([s, t]) => days[t] - days[s] <= LONGEST_GAP);
  const price = (name: string) => (s: number, t: number) => log(levels[name][t] / levels[name][s]);
  const bond = (name: string) => (s: number, t: number) => -(levels[name][t] - levels[name][s]) / 100;
  const rest = (s: number, t: number) => (price("spx")(s, t) - TECH_SHARE * price("ndx")(s, t)) / (1 - TECH_SHARE);
  const sources: Partial<Record<Market, (s: number, t: number) => number>> = {
    fx: price(closes.column),
    ...(columns.includes("ust10_pct") && { ust: bond("ust10_pct") }),
    ...(columns.includes("ndx") && { tech: price("ndx") }),
    ...(columns.includes("spx") && { equity: columns.includes("ndx") ? rest : price("spx") }),
    ...(columns.includes("jgb10_pct") && { jgb: bond("jgb10_pct") }),
  };
  return {
    markets: Object.keys(sources) as Market[],
    days: pairs.map(([s, t]) => ({ date: dates[t], returns: Object.values(sources).map((change) => change(s, t)), vix: levels.vix_close[t] })),
  };
}
