import { join } from "node:path";
import type { Field } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { type Cell, RowWriter } from "../arrow/rowWriter.ts";
import { applyDifferences } from "../config/difference.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { contrast } from "../statistics/contrast.ts";
import { prepare, type PreparedSample } from "../statistics/preparedSample.ts";
import { largestPaths } from "../statistics/topPaths.ts";
import { type Status, STATUSES, type sweepFields } from "./fields.ts";
import type { Metric } from "./metrics.ts";
import { labelOf, type SweepPlan, type SweepPoint } from "./plan.ts";
import type { UnitStore } from "./unitStore.ts";

/** What became of a point. */
export interface Outcome {
  readonly status: Status;
  readonly paths: number;
  readonly precise: boolean;
  readonly error: string;
}

/** Paths kept in worst.arrow per point and metric. */
const WORST = 10;

export interface TableInputs {
  readonly folder: string;
  readonly plan: SweepPlan;
  readonly fields: ReturnType<typeof sweepFields>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** points.arrow: every point, before the first run and after the last. */
export function writePoints({ folder, plan, fields, metadata }: TableInputs, outcome: (point: SweepPoint) => Outcome): FileEntry {
  const base = plan.base.configuration as unknown as RunConfiguration;
  return written(join(folder, "points.arrow"), fields.points, metadata, (writer) => {
    for (const point of plan.points) {
      const { status, paths, precise, error } = outcome(point);
      writer.add([point.index, point.id, point.block, ...cells(plan, point), changesText(point), applyDifferences(base, point.differences).run.seed, STATUSES.indexOf(status), paths, Number(precise), error]);
    }
  });
}

function changesText({ differences }: SweepPoint): string {
  return JSON.stringify(Object.fromEntries(differences.map(({ path, after }) => [path.join("."), after])));
}

/** paths.arrow, summary.arrow, worst.arrow and, with a reference, contrasts.arrow: what finished points give, in their order. */
export function writeResults({ folder, plan, fields, metadata }: TableInputs, store: UnitStore, outcome: (point: SweepPoint) => Outcome): FileEntry[] {
  const { metrics, statistics, reference } = plan;
  const create = (name: string, own: readonly Field[]) => new RowWriter(join(folder, name), own, metadata);
  const samplesOf = ({ id }: SweepPoint, paths: number): PreparedSample[] => metrics.map((_, m) => prepare(store.column(id, m, paths)));
  const compared = reference !== undefined && outcome(reference).status === "done" ? reference : undefined;
  const [paths, summary, worst] = [create("paths.arrow", fields.paths), create("summary.arrow", fields.summary), create("worst.arrow", fields.worst)];
  const contrasts = compared && create("contrasts.arrow", fields.contrasts);
  const files = [paths, summary, worst, ...(contrasts ? [contrasts] : [])];
  const describe = metricCells(metrics);
  const references = new Map<number, PreparedSample[]>();
  const referenceSamples = (n: number): PreparedSample[] => {
    const known = references.get(n) ?? samplesOf(compared!, n);
    if (references.size < 8) references.set(n, known);
    return known;
  };
  try {
    for (const point of plan.points) {
      const { status, paths: n } = outcome(point);
      if (status !== "done") continue;
      const samples = samplesOf(point, n);
      for (let path = 0; path < n; path++) paths.add([point.index, path, ...samples.map(({ values }) => values[path])]);
      const values = cells(plan, point);
      const common = compared === undefined ? 0 : Math.min(n, outcome(compared).paths);
      const others = common === 0 || point === compared ? undefined : referenceSamples(common);
      samples.forEach((sample, m) => {
        const own = common === n || others === undefined ? sample : prepare(sample.values.subarray(0, common));
        statistics.forEach((statistic, s) => {
          const row = [point.index, ...values, ...describe[m], s];
          const { value, ciLow, ciHigh } = statistic.estimate(sample);
          summary.add([...row, value, ciLow, ciHigh, n, statistic.effectiveSize(sample)]);
          if (others === undefined) return;
          const { a, b, difference, varianceReduction } = contrast(statistic, others[m], own);
          contrasts!.add([...row, a, b, difference.value, difference.ciLow, difference.ciHigh, varianceReduction, common]);
        });
        largestPaths(sample.values, WORST).forEach(({ path, value }, r) => worst.add([point.index, m, r + 1, path, value]));
      });
    }
    return files.map((file) => file.close());
  } finally {
    for (const file of files) file.abort();
  }
}

/** The values of a point as cells of its row. */
function cells({ parameters }: SweepPlan, { values }: SweepPoint): Cell[] {
  return values.map((value, p) => (parameters[p].numeric ? (value as number) : labelOf(value)));
}

/** Per metric the codes of metric, kind, asset, cause and window. */
export function metricCells(metrics: readonly Metric[]): number[][] {
  const code = (key: "kind" | "asset" | "cause" | "window") => {
    const distinct = [...new Set(metrics.map((metric) => metric[key]))];
    return (metric: Metric) => distinct.indexOf(metric[key]);
  };
  const codes = [code("kind"), code("asset"), code("cause"), code("window")];
  return metrics.map((metric, m) => [m, ...codes.map((of) => of(metric))]);
}

/** Write one file; nothing of it remains when that fails. */
export function written(path: string, fields: readonly Field[], metadata: Readonly<Record<string, string>>, fill: (writer: RowWriter) => void): FileEntry {
  const writer = new RowWriter(path, fields, metadata);
  try {
    fill(writer);
    return writer.close();
  } finally {
    writer.abort();
  }
}
