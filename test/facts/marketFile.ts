import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../shared/data/", import.meta.url));

/** Whether daily closes and weekly positions lie beside the project, where somebody has put them. */
export const present = existsSync(`${folder}market-daily.csv`) && existsSync(`${folder}cftc-yen-weekly.csv`);

/** Rows of a file by the name of their column; what is empty is not there. */
function rowsOf(name: string): Partial<Record<string, string>>[] {
  const [header, ...rows] = readFileSync(`${folder}${name}`, "utf8").trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.flatMap((column, i) => (row[i] ? [[column, row[i]]] : []))));
}

export interface Closes {
  readonly date: string;
  readonly usdjpy?: number;
  readonly spx?: number;
  readonly ndx?: number;
  readonly vix?: number;
  readonly ust10?: number;
  readonly jgb10?: number;
}

const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** Daily closes; a day with a NASDAQ-100 close is a trading day of the New York Stock Exchange. */
export function marketDays(): Closes[] {
  return rowsOf("market-daily.csv")
    .filter(({ ndx }) => ndx !== undefined)
    .map((row) => ({ date: row.date!, usdjpy: number(row.usdjpy), spx: number(row.spx), ndx: number(row.ndx), vix: number(row.vix_close), ust10: number(row.ust10_pct), jgb10: number(row.jgb10_pct) }));
}

/** Net contracts of non-commercial traders by date. */
export const netPositions = (): Map<string, number> =>
  new Map(rowsOf("cftc-yen-weekly.csv").map((row) => [row.report_date!, Number(row.noncommercial_net)]));
