import { existsSync } from "node:fs";
import { join } from "node:path";
import { openColumns } from "../arrow/readColumn.ts";
import { readTable } from "../arrow/table.ts";
import type { SweepPlan } from "./plan.ts";

/** The headline statistic at one point. */
export interface Headline {
  readonly point: number;
  readonly value: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Against the reference; undefined at the reference itself, or without one. */
  readonly difference: { readonly value: number; readonly ciLow: number; readonly ciHigh: number; readonly varianceReduction: number } | undefined;
}

/** The headline of every finished point, in their order, from the files of a sweep. */
export function readHeadline({ headline, metrics, statistics, reference }: SweepPlan, folder: string): Headline[] {
  const perPoint = metrics.length * statistics.length;
  const offset = headline.metric * statistics.length + headline.statistic;
  const done = finishedPoints(folder);
  const pick = (file: string, names: readonly string[]): number[][] => {
    const path = join(folder, file);
    if (!existsSync(path)) return [];
    const columns = openColumns(path);
    try {
      const values = names.map((name) => columns.column(name));
      return Array.from({ length: columns.rows / perPoint }, (_, row) => values.map((column) => column[row * perPoint + offset]));
    } finally {
      columns.close();
    }
  };
  const summary = pick("summary.arrow", ["value", "ci_low", "ci_high"]);
  const contrasts = pick("contrasts.arrow", ["difference", "ci_low", "ci_high", "variance_reduction"]);
  const compared = done.filter((point) => point !== reference?.index);
  return summary.map(([value, ciLow, ciHigh], row) => {
    const found = contrasts[compared.indexOf(done[row])];
    const difference = found && { value: found[0], ciLow: found[1], ciHigh: found[2], varianceReduction: found[3] };
    return { point: done[row], value, ciLow, ciHigh, difference };
  });
}

function finishedPoints(folder: string): number[] {
  const points = readTable(join(folder, "points.arrow"));
  const [index, status] = [points.getChild("point")!, points.getChild("status")!];
  return Array.from({ length: points.numRows }, (_, row) => row).filter((row) => status.get(row) === "done").map((row) => index.get(row) as number);
}

/** Indices of the headline in sensitivity.arrow. */
export function readIndices({ headline, metrics, statistics }: SweepPlan, folder: string): { index: string; parameter: string; value: number; ciLow: number; ciHigh: number }[] {
  const path = join(folder, "sensitivity.arrow");
  if (!existsSync(path)) return [];
  const [metric, statistic] = [metrics[headline.metric].name, statistics[headline.statistic].name];
  return readTable(path)
    .toArray()
    .map((row) => row.toJSON() as Record<string, never>)
    .filter((row) => row.metric === metric && row.statistic === statistic && row.parameter !== "" && row.with === "")
    .map(({ index, parameter, value, ci_low, ci_high }) => ({ index, parameter, value, ciLow: ci_low, ciHigh: ci_high }));
}
