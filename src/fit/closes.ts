import { columnName, isRate, readDailyLevels } from "../config/dailyLevels.ts";
import { BadInput } from "../config/errors.ts";
import { log } from "../model/elementary.ts";

/** Daily levels by column, one entry of every array per date. */
export interface Closes {
  readonly file: string;
  /** The column that is fitted. */
  readonly column: string;
  /** Ascending ISO dates, and days since 1 January 1970. */
  readonly dates: readonly string[];
  readonly days: readonly number[];
  /** `column` and whichever of usdjpy, spx, ndx, vix_close, ust10_pct, jgb10_pct the file has; NaN = no observation. */
  readonly levels: Readonly<Record<string, Float64Array>>;
}

/** First and last date, both included. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Daily log returns, each dated by its second close. */
export interface DailyReturns {
  readonly dates: readonly string[];
  readonly returns: Float64Array;
  /** Pairs of closes that lie too far apart to be a daily return. */
  readonly gaps: number;
}

/** A long weekend with a holiday; what lies further apart is no daily return. */
export const LONGEST_GAP = 5;
/** A year: less cannot tell a tail. */
export const FEWEST_RETURNS = 250;

/**
 * Read daily closes: FRED's two columns (`observation_date,DEXJPUS`), or a file with more columns
 * (`readDailyLevels`).
 *
 * @param column the column to fit; without it usdjpy (DEXJPUS), or the only one beside the date
 * @throws BadInput naming file and line: no such column or one of rates, a cell that is no level, dates
 *   that are none or do not ascend
 */
export function readCloses(file: string, column?: string): Closes {
  const fail = (line: number, message: string, expected?: string, hint?: string): never => {
    throw new BadInput([{ file, line, path: "", message, expected, hint }]);
  };
  const chosen = column && columnName(column);
  const first = readDailyLevels(file, "", chosen === undefined ? [] : [chosen]);
  const others = first.names.filter((name) => name !== "" && !/date/i.test(name));
  const name = chosen ?? (others.includes("usdjpy") || others.length !== 1 ? "usdjpy" : others[0]);
  if (!first.names.includes(name)) {
    fail(1, `no column ${name}`, "a first line such as date,usdjpy or observation_date,DEXJPUS", `The file has ${first.names.join(", ")}: name the column of closes`);
  }
  if (isRate(name)) fail(1, `column ${name} holds rates in percent`, "a column of prices");
  const { dates, lines, levels } = name in first.levels ? first : readDailyLevels(file, "", [name]);
  let before = -Infinity;
  const days = dates.map((date, t) => {
    const day = dayNumber(date);
    if (day === undefined) return fail(lines[t], `${JSON.stringify(date)} is not a date`, "a date such as 2024-08-05 in a column date, DATE or observation_date");
    if (day <= before) fail(lines[t], `${date} does not come after ${dates[t - 1]}`, "one line a day, the oldest first", "Sort the lines and remove doubles");
    return (before = day);
  });
  return { file, column: name, dates, days, levels };
}

/**
 * ln(P_t/P_{t−1}) between consecutive observations of the fitted column within a window. Observations more
 * than five calendar days apart are no daily return and left out.
 *
 * @throws BadInput when the window's dates are none or fewer than 250 returns lie in it
 */
export function dailyReturns(closes: Closes, { from, to }: Window): DailyReturns {
  const fail = (message: string, expected: string, hint?: string): never => {
    throw new BadInput([{ file: closes.file, path: "", message, expected, hint }]);
  };
  for (const date of [from, to]) if (dayNumber(date) === undefined) fail(`${JSON.stringify(date)} is not a date`, "a window of dates such as 2015-01-01 to 2025-07-31");
  const { column } = closes;
  const level = closes.levels[column];
  const observed = closes.dates.flatMap((date, t) => (date >= from && date <= to && !Number.isNaN(level[t]) ? [t] : []));
  const pairs = observed.slice(1).map((t, n) => [observed[n], t]);
  const near = pairs.filter(([s, t]) => closes.days[t] - closes.days[s] <= LONGEST_GAP);
  if (near.length < FEWEST_RETURNS) {
    const span = closes.dates.length > 0 ? `The file has ${closes.dates[0]} to ${closes.dates.at(-1)}: choose another window` : "The file has no dates";
    fail(`column ${column} has ${near.length} daily returns from ${from} to ${to}`, `at least ${FEWEST_RETURNS}`, span);
  }
  return {
    dates: near.map(([, t]) => closes.dates[t]),
    returns: Float64Array.from(near, ([s, t]) => log(level[t] / level[s])),
    gaps: pairs.length - near.length,
  };
}

/** Days from 1 January 1970 to an ISO date; undefined when the calendar has no such day. */
function dayNumber(date: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  const time = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== date ? undefined : time.getTime() / 86_400_000;
}
