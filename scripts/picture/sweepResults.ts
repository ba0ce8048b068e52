import { join } from "node:path";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readTable } from "../../src/arrow/table.ts";
import { grouped } from "../../src/cli/numbers.ts";

/** A row of a result file: numbers and texts by the name of their column. */
export type Row = Readonly<Record<string, never>>;

/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The files of a finished sweep. */
export interface SweepResults {
  /** Rows of one metric and statistic; every row has the values of the parameters, too. */
  readonly summary: (metric: string, statistic: string) => Row[];
  readonly contrasts: (metric: string, statistic: string) => Row[];
  readonly sensitivity: (metric: string, statistic: string, index: string) => Row[];
  readonly points: () => Row[];
  /** A column of paths.arrow as values per point. */
  readonly paths: (column: string) => ReadonlyMap<number, number[]>;
  /** Folder, points, paths, seed and model version, for the foot of a picture. */
  readonly caption: string;
}

/** @throws Error without a manifest; FileError when a file cannot be read */
export function readSweep(folder: string): SweepResults {
  const { configurationHash, counts, seed, modelVersion } = readManifest(folder);
  const tables = new Map<string, Row[]>();
  const rows = (file: string): Row[] => {
    const known = tables.get(file) ?? readTable(join(folder, file)).toArray().map((row) => row.toJSON() as Row);
    tables.set(file, known);
    return known;
  };
  const of = (file: string, metric: string, statistic: string) => {
    const found = rows(file).filter((row) => row.metric === metric && row.statistic === statistic);
    if (found.length === 0) throw new Error(`${join(folder, file)} has no ${statistic}(${metric})`);
    return found;
  };
  const name = readTable(join(folder, "points.arrow")).schema.metadata.get("name")!;
  const each = counts.paths / counts.points;
  const size = Number.isInteger(each) ? `${grouped(counts.points)} points of ${grouped(each)} paths` : `${grouped(counts.points)} points, ${grouped(counts.paths)} paths`;
  return {
    summary: (metric, statistic) => of("summary.arrow", metric, statistic),
    contrasts: (metric, statistic) => of("contrasts.arrow", metric, statistic),
    sensitivity: (metric, statistic, index) => of("sensitivity.arrow", metric, statistic).filter((row) => row.index === index),
    points: () => rows("points.arrow"),
    paths(column) {
      const byPoint = new Map<number, number[]>();
      for (const row of rows("paths.arrow")) {
        const values = byPoint.get(row.point) ?? [];
        values.push(row[column]);
        byPoint.set(row.point, values);
      }
      return byPoint;
    },
    caption: `Sweep ${name}-${configurationHash.slice(0, 8)}: ${size}, seed “${seed}”, model version ${modelVersion}; intervals are 95 %`,
  };
}

export const estimateOf = ({ value, ci_low, ci_high }: Row): Estimate => ({ value, low: ci_low, high: ci_high });
export const differenceOf = ({ difference, ci_low, ci_high }: Row): Estimate => ({ value: difference, low: ci_low, high: ci_high });
