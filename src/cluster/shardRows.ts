import { parseTable } from "../arrow/table.ts";
import { rangesOf, type PointRange, type ShardPlan } from "./openPlan.ts";
import type { ShardSummary } from "./records.ts";

export interface PointRows extends PointRange {
  /** [metrics × count] */
  readonly values: Float64Array;
}

/**
 * The rows of a shard's Arrow file by point.
 *
 * @param bytes of the file, as the shard's record says
 * @throws Error when they are not those of the shard
 */
export function* shardRows(plan: ShardPlan, shard: number, summary: ShardSummary, bytes: Uint8Array): Generator<PointRows> {
  const table = parseTable(bytes);
  const columns = plan.metrics.map(({ name }) => table.getChild(name)!.toArray() as Float64Array);
  const failed = new Map(summary.failedPoints.map(({ point, path }) => [point, path]));
  let row = 0;
  for (const { point, first, count: all } of rangesOf(plan, shard)) {
    const path = failed.get(point);
    const count = path === undefined ? all : plan.header.until === null || path === null ? 0 : path - first;
    if (count === 0) continue;
    const values = new Float64Array(columns.length * count);
    columns.forEach((column, m) => values.set(column.subarray(row, row + count), m * count));
    yield { point, first, count, values };
    row += count;
  }
  if (row !== table.numRows) throw new Error(`shard ${shard} has ${table.numRows} rows, not ${row}`);
}
