import { dirname, resolve } from "node:path";
import { canonicalJson, configurationHash } from "../config/canonical.ts";
import { type Difference, differencesBetween } from "../config/difference.ts";
import { BadInput, type Finding } from "../config/errors.ts";
import type { Override } from "../config/override.ts";
import type { SweepFile } from "../config/sweepFile.ts";
import type { Model } from "../kinds/model.ts";
import type { ReturnHistory } from "../model/shocks/shockModel.ts";
import { changeRun, historyOf, type Loaded, loadRun, type RunConfiguration } from "../run/prepare.ts";
import type { Functional } from "../statistics/functional.ts";
import { parseFunctional } from "../statistics/parseFunctional.ts";
import { columnOf, parsePrecision, type Precision } from "../statistics/precision.ts";
import { type Constraint, parseConstraint } from "./constraint.ts";
import { buildDesign, type Design } from "./design.ts";
import { RESERVED_NAMES } from "./fields.ts";
import { chooseMetrics, DEFAULT_METRICS, DEFAULT_STATISTICS, type Metric } from "./metrics.ts";
import { parameterOption, placedAtParameters } from "./placeFindings.ts";
import { BASE, resolveParameters, type SweepParameter, type SweepValue } from "./parameters.ts";

/** One configuration to simulate. */
export interface SweepPoint {
  readonly index: number;
  /** Number of its block in the design; −1 for a reference that is no point of the design. */
  readonly block: number;
  readonly values: readonly SweepValue[];
  /** SHA-256, in hex, of what determines its paths: the configuration, without name and number of paths. */
  readonly id: string;
  /** How its configuration differs from that of the base. */
  readonly differences: readonly Difference[];
  /** What `historical_bootstrap` draws from. */
  readonly history: ReturnHistory | undefined;
}

/** A sweep, ready to run. */
export interface SweepPlan {
  readonly file: SweepFile;
  readonly model: Model;
  readonly base: Loaded;
  readonly parameters: readonly SweepParameter[];
  readonly design: Design;
  readonly points: readonly SweepPoint[];
  /** The point that the others are compared with. */
  readonly reference: SweepPoint | undefined;
  readonly metrics: readonly Metric[];
  readonly statistics: readonly Functional[];
  /** What is shown of every point: numbers of a metric and a statistic. */
  readonly headline: { readonly metric: number; readonly statistic: number };
  /** Paths per point; at most, where a precision is asked for. */
  readonly paths: number;
  readonly until: Precision | undefined;
  /** Names the run folder: equal for sweeps whose results belong together. */
  readonly hash: string;
}

export interface PlanOptions {
  readonly model: Model;
  /** Overrides `path=value`, after those of the file. */
  readonly set?: readonly string[];
  /** In place of that of the file. */
  readonly until?: string | undefined;
}

