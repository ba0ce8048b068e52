import { readFileSync } from "node:fs";
import { MARKETS } from "../model/markets/names.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { BadInput } from "./errors.ts";

/** Columns of a file of daily levels, and the market each one drives. */
const PRICE_COLUMNS: Record<string, (typeof MARKETS)[number]> = { usdjpy: "fx", ndx: "tech", spx: "equity" };
const YIELD_COLUMNS: Record<string, (typeof MARKETS)[number]> = { ust10_pct: "ust", jgb10_pct: "jgb" };

/**
 * Read a CSV of daily levels (first line: column names; `date` and any of usdjpy, spx, ndx,
 * ust10_pct, jgb10_pct; an empty cell is no observation) into daily log returns of the markets.
 *
 * A price gives ln(P_t/P_{t−1}), a yield −duration · Δy. Days on which a column that the file
 * has lacks a value, today or the day before, are left out.
 *
 * @throws BadInput naming file, line and column
 */
export function readReturnHistory(file: string, durations: { readonly ust: number; readonly jgb: number }, log: (x: number) => number): ReturnHistory {
  const fail = (line: number, message: string): never => {
    throw new BadInput([{ file, line, path: "shocks.historical_bootstrap.file", message }]);
  };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    return fail(1, `cannot read the file: ${(error as Error).message}`);
  }
  const lines = text.split(/\r?\n/);
  const names = lines[0].split(",").map((name) => name.trim());
  const columns = names.flatMap((name, at) => {
    const market = PRICE_COLUMNS[name] ?? YIELD_COLUMNS[name];
    if (market === undefined) return [];
    return [{ at, name, market: MARKETS.indexOf(market), duration: name in YIELD_COLUMNS ? durations[market as "ust" | "jgb"] : 0 }];
  });
  if (columns.length === 0) fail(1, `no column of ${[...Object.keys(PRICE_COLUMNS), ...Object.keys(YIELD_COLUMNS)].join(", ")}`);

  const returns: number[] = [];
  let before: number[] | undefined;
  for (let n = 1; n < lines.length; n++) {
    if (lines[n].trim() === "") continue;
    const cells = lines[n].split(",");
    const levels = columns.map(({ at, name, duration }) => {
      const cell = (cells[at] ?? "").trim();
      if (cell === "") return NaN;
      const level = Number(cell);
      if (!Number.isFinite(level) || (duration === 0 && level <= 0)) fail(n + 1, `column ${name}: ${JSON.stringify(cell)} is not a level`);
      return level;
    });
    const complete = levels.every((level) => !Number.isNaN(level));
    if (complete && before) {
      const day = MARKETS.map(() => NaN);
      columns.forEach(({ market, duration }, c) => {
        day[market] = duration > 0 ? (-duration * (levels[c] - before![c])) / 100 : log(levels[c] / before![c]);
      });
      returns.push(...day);
    }
    before = complete ? levels : undefined;
  }
  if (returns.length === 0) fail(1, "no two consecutive days have all their values");
  return { days: returns.length / MARKETS.length, returns };
}
