import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { readTable } from "../../src/arrow/table.ts";
import { simulateTiny } from "./tinyRun.ts";

const scratch = mkdtempSync(join(tmpdir(), "yenwind-tails-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let folder: string;
beforeAll(async () => {
  folder = await simulateTiny(scratch, ["calendar.days=10", "run.paths=40"]);
});

type Row = Record<string, number | string>;
const rows = (file: string): Row[] => readTable(join(folder, file)).toArray().map((row) => row.toJSON() as Row);
const seriesOf = ({ kind, asset, cause, window }: Row) => `${kind}.${asset}.${cause}.${window}`;
const sold = (row: Row) => [...readColumn(join(folder, "paths.arrow"), seriesOf(row))];

test("exceedance.arrow counts the paths of paths.arrow that sell more", () => {
  const all = rows("exceedance.arrow");
  expect(all.length).toBeGreaterThan(100);
  for (const row of all.filter((_, i) => i % 7 === 0)) {
    const hits = sold(row).filter((value) => value > Number(row.threshold)).length;
    expect(row.ess).toBe(hits);
    expect(row.probability).toBe(hits / 40);
    expect(row.n).toBe(40);
  }
});

test("worst.arrow holds the ten paths that sell the most, the smaller number first among equals", () => {
  const all = rows("worst.arrow");
  for (const row of all.filter((_, i) => i % 11 === 0)) {
    const values = sold(row);
    const order = values.map((value, path) => ({ value, path })).sort((a, b) => b.value - a.value || a.path - b.path);
    expect({ path: row.path, value: row.value }).toEqual(order[Number(row.rank) - 1]);
  }
  expect(new Set(all.map((row) => row.rank)).size).toBe(10);
});

test("liquidation.arrow says on how many paths a number rests", () => {
  for (const row of rows("liquidation.arrow")) {
    if (row.statistic === "mean") expect(row.ess).toBe(40);
    if (row.statistic === "es95" || row.statistic === "q95" || row.statistic === "q05") expect(row.ess).toBe(2);
    if (row.statistic === "max") expect(row.ess).toBe(1);
  }
});