/** Complete and check every point of a sweep. @throws BadInput with what is wrong in the file, or in the first point that cannot be run */
export function planSweep(file: SweepFile, { model, set = [], until: precision = file.declaration.until }: PlanOptions): SweepPlan {
  const { declaration, finding } = file;
  const findings: Finding[] = [];
  const common: Override[] = Object.entries(declaration.set).map(([path, value]) => ({ option: `${file.file}, set`, path: path.split("."), value }));
  const load = (name: string): Loaded => loadRun(resolve(dirname(file.file), name), [...common, ...set], model);
  const base = load(declaration.base);
  const configuration = base.configuration as unknown as RunConfiguration;
  const parameters = resolveParameters(file, model.parameters, base.configuration, findings);
  const names = parameters.map(({ name }) => name);
  if (names.length === 0) findings.push(finding(["parameters"], { message: "there are no parameters to vary" }));

  const metrics = chooseMetrics(declaration.metrics ?? DEFAULT_METRICS, model.kinds, configuration.calendar.days, (p, hint) =>
    findings.push(finding(["metrics", p], { value: declaration.metrics?.[p], message: `${declaration.metrics?.[p] ?? DEFAULT_METRICS[p]} is no column of paths.arrow`, expected: "a column (docs/data-dictionary.md), * standing for any text", hint })),
  );
  const statistics = (declaration.statistics ?? DEFAULT_STATISTICS).flatMap((name, s) => {
    const functional = parseFunctional(name);
    if (functional === undefined) findings.push(finding(["statistics", s], { value: name, message: `${name} is no statistic`, expected: "mean, sd, q95, es99 or prob>5" }));
    return functional ?? [];
  });
  const headline = headlineOf(file, metrics, statistics, findings);
  const constraints = declaration.constraints.flatMap((text, c): Constraint[] => attempt(() => [parseConstraint(text, names)], (message) => findings.push(finding(["constraints", c], { message }))) ?? []);
  const until = precision === undefined ? undefined : attempt(() => parsePrecision(precision), (message) => findings.push(precision === declaration.until ? finding(["until"], { message }) : { path: "--until", message }));
  if (until !== undefined && !metrics.some(({ name }) => name === columnOf(until))) {
    findings.push(precision === declaration.until ? finding(["until"], { message: notAMetric(until) }) : { path: "--until", message: notAMetric(until) });
  }
  checkNames(file, names, findings);
  if (findings.length > 0) throw new BadInput(findings);
  const design = attempt(() => buildDesign(declaration.design, parameters, constraints), (message) => findings.push(finding(["design"], { message })));
  if (design !== undefined && design.rows.length === 0) findings.push(finding(["constraints"], { message: "no point meets the constraints" }));
  if (design === undefined || findings.length > 0) throw new BadInput(findings);

  const complete = pointCompleter(file, base, parameters, load, metrics, model);
  const points = design.rows.map((values, index): SweepPoint => ({ index, block: design.blocks[Math.floor(index / design.blockSize)], values, ...complete(values, index) }));
  const reference = referenceOf(file, design, parameters, points, complete);
  return {
    file, model, base, parameters, design, metrics, statistics, headline, until, reference,
    points: reference !== undefined && reference.index === points.length ? [...points, reference] : points,
    paths: configuration.run.paths,
    hash: configurationHash({ base: neutral(configuration), metrics: metrics.map(({ name }) => name), until: precision ?? "" }),
  };
}

/** Unless the file says so, the expected shortfall or else the first statistic of the first forced sale or else the first metric. */
function headlineOf({ declaration, finding }: SweepFile, metrics: readonly Metric[], statistics: readonly Functional[], findings: Finding[]): SweepPlan["headline"] {
  const among = (names: readonly string[], wanted: (name: string) => boolean) => names.findIndex(wanted);
  const [named, named2] = [metrics.map(({ name }) => name), statistics.map(({ name }) => name)];
  if (declaration.headline === undefined) {
    return { metric: Math.max(0, among(named, (name) => name.includes(".forced."))), statistic: Math.max(0, among(named2, (name) => name.startsWith("es"))) };
  }
  const [, statistic, metric] = /^(\S+?)\((\S+)\)$/.exec(declaration.headline) ?? [];
  const found = { metric: among(named, (name) => name === metric), statistic: among(named2, (name) => name === statistic) };
  if (found.metric < 0 || found.statistic < 0) {
    const expected = `a statistic of a metric that this sweep keeps, such as ${named2[0] ?? "mean"}(${named[0] ?? "usdjpy.end"})`;
    findings.push(finding(["headline"], { value: declaration.headline, message: "is none of this sweep's", expected }));
  }
  return found;
}

const notAMetric = (until: Precision) => `${columnOf(until)} is none of the metrics that this sweep keeps`;

function attempt<T>(work: () => T, refuse: (message: string) => unknown): T | undefined {
  try {
    return work();
  } catch (error) {
    refuse((error as Error).message);
    return undefined;
  }
}

/** Names of parameters in the list of points and in the reference. */
function checkNames({ declaration: { design, reference }, finding }: SweepFile, names: readonly string[], findings: Finding[]): void {
  for (const name of names.filter((given) => RESERVED_NAMES.includes(given))) {
    findings.push(finding(["parameters", name], { message: "is a column of the result files: choose another name" }, "key"));
  }
  const check = (path: (string | number)[], given: object) => {
    for (const key of Object.keys(given)) {
      if (!names.includes(key)) findings.push(finding([...path, key], { message: "is no parameter of this sweep", expected: names.join(", ") }, "key"));
    }
  };
  if (typeof design === "object" && design.list) design.list.forEach((row, n) => check(["design", "list", n], row));
  if (reference) check(["reference"], reference);
}

