import { join } from "node:path";
import { openColumns } from "../arrow/readColumn.ts";
import type { Bins, Interval, Sales, SalesData, Tail, Worst } from "../page/runData.ts";
import { histogram } from "../statistics/histogram.ts";
import { niceEdges } from "../statistics/niceEdges.ts";
import { Columns, embedded } from "./columns.ts";
import { assetChoice, causeChoice, kindChoice, statisticChoice, windowChoice } from "./titles.ts";

/** Statistics of liquidation.arrow that a page shows. */
const STATISTICS = ["mean", "q05", "q50", "q95", "q99", "q999", "es95", "es99", "prob_positive"];

/** As in histogram.arrow. */
const BINS = 40;

/** Distributions that a page embeds, at most: about 1.5 MB. The baseline has 728. */
const MOST = 1300;

type Place = { kind: number; asset: number; cause: number; window: number };

/**
 * The distributions of sales of a run folder: liquidation, exceedance, worst and histogram .arrow, and histograms of
 * single causes, which no file has, from paths.arrow, a column at a time.
 *
 * @param notes told of what is left out where there are more than `mostDistributions`
 * @throws FileError when a file cannot be read; Error when it lacks a column
 */
export function readSales(folder: string, notes: string[], mostDistributions = MOST): SalesData {
  const liquidation = new Columns(join(folder, "liquidation.arrow"));
  const [kinds, assets, causes, windows, statistics] = ["kind", "asset", "cause", "window", "statistic"].map((name) => liquidation.codes(name));
  const [value, low, high] = ["value", "ci_low", "ci_high"].map((name) => liquidation.numbers(name));
  const wanted = STATISTICS.filter((name) => statistics.values.includes(name));
  const found = new Map<string, { place: Place; estimates: Interval[]; least: number; most: number }>();
  for (let row = 0; row < liquidation.rows; row++) {
    const place = { kind: kinds.codes[row], asset: assets.codes[row], cause: causes.codes[row], window: windows.codes[row] };
    const known = found.get(keyOf(place)) ?? { place, estimates: [], least: NaN, most: NaN };
    found.set(keyOf(place), known);
    const statistic = statistics.values[statistics.codes[row]];
    if (statistic === "min") known.least = value[row];
    if (statistic === "max") known.most = value[row];
    const at = wanted.indexOf(statistic);
    if (at >= 0) known.estimates[at] = [embedded(value[row]), embedded(low[row]), embedded(high[row])];
  }
  let kept = [...found.values()];
  const keepOnly = (of: (place: Place) => string, names: readonly string[], note: string) => {
    if (kept.length <= mostDistributions) return;
    kept = kept.filter(({ place }) => names.includes(of(place)));
    notes.push(note);
  };
  keepOnly(({ window }) => windows.values[window], ["horizon", "worst3d"], "Of the windows only the horizon and the worst three days are in this page; the others are in the files.");
  keepOnly(({ cause }) => causes.values[cause], ["all", "forced"], "Single causes are not in this page; they are in the files.");
  const tails = readTails(join(folder, "exceedance.arrow"));
  const worst = readWorst(join(folder, "worst.arrow"));
  const bins = readBins(join(folder, "histogram.arrow"), causes.values.indexOf("all"));
  const paths = openColumns(join(folder, "paths.arrow"));
  try {
    const binsOf = ({ place, least, most }: (typeof kept)[number]): Bins | null => {
      const stored = bins.get(keyOf(place));
      if (stored !== undefined) return stored;
      const name = [kinds.values[place.kind], assets.values[place.asset], causes.values[place.cause], windows.values[place.window]].join(".");
      return least === 0 && most === 0 ? null : binned(paths.column(name), least, most);
    };
    return {
      kinds: kinds.values.map(kindChoice),
      assets: assets.values.map(assetChoice),
      causes: causes.values.map(causeChoice),
      windows: windows.values.map(windowChoice),
      statistics: wanted.map(statisticChoice),
      distributions: kept.map((each): Sales => ({
        ...each.place,
        estimates: each.estimates,
        bins: binsOf(each),
        tail: tails.get(keyOf(each.place)) ?? null,
        worst: worst.get(keyOf(each.place)) ?? null,
      })),
    };
  } finally {
    paths.close();
  }
}

const keyOf = ({ kind, asset, cause, window }: Place) => `${kind} ${asset} ${cause} ${window}`;

/** Codes of the rows of a tidy file; the categories of all files of a run are the same. */
function places(file: Columns, cause?: number): (row: number) => string {
  const [kind, asset, window] = ["kind", "asset", "window"].map((name) => file.codes(name).codes);
  const causes = cause === undefined ? file.codes("cause").codes : undefined;
  return (row) => keyOf({ kind: kind[row], asset: asset[row], cause: causes?.[row] ?? cause!, window: window[row] });
}

/** Rows of a file by distribution, in the order of the file. */
function grouped<T>(file: Columns, placeOf: (row: number) => string, empty: () => T, add: (into: T, row: number) => void): Map<string, T> {
  const groups = new Map<string, T>();
  for (let row = 0; row < file.rows; row++) {
    const key = placeOf(row);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = empty()));
    add(group, row);
  }
  return groups;
}

const number = (value: number) => embedded(value)!;

function readTails(path: string): Map<string, Tail> {
  const file = new Columns(path);
  const [threshold, probability, low, high] = ["threshold", "probability", "ci_low", "ci_high"].map((name) => file.numbers(name));
  const empty = () => ({ threshold: [] as number[], probability: [] as number[], low: [] as number[], high: [] as number[] });
  return grouped(file, places(file), empty, (tail, row) => {
    tail.threshold.push(number(threshold[row]));
    tail.probability.push(number(probability[row]));
    tail.low.push(number(low[row]));
    tail.high.push(number(high[row]));
  });
}

function readWorst(path: string): Map<string, Worst> {
  const file = new Columns(path);
  const [numbers, value] = ["path", "value"].map((name) => file.numbers(name));
  return grouped(file, places(file), () => ({ path: [] as number[], value: [] as number[] }), (worst, row) => {
    worst.path.push(numbers[row]);
    worst.value.push(number(value[row]));
  });
}

function readBins(path: string, cause: number): Map<string, Bins> {
  const file = new Columns(path);
  const [low, high, counts] = ["bin_low", "bin_high", "count"].map((name) => file.numbers(name));
  return grouped(file, places(file, cause), () => ({ edges: [] as number[], counts: [] as number[] }), (bins, row) => {
    if (bins.edges.length === 0) bins.edges.push(number(low[row]));
    bins.edges.push(number(high[row]));
    bins.counts.push(counts[row]);
  });
}

function binned(values: Float64Array, least: number, most: number): Bins {
  const edges = niceEdges(least, most, BINS);
  const counter = histogram(edges);
  const state = counter.init();
  for (const value of values) counter.add(state, value);
  return { edges: Array.from(edges, number), counts: [...counter.value(state).counts] };
}
