import { join } from "node:path";
import type { Field } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { type Cell, RowWriter } from "../arrow/rowWriter.ts";
import { applyDifferences } from "../config/difference.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import { type Status, STATUSES, type sweepFields } from "./fields.ts";
import { labelOf, type SweepPlan, type SweepPoint } from "./plan.ts";

/** What became of a point. */
export interface Outcome {
  readonly status: Status;
  readonly paths: number;
  readonly precise: boolean;
  readonly error: string;
}

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

/** The values of a point as cells of its row. */
export function cells({ parameters }: SweepPlan, { values }: SweepPoint): Cell[] {
  return values.map((value, p) => (parameters[p].numeric ? (value as number) : labelOf(value)));
}

/** Per metric the codes of metric, kind, asset, cause and window. */
export function metricCells({ plan: { metrics }, fields }: TableInputs): number[][] {
  const declared: readonly Field[] = fields.summary;
  const values = (name: string) => declared.find((field) => field.name === name)!.values!;
  return metrics.map((metric, m) => [m, ...(["kind", "asset", "cause", "window"] as const).map((key) => values(key).indexOf(metric[key]))]);
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
