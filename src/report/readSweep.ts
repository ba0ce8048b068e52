import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";
import { openColumns } from "../arrow/readColumn.ts";
import type { Factor, PointValues, Sensitivity, SweepData } from "../page/sweepData.ts";
import { count, exact } from "../page/show.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { Columns, embedded } from "./columns.ts";
import { soldWords, statisticChoice } from "./titles.ts";

/** Numbers of points, summary and contrasts together that a page embeds, at most: about 1.8 MB. */
const MOST_NUMBERS = 180_000;

/** What is kept first where not everything can be. */
const PREFERRED = ["mean", "es95", "q95", "q50", "prob>0", "es99", "q99"];

/**
 * What the page of a sweep shows, from the files of its folder. Of large sweeps some statistics, then metrics, then
 * points stay out, and the notes say so.
 *
 * @throws FileError when a file cannot be read; Error when it lacks a column
 */
export function readSweep(folder: string, shown: string, { sweep, configuration, configurationHash, counts }: Manifest, mostNumbers = MOST_NUMBERS): SweepData {
  const notes: string[] = [];
  const summary = new Columns(join(folder, "summary.arrow"));
  const [metric, statistic] = [summary.codes("metric"), summary.codes("statistic")];
  const pointOf = summary.numbers("point");
  const all = [...new Set(Array.from({ length: summary.rows }, (_, row) => pointOf[row]))].sort((a, b) => a - b);
  const columns = summary.fields.map(({ name }) => name);
  const declared = summary.fields.slice(columns.indexOf("point") + 1, columns.indexOf("metric"));
  const [headMetric, headStatistic] = headlineOf(sweep, metric.values, statistic.values);
  const contrasts = existsSync(join(folder, "contrasts.arrow")) ? new Columns(join(folder, "contrasts.arrow")) : undefined;

  // A point is its factors and at least one value with its difference.
  const step = Math.ceil((all.length * (declared.length + 6)) / mostNumbers);
  const points = all.filter((_, i) => i % step === 0);
  if (step > 1) notes.push(`Of the ${count(all.length)} points one in ${step} is in this page; summary.arrow has all.`);
  const perStatistic = 3 * points.length * (contrasts === undefined ? 1 : 2);
  const order = (names: readonly string[], first: number, preferred: readonly string[]) =>
    names.map((_, i) => i).sort((a, b) => Number(b === first) - Number(a === first) || rank(preferred, names[a]) - rank(preferred, names[b]) || a - b);
  const pairs = Math.max(1, Math.floor((mostNumbers - points.length * declared.length) / perStatistic));
  const statistics = order(statistic.values, headStatistic, PREFERRED).slice(0, Math.max(1, Math.min(statistic.values.length, Math.floor(pairs / Math.min(metric.values.length, pairs)))));
  const metrics = order(metric.values, headMetric, []).slice(0, Math.max(1, Math.floor(pairs / statistics.length)));
  if (statistics.length < statistic.values.length) notes.push(`Of the statistics ${statistics.map((s) => statistic.values[s]).join(", ")} are in this page; summary.arrow has all ${statistic.values.length}.`);
  if (metrics.length < metric.values.length) notes.push(`Of the ${metric.values.length} metrics ${metrics.length} are in this page; summary.arrow has all.`);
  const wanted = (m: number, s: number) => metrics.includes(m) && statistics.includes(s);

  const place = new Map(points.map((point, i) => [point, i]));
  const { titles, units } = metricTitles(folder, summary, metric.values);
  const pointsFile = new Columns(join(folder, "points.arrow"));
  const undone = counts.failed_points ?? 0;
  if (undone > 0) notes.push(`${undone} ${undone === 1 ? "point" : "points"} failed and are not in the figures; points.arrow says why.`);
  return {
    type: "sweep",
    scenario: `${summary.name ?? (configuration as RunConfiguration).name}-${configurationHash.slice(0, 8)}`,
    paths: counts.paths,
    folder: shown,
    notes,
    factors: declared.map(({ name, unit, description }): Factor => ({ name, title: description, unit, values: factorValues(summary, name, pointOf, place) })),
    metrics: metric.values.map((name, m) => ({ name, title: titles[m], unit: units[m] })),
    statistics: statistic.values.map(statisticChoice),
    first: [headMetric, headStatistic],
    points,
    summary: perPoint(summary, "value", place, wanted),
    contrasts: contrasts === undefined ? [] : perPoint(contrasts, "difference", place, wanted),
    reference: contrasts === undefined ? "" : referenceName(pointsFile, contrasts, declared.map(({ name }) => name)),
    sensitivity: existsSync(join(folder, "sensitivity.arrow")) ? readSensitivity(join(folder, "sensitivity.arrow"), metric.values, statistic.values).filter((row) => metrics.includes(row.metric)) : [],
  };
}

