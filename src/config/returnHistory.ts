import { MARKETS } from "../model/markets/names.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { readDailyLevels } from "./dailyLevels.ts";
import { BadInput } from "./errors.ts";

/** Columns of a file of daily levels, and the market each one drives. */
const PRICE_COLUMNS: Record<string, (typeof MARKETS)[number]> = { usdjpy: "fx", ndx: "tech", spx: "equity" };
const YIELD_COLUMNS: Record<string, (typeof MARKETS)[number]> = { ust10_pct: "ust", jgb10_pct: "jgb" };

/**
 * Read a CSV of daily levels (`readDailyLevels`: `date` and any of usdjpy, spx, ndx, ust10_pct,
 * jgb10_pct) into daily log returns of the markets.
 *
 * A price gives ln(P_t/P_{t−1}), a yield −duration · Δy. Days on which a column that the file
 * has lacks a value, today or the day before, are left out.
 *
 * @throws BadInput naming file and line
 */
export function readReturnHistory(file: string, durations: { readonly ust: number; readonly jgb: number }, log: (x: number) => number): ReturnHistory {
  const path = "shocks.historical_bootstrap.file";
  const fail = (message: string): never => {
    throw new BadInput([{ file, line: 1, path, message }]);
  };
  const { names, lines, levels } = readDailyLevels(file, path);
  const columns = names.flatMap((name) => {
    const market = PRICE_COLUMNS[name] ?? YIELD_COLUMNS[name];
    if (market === undefined) return [];
    return [{ levels: levels[name], market: MARKETS.indexOf(market), duration: name in YIELD_COLUMNS ? durations[market as "ust" | "jgb"] : 0 }];
  });
  if (columns.length === 0) fail(`no column of ${[...Object.keys(PRICE_COLUMNS), ...Object.keys(YIELD_COLUMNS)].join(", ")}`);

  const complete = lines.map((_, t) => columns.every((column) => !Number.isNaN(column.levels[t])));
  const returns: number[] = [];
  for (let t = 1; t < lines.length; t++) {
    if (!complete[t - 1] || !complete[t]) continue;
    const day = MARKETS.map(() => NaN);
    for (const { levels: level, market, duration } of columns) {
      day[market] = duration > 0 ? (-duration * (level[t] - level[t - 1])) / 100 : log(level[t] / level[t - 1]);
    }
    returns.push(...day);
  }
  if (returns.length === 0) fail("no two consecutive days have all their values");
  return { days: returns.length / MARKETS.length, returns };
}
