import { suggestion } from "../config/nearest.ts";
import type { Kind } from "../model/agents/kind.ts";
import { dailyObservables, liquidationSeries, type Observable, pathObservables, windows } from "../model/observables.ts";

/** What a sweep keeps of every path: a column of paths.arrow, or a daily value `variable@day`. */
export interface Metric extends Observable {
  /** What is sold by whom, why and when; empty texts for what is no sale. */
  readonly kind: string;
  readonly asset: string;
  readonly cause: string;
  readonly window: string;
}

/** What a sweep keeps unless its file says otherwise: moves, and what all kinds together have sold. */
export const DEFAULT_METRICS = [
  "usdjpy.end", "usdjpy.worst3d", "tech.worst3d", "ust_yield.end",
  "yen_repaid.usd", "defaults",
  "all.ust.all.horizon", "all.us_equity.all.horizon",
  "all.ust.forced.worst3d", "all.us_equity.forced.worst3d", "all.us_equity.forced.horizon",
] as const;

/** What summary.arrow says of every metric unless the file says otherwise. */
export const DEFAULT_STATISTICS = ["mean", "sd", "q05", "q50", "q95", "q99", "es95", "es99", "prob>0"] as const;

/**
 * What patterns stand for, each once: columns in the order of paths.arrow, then daily values by day.
 *
 * @param patterns names in which * stands for any text
 * @param refuse told of every pattern that stands for nothing, with a hint
 */
export function chooseMetrics(
  patterns: readonly string[], kinds: readonly Kind[], days: number, refuse: (pattern: number, hint: string | undefined) => void,
): Metric[] {
  // A run of four years has tens of thousands of daily values: they are there where they are asked for.
  const metrics = allMetrics(kinds, days, patterns.some((pattern) => pattern.includes("@")));
  const chosen = new Set<Metric>();
  patterns.forEach((pattern, p) => {
    const wanted = matcher(pattern);
    const found = metrics.filter(({ name }) => name.includes("@") === pattern.includes("@") && wanted.test(name));
    for (const metric of found) chosen.add(metric);
    if (found.length === 0) refuse(p, suggestion(pattern, metrics.map(({ name }) => name)));
  });
  return metrics.filter((metric) => chosen.has(metric));
}

function matcher(pattern: string): RegExp {
  return new RegExp(`^${pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join(".*")}$`);
}

function allMetrics(kinds: readonly Kind[], days: number, daily: boolean): Metric[] {
  const sales = new Map(
    liquidationSeries(kinds).flatMap(({ kind, asset, cause }) =>
      windows(days).map(({ name: window }) => [`${kind}.${asset}.${cause}.${window}`, { kind, asset, cause, window }]),
    ),
  );
  const none = { kind: "", asset: "", cause: "", window: "" };
  return [...pathObservables(kinds, days), ...(daily ? dailyObservables(kinds, days) : [])]
    .filter(({ name }) => name !== "path" && name !== "weight")
    .map((observable) => ({ ...observable, ...(sales.get(observable.name) ?? none) }));
}
