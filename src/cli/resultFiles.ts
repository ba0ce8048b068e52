import { bytes, grouped } from "./numbers.ts";
import { indent, table } from "./table.ts";
import type { RunSummary } from "../run/summary.ts";

/** What each file of a run folder holds. */
export const RESULT_FILES: Readonly<Record<string, string>> = {
  "paths.arrow": "one row per path: markets, frozen twin, calls, every series of sales",
  "liquidation.arrow": "distributions of sales by kind, asset, cause and window",
  "exceedance.arrow": "probability to sell more than a threshold, by kind, asset, cause and window",
  "worst.arrow": "the ten paths that sell the most, likewise",
  "histogram.arrow": "histograms of sales by kind, asset and window",
  "timeline.arrow": "quantiles over the paths, day by day, for fan charts",
  "agents.arrow": "one row per agent: opening book, sales, chance of call and default",
  "manifest.json": "configuration, hash, seed, timings, digest of every file",
};

/** A line for each file of a run folder. */
export function fileList({ folder, files }: Pick<RunSummary, "folder" | "files">): string {
  const rows = files.map(({ name, rows: count, bytes: size }) => [
    name,
    `${grouped(count)} rows`,
    bytes(size),
    RESULT_FILES[name] ?? "",
  ]);
  rows.push(["manifest.json", "", "", RESULT_FILES["manifest.json"]]);
  return `${folder}\n${indent(table([], rows, { align: "left" }))}`;
}
