import { readFileSync } from "node:fs";
import { BadInput, type Finding } from "./errors.ts";

/** Columns with a meaning: a price must be positive, a rate may have any sign. */
const COLUMNS: Readonly<Record<string, "price" | "rate">> = {
  usdjpy: "price",
  spx: "price",
  ndx: "price",
  vix_close: "price",
  ust10_pct: "rate",
  jgb10_pct: "rate",
};
/** Series identifiers of FRED, Federal Reserve Bank of St. Louis. */
const FRED: Readonly<Record<string, string>> = { DEXJPUS: "usdjpy", SP500: "spx", NASDAQ100: "ndx", VIXCLS: "vix_close", DGS10: "ust10_pct" };
const DATES = ["date", "DATE", "observation_date"];

/** What a column is called here: FRED's identifier replaced by our name. */
export function columnName(name: string): string {
  return Object.hasOwn(FRED, name) ? FRED[name] : name;
}

/** True for a column of rates in percent, of which no logarithm can be taken. */
export function isRate(name: string): boolean {
  return Object.hasOwn(COLUMNS, name) && COLUMNS[name] === "rate";
}

/** A table of daily levels, one entry of every array for each line of the file that is not empty. */
export interface DailyLevels {
  /** Names in the first line, in its order, FRED's identifiers replaced by ours. */
  readonly names: readonly string[];
  /** What the date column says; empty texts without one. */
  readonly dates: readonly string[];
  /** Line of the file, from 1. */
  readonly lines: readonly number[];
  /** Levels by column, NaN = no observation. */
  readonly levels: Readonly<Record<string, Float64Array>>;
}

/**
 * Read a CSV of daily levels. First line: column names; `date` (or FRED's `DATE`, `observation_date`)
 * and any of usdjpy, spx, ndx, vix_close, ust10_pct, jgb10_pct, or FRED's names of these. An empty
 * cell or a lone `.` is no observation. Other columns are left out unless `extra` names them.
 *
 * @param path what the findings are about: a parameter's dotted path, or empty
 * @param extra names of further columns of prices
 * @throws BadInput naming file and line
 */
export function readDailyLevels(file: string, path: string, extra: readonly string[] = []): DailyLevels {
  const fail = (line: number, found: Pick<Finding, "message" | "expected" | "hint">): never => {
    throw new BadInput([{ file, line, path, ...found }]);
  };
  const lines = textOf(file, path).split(/\r?\n/);
  const names = lines[0].split(",").map((name) => columnName(name.trim()));
  const dateAt = names.findIndex((name) => DATES.includes(name));
  const numbers = lines.flatMap((line, n) => (n > 0 && line.trim() !== "" ? [n + 1] : []));
  const cells = numbers.map((n) => lines[n - 1].split(","));
  const levels: Record<string, Float64Array> = {};
  names.forEach((name, at) => {
    if (!(Object.hasOwn(COLUMNS, name) || extra.includes(name))) return;
    const positive = !isRate(name);
    levels[name] = Float64Array.from(cells, (row, i) => {
      const cell = (row[at] ?? "").trim();
      if (cell === "" || cell === ".") return NaN;
      const level = Number(cell);
      if (Number.isFinite(level) && (level > 0 || !positive)) return level;
      return fail(numbers[i], {
        message: `column ${name}: ${JSON.stringify(cell)} is not a level`,
        expected: positive ? "a number above 0, or nothing where there is no observation" : "a number in percent, or nothing where there is no observation",
        hint: "Decimals have a point, thousands no separator",
      });
    });
  });
  return { names, dates: cells.map((row) => (row[dateAt] ?? "").trim()), lines: numbers, levels };
}

function textOf(file: string, path: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new BadInput([{ file, line: 1, path, message: `cannot read the file: ${(error as Error).message}` }]);
  }
}