/** Content address of a point: SHA-256, in hex, of what of its configuration determines a path. */
export function pointId(configuration: RunConfiguration): string {
  return configurationHash(neutral(configuration));
}

/** What of a configuration determines a path: not its name, nor how many paths there are and how they are grouped. */
function neutral(configuration: RunConfiguration): Record<string, unknown> {
  const { name: _, description: __, ...rest } = configuration;
  return { ...rest, run: { seed: rest.run.seed, streams: rest.run.streams } };
}

type Complete = (values: readonly SweepValue[], index: number) => Pick<SweepPoint, "id" | "differences" | "history">;

/** @returns a function that completes and checks the configuration of a point; it throws BadInput placed in the sweep file */
function pointCompleter(
  sweep: SweepFile, base: Loaded, parameters: readonly SweepParameter[], load: (name: string) => Loaded, metrics: readonly Metric[], model: Model,
): Complete {
  const bases = new Map<unknown, Loaded>();
  const baseParameter = parameters.findIndex(({ paths }) => paths.includes(BASE));
  const names = parameters.map(({ name }) => name);
  const historyOfPoint = rememberingHistory();
  return (values, index) => {
    const key = baseParameter < 0 ? undefined : values[baseParameter];
    const start = key === undefined ? base : (bases.get(key) ?? load(labelOf(key)));
    bases.set(key, start);
    const set = parameters.flatMap(({ paths }, p) => (p === baseParameter ? [] : paths.map((path): Override => ({ option: parameterOption(names[p]), path: path.split("."), value: values[p] }))));
    try {
      const run = changeRun(start, set);
      checkMetrics(metrics, run, base, model);
      return { id: pointId(run), differences: differencesBetween(base.configuration, run), history: historyOfPoint(run, start.sources) };
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      const where = parameters.map(({ name }, p) => `${name} = ${labelOf(values[p])}`).join(", ");
      throw placedAtParameters(error, sweep, names, `In point ${index}: ${where}`);
    }
  };
}

/** Reads a file of returns once for all points that draw from it. */
function rememberingHistory(): typeof historyOf {
  const known = new Map<string, ReturnHistory | undefined>();
  return (configuration, sources) => {
    const { shocks, rates } = configuration;
    if (shocks.model !== "historical_bootstrap") return undefined;
    const key = JSON.stringify([sources[0], shocks.historical_bootstrap.file, rates.ust_duration, rates.jgb_duration]);
    const history = known.get(key) ?? historyOf(configuration, sources);
    known.set(key, history);
    return history;
  };
}

/** A shorter horizon has fewer windows. */
function checkMetrics(metrics: readonly Metric[], { calendar }: RunConfiguration, base: Loaded, { kinds }: Model): void {
  if (calendar.days === (base.configuration as unknown as RunConfiguration).calendar.days) return;
  const wanted = metrics.map(({ name }) => name);
  const there = new Set(chooseMetrics(wanted.some((name) => name.includes("@")) ? ["*", "*@*"] : ["*"], kinds, calendar.days, () => {}).map(({ name }) => name));
  const missing = wanted.filter((name) => !there.has(name));
  if (missing.length > 0) throw new BadInput([{ path: "calendar.days", value: calendar.days, message: `the metric ${missing[0]} does not exist within ${calendar.days} days` }]);
}

/** A value as a text: itself, or its JSON. */
export function labelOf(value: SweepValue): string {
  return typeof value === "string" ? value : canonicalJson(value);
}

function referenceOf({ declaration }: SweepFile, { name, rows }: Design, parameters: readonly SweepParameter[], points: readonly SweepPoint[], complete: Complete): SweepPoint | undefined {
  const wanted = parameters.map((parameter) => declaration.reference?.[parameter.name] ?? parameter.inBase);
  const same = (row: readonly SweepValue[]) => row.every((value, p) => labelOf(value) === labelOf(wanted[p] ?? ""));
  const at = rows.findIndex(same);
  if (at >= 0) return points[at];
  if (declaration.reference !== undefined) return { index: points.length, block: -1, values: wanted, ...complete(wanted, points.length) };
  return name === "grid" || name === "list" || name === "one_at_a_time" ? points[0] : undefined;
}
