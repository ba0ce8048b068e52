import { join } from "node:path";
import type pico from "picocolors";
import { labelOf, type SweepPlan } from "../sweep/plan.ts";
import { sweepFolder, type SweepResult } from "../sweep/simulateSweep.ts";
import { type Headline, readHeadline, readIndices } from "../sweep/headline.ts";
import { amount, bytes, duration, grouped, withPrefix } from "./numbers.ts";
import { indent, table } from "./table.ts";

type Colors = ReturnType<typeof pico.createColors>;

/** Points shown one by one, at most. */
const SHOWN = 24;

/** What a sweep would run. */
export function planFacts(plan: SweepPlan) {
  const { file, design, points, parameters, paths, metrics, statistics, reference, until } = plan;
  return {
    name: file.name,
    hash: plan.hash,
    design: design.name,
    points: points.length,
    differentPoints: new Set(points.map(({ id }) => id)).size,
    excluded: design.excluded,
    paths,
    until: until === undefined ? null : (file.declaration.until ?? null),
    reference: reference?.index ?? null,
    parameters: parameters.map(({ name, paths: sets, unit }) => ({ name, sets, unit })),
    metrics: metrics.map(({ name }) => name),
    statistics: statistics.map(({ name }) => name),
    /** Numbers kept, twice: in units.bin and in paths.arrow. */
    bytes: 16 * metrics.length * paths * points.length,
  };
}

export function planText(plan: SweepPlan): string {
  const { points, parameters, reference } = plan;
  const facts = planFacts(plan);
  const shown = points.slice(0, SHOWN);
  const rows = shown.map((point) => [`${point.index}${point === reference ? " reference" : ""}`, ...point.values.map(valueText)]);
  return [
    `OK  ${facts.name}: ${grouped(facts.points)} points (${facts.design}${facts.excluded > 0 ? `, ${grouped(facts.excluded)} excluded by constraints` : ""}), ${plan.until === undefined ? "" : "at most "}${grouped(facts.paths)} paths each`,
    indent(`folder   results/${sweepFolder("", plan)}`),
    indent(`size     about ${bytes(facts.bytes)} (${facts.metrics.length} metrics)`),
    "",
    table(["point", ...parameters.map(({ name, unit }) => (unit === "1" ? name : `${name} (${unit})`))], rows),
    ...(points.length > SHOWN ? [`… and ${grouped(points.length - SHOWN)} more`] : []),
  ].join("\n");
}

/** A finished or interrupted sweep, for programs. */
export function resultFacts(plan: SweepPlan, { folder, complete, state, paths, timings, files }: SweepResult) {
  return { ...planFacts(plan), folder, complete, done: state.done, failed: state.failed, kept: state.kept, paths, timings, files };
}

/** The same as a person reads it. */
export function resultText(plan: SweepPlan, result: SweepResult, { bold, yellow, red }: Colors): string {
  const { folder, complete, state, paths, timings, files } = result;
  const facts = planFacts(plan);
  const seconds = timings.prepare + timings.simulate + timings.tables;
  const lines = [
    bold(plan.file.name),
    `${grouped(facts.points)} points (${facts.design}), ${grouped(paths)} paths in all, seed ${JSON.stringify(plan.base.configuration.run.seed)}`,
    ...(state.kept > 0 ? [`${grouped(state.kept)} points were there already`] : []),
    ...(state.failed > 0 ? [red(`${grouped(state.failed)} points failed: points.arrow says why, ${join(folder, "failed")} has their configurations`)] : []),
    ...(complete ? [] : [yellow(`interrupted: ${grouped(state.done)} of ${grouped(state.points)} points are done`)]),
  ];
  const sections = complete && state.done > 0 ? resultSections(plan, folder, bold) : [];
  const fileRows = files.map(({ name, rows, bytes: size }) => [name, `${grouped(rows)} rows`, bytes(size), FILES[name] ?? ""]);
  return [
    lines.join("\n"),
    ...sections,
    `${bold("Speed")}\n${indent(`${withPrefix(paths / seconds)} paths/s; ${duration(seconds)} in all, ${duration(timings.simulate)} of it simulation`)}`,
    `${bold("Files")}\n${indent(`${folder}\n${indent(table([], fileRows, { align: "left" }))}`)}`,
  ].join("\n\n");
}

const FILES: Readonly<Record<string, string>> = {
  "points.arrow": "one row per point: parameters, status, error",
  "paths.arrow": "one row per point and path: every metric",
  "summary.arrow": "one row per point, metric and statistic, with interval",
  "contrasts.arrow": "paired differences against the reference point",
  "sensitivity.arrow": "which parameters it depends on",
  "worst.arrow": "the paths with the largest values",
};

function resultSections(plan: SweepPlan, folder: string, bold: Colors["bold"]): string[] {
  const { metrics, statistics, headline, parameters } = plan;
  const metric = metrics[headline.metric];
  const title = `${statistics[headline.statistic].name}(${metric.name}), ${metric.unit}`;
  const rows = readHeadline(plan, folder);
  const indices = readIndices(plan, folder);
  const sections: string[] = [];
  if (indices.length > 0) {
    const [first, second] = plan.design.name === "morris" ? (["mu_star", "sigma"] as const) : (["first", "total"] as const);
    const cell = (name: string, index: string) => {
      const found = indices.find((row) => row.parameter === name && row.index === index);
      return found === undefined ? "" : Number.isNaN(found.ciLow) ? amount(found.value) : `${amount(found.value)} [${amount(found.ciLow)}, ${amount(found.ciHigh)}]`;
    };
    const body = table(["parameter", first, second], parameters.map(({ name }) => [name, cell(name, first), cell(name, second)]));
    sections.push(`${bold(`What ${title} depends on`)}\n${indent(body)}`);
  }
  const few = rows.length <= SHOWN;
  const ordered = few ? rows : rows.toSorted((a, b) => b.value - a.value);
  const shown = few ? rows : [...ordered.slice(0, SHOWN / 4), ...ordered.slice(-SHOWN / 4)];
  sections.push(`${bold(few ? title : `${title}: the largest and the smallest`)}\n${indent(headlineTable(plan, shown))}`);
  return sections;
}

function headlineTable({ parameters, reference, points }: SweepPlan, rows: readonly Headline[]): string {
  const contrasted = rows.some(({ difference }) => difference !== undefined);
  return table(
    ["point", ...parameters.map(({ name, unit }) => (unit === "1" ? name : `${name} (${unit})`)), "value", ...(contrasted ? ["against the reference", "paths saved"] : [])],
    rows.map(({ point, value, ciLow, ciHigh, difference }) => [
      String(point),
      ...points[point].values.map(valueText),
      `${amount(value)} [${amount(ciLow)}, ${amount(ciHigh)}]`,
      ...(!contrasted ? [] : difference === undefined ? [point === reference?.index ? "reference" : "", ""] : [
        `${amount(difference.value)} [${amount(difference.ciLow)}, ${amount(difference.ciHigh)}]`,
        Number.isFinite(difference.varianceReduction) ? `${amount(difference.varianceReduction)} ×` : "–",
      ]),
    ]),
  );
}

const valueText = (value: unknown) => (typeof value === "number" ? String(Number(value.toPrecision(6))) : labelOf(value));