const rank = (preferred: readonly string[], name: string) => (preferred.includes(name) ? preferred.indexOf(name) : preferred.length);

/** `es95(all.us_equity.forced.horizon)` as positions; the first metric and statistic where the sweep names none. */
function headlineOf(sweep: object | undefined, metrics: readonly string[], statistics: readonly string[]): [number, number] {
  const { headline } = (sweep ?? {}) as { headline?: unknown };
  const [, statistic, metric] = /^([^(]+)\((.*)\)$/.exec(typeof headline === "string" ? headline : "") ?? [];
  const name = (metric ?? "").replace(/,\s*/, ".");
  return [Math.max(0, metrics.indexOf(name)), Math.max(0, statistics.indexOf(statistic ?? ""))];
}

/** Titles from kind, asset, cause and window, or from the description of the column in paths.arrow; units from there. */
function metricTitles(folder: string, summary: Columns, metrics: readonly string[]): { titles: string[]; units: string[] } {
  const paths = openColumns(join(folder, "paths.arrow"));
  paths.close();
  const fields = metrics.map((name) => paths.fields.find((field) => field.name === name));
  const metric = summary.codes("metric").codes;
  const parts = (["kind", "asset", "cause", "window"] as const).map((name) => summary.codes(name));
  const titles = metrics.map((name, m) => {
    const row = metric.indexOf(m);
    const [kind, asset, cause, window] = parts.map(({ values, codes }) => (row < 0 ? "" : values[codes[row]]));
    if (kind === "") return fields[m]?.description || name;
    return soldWords(kind, asset, cause, window);
  });
  return { titles, units: fields.map((field) => field?.unit ?? "") };
}

function factorValues(summary: Columns, name: string, pointOf: ArrayLike<number>, place: ReadonlyMap<number, number>): (number | string)[] {
  const numeric = summary.numeric(name);
  const all = summary.values(name);
  const values: (number | string)[] = [];
  all.forEach((value, row) => {
    const at = place.get(pointOf[row]);
    if (at !== undefined) values[at] = numeric ? embedded(value as number)! : String(value);
  });
  return values;
}

function perPoint(file: Columns, column: string, place: ReadonlyMap<number, number>, wanted: (metric: number, statistic: number) => boolean): PointValues[] {
  const [metric, statistic] = ["metric", "statistic"].map((name) => file.codes(name).codes);
  const [point, value, low, high] = ["point", column, "ci_low", "ci_high"].map((name) => file.numbers(name));
  const found = new Map<string, { metric: number; statistic: number; value: (number | null)[]; low: (number | null)[]; high: (number | null)[] }>();
  const empty = () => Array.from(place, (): number | null => null);
  for (let row = 0; row < file.rows; row++) {
    const at = place.get(point[row]);
    if (at === undefined || !wanted(metric[row], statistic[row])) continue;
    const key = `${metric[row]} ${statistic[row]}`;
    const group = found.get(key) ?? { metric: metric[row], statistic: statistic[row], value: empty(), low: empty(), high: empty() };
    found.set(key, group);
    group.value[at] = embedded(value[row]);
    group.low[at] = embedded(low[row]);
    group.high[at] = embedded(high[row]);
  }
  return [...found.values()];
}

/** The values of the reference: the point that has no contrasts. */
function referenceName(points: Columns, contrasts: Columns, factors: readonly string[]): string {
  const compared = new Set(Array.from(contrasts.numbers("point")));
  const done = points.codes("status");
  const row = Array.from(points.numbers("point")).findIndex((point, at) => !compared.has(point) && done.values[done.codes[at]] === "done");
  if (row < 0) return "";
  return factors.map((name) => {
    const value = points.values(name)[row];
    return `${name} ${typeof value === "number" ? exact(value) : String(value)}`;
  }).join(", ");
}

function readSensitivity(path: string, metrics: readonly string[], statistics: readonly string[]): Sensitivity[] {
  const file = new Columns(path);
  const [metric, statistic, index, parameter, other] = ["metric", "statistic", "index", "parameter", "with"].map((name) => {
    const { values, codes } = file.codes(name);
    return Array.from(codes, (code) => values[code]);
  });
  const [value, low, high] = ["value", "ci_low", "ci_high"].map((name) => file.numbers(name));
  return metric.map((name, row) => ({
    metric: metrics.indexOf(name),
    statistic: statistics.indexOf(statistic[row]),
    index: index[row],
    parameter: parameter[row],
    other: other[row],
    estimate: [embedded(value[row]), embedded(low[row]), embedded(high[row])],
  }));
}
