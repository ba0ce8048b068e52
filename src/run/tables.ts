import { join } from "node:path";
import type { FileEntry } from "../arrow/manifest.ts";
import { openColumns } from "../arrow/readColumn.ts";
import { ArrowFileWriter } from "../arrow/writer.ts";
import { ACCOUNTS, type Kind } from "../model/agents/kind.ts";
import { columnNames, type OpeningColumns } from "../model/books.ts";
import { dailyVariables, liquidationSeries, seriesColumn, windows } from "../model/observables.ts";
import { exceedanceCurve } from "../statistics/exceedanceCurve.ts";
import { histogram } from "../statistics/histogram.ts";
import { niceEdges } from "../statistics/niceEdges.ts";
import { quantile } from "../statistics/quantile.ts";
import { summarize } from "../statistics/summarize.ts";
import { largestPaths } from "../statistics/topPaths.ts";
import type { AgentTally } from "./agentTally.ts";
import { type resultFields, TIMELINE_LEVELS } from "./fields.ts";
import { TidyTable } from "./tidyTable.ts";

export interface TableInputs {
  readonly folder: string;
  readonly kinds: readonly Kind[];
  readonly days: number;
  readonly fields: ReturnType<typeof resultFields>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What is written here. */
export const TABLE_FILES = ["liquidation.arrow", "exceedance.arrow", "worst.arrow", "histogram.arrow", "timeline.arrow", "agents.arrow"];

const HISTOGRAM_BINS = 40;

/** Paths kept in worst.arrow per series and window. */
const WORST = 10;

/** Write the tidy tables that follow from paths.arrow and the daily spool; one column in memory at a time. */
export function writeTables(inputs: TableInputs, dailyFile: string): FileEntry[] {
  return [...writeLiquidation(inputs), writeTimeline(inputs, dailyFile)];
}

/** liquidation, exceedance, worst and histogram .arrow, from the columns of paths.arrow. */
function writeLiquidation({ folder, kinds, days, fields, metadata }: TableInputs): FileEntry[] {
  const { kinds: kindNames, assets, causes, windows: windowNames } = fields.categories;
  const liquidation = new TidyTable(fields.liquidation.length);
  const exceedances = new TidyTable(fields.exceedance.length);
  const worst = new TidyTable(fields.worst.length);
  const bins = new TidyTable(fields.histogram.length);
  const paths = openColumns(join(folder, "paths.arrow"));
  try {
    for (const series of liquidationSeries(kinds)) {
      const [kind, asset, cause] = [kindNames.indexOf(series.kind), assets.indexOf(series.asset), causes.indexOf(series.cause)];
      for (const window of windows(days)) {
        const at = windowNames.indexOf(window.name);
        const values = paths.column(seriesColumn(series, window, false).name);
        const rows = summarize(values);
        rows.forEach((row, statistic) => liquidation.add(0, kind, asset, cause, at, statistic, row.value, row.ciLow, row.ciHigh, row.n, row.ess));
        const extreme = (name: "min" | "max") => rows.find(({ statistic }) => statistic === name)!.value;
        for (const { threshold, hits, value, ciLow, ciHigh } of exceedanceCurve(values, extreme("max"))) {
          exceedances.add(0, kind, asset, cause, at, threshold, value, ciLow, ciHigh, values.length, hits);
        }
        largestPaths(values, WORST).forEach(({ path, value }, r) => worst.add(0, kind, asset, cause, at, r + 1, path, value));
        if (series.cause !== "all") continue;
        const edges = niceEdges(extreme("min"), extreme("max"), HISTOGRAM_BINS);
        const counter = histogram(edges);
        const state = counter.init();
        for (const value of values) counter.add(state, value);
        counter.value(state).counts.forEach((count, b) => bins.add(0, kind, asset, at, edges[b], edges[b + 1], count));
      }
    }
  } finally {
    paths.close();
  }
  return [
    liquidation.write(join(folder, "liquidation.arrow"), fields.liquidation, metadata),
    exceedances.write(join(folder, "exceedance.arrow"), fields.exceedance, metadata),
    worst.write(join(folder, "worst.arrow"), fields.worst, metadata),
    bins.write(join(folder, "histogram.arrow"), fields.histogram, metadata),
  ];
}

/** timeline.arrow: quantiles over paths, per day and variable. */
function writeTimeline({ folder, kinds, days, fields, metadata }: TableInputs, dailyFile: string): FileEntry {
  const timeline = new TidyTable(fields.timeline.length);
  const daily = openColumns(dailyFile);
  try {
    dailyVariables(kinds).forEach(({ name }, variable) => {
      for (let day = 0; day <= days; day++) {
        const sorted = daily.column(`${name}@${day}`).sort();
        const mean = sorted.reduce((sum, x) => sum + x, 0) / sorted.length;
        const quantiles = Object.values(TIMELINE_LEVELS).map((p) => quantile(sorted, p));
        [mean, ...quantiles].forEach((value, statistic) => timeline.add(0, day, variable, statistic, value));
      }
    });
  } finally {
    daily.close();
  }
  return timeline.write(join(folder, "timeline.arrow"), fields.timeline, metadata);
}

/** agents.arrow: one row per agent. */
export function writeAgents({ folder, kinds, fields, metadata }: TableInputs, opening: readonly OpeningColumns[], tally: AgentTally): FileEntry {
  const writer = ArrowFileWriter.create(join(folder, "agents.arrow"), fields.agents, metadata);
  try {
    let first = 0;
    kinds.forEach((kind, k) => {
      const { count, block } = opening[k];
      const names = columnNames(kind);
      const column = (name: string) => {
        const at = names.indexOf(name);
        return at < 0 ? new Float64Array(count).fill(NaN) : block.slice(at * count, (at + 1) * count);
      };
      const perPath = (sums: Float64Array) => sums.slice(first, first + count).map((x) => x / tally.paths);
      const share = (p: number) => Float64Array.from({ length: count }, (_, i) => tally.shareQuantile(first + i, p));
      writer.write([
        Int32Array.from({ length: count }, (_, i) => i),
        new Int32Array(count).fill(k),
        ...Object.keys(ACCOUNTS).map(column),
        perPath(tally.soldUsd),
        share(0.95),
        share(0.99),
        perPath(tally.called),
        perPath(tally.defaulted),
        ...kinds.flatMap((other) =>
          Object.keys(other.columns).map((name) => (other === kind ? column(name) : new Float64Array(count).fill(NaN))),
        ),
      ]);
      first += count;
    });
    return writer.close();
  } finally {
    writer.abort();
  }
}
