import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Field } from "../../src/arrow/field.ts";
import { RowWriter } from "../../src/arrow/rowWriter.ts";
import { readTable } from "../../src/arrow/table.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";

const folder = mkdtempSync(join(tmpdir(), "yenwind-rows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const about = { unit: "1", description: "For a test" };
const FIELDS: readonly Field[] = [
  { name: "number", type: "float64", ...about },
  { name: "index", type: "int32", ...about },
  { name: "count", type: "uint32", ...about },
  { name: "yes", type: "bool", ...about },
  { name: "say", type: "text", ...about },
  { name: "which", type: "category", values: ["", "a", "円"], ...about },
];
const BATCH = 8192;
const row = (n: number) => [n === 3 ? NaN : n / 7, n - 5, n + 2 ** 31, n % 2, n % 3 === 0 ? "" : `円 ${n}`, n % 3];

function writeRows(path: string, rows: number): RowWriter {
  const writer = new RowWriter(path, FIELDS, { name: "test" });
  for (let n = 0; n < rows; n++) writer.add(row(n));
  return writer;
}

test.each([1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH + 7])("%d rows added column by column, after some added one by one, are the same file", (rows) => {
  const fields = FIELDS.slice(0, 4);
  const [one, block] = [join(folder, `one-${rows}.arrow`), join(folder, `block-${rows}.arrow`)];
  const [single, together] = [new RowWriter(one, fields, {}), new RowWriter(block, fields, {})];
  const cells = (n: number) => [n / 7, 5, n, n % 2];
  for (let n = 0; n < 3 + rows; n++) single.add(cells(n));
  for (let n = 0; n < 3; n++) together.add(cells(n));
  const column = (c: number) => Float64Array.from({ length: rows }, (_, n) => cells(3 + n)[c]);
  together.addRows(rows, [column(0), 5, column(2), [...column(3)]]);
  expect(together.close().sha256).toBe(single.close().sha256);
});

describe("rows written one by one are the file that batches of columns are", () => {
  test.each([0, 1, BATCH - 1, BATCH, BATCH + 1, 2 * BATCH, 2 * BATCH + 5])("%d rows", (rows) => {
    const [one, whole] = [join(folder, `rows-${rows}.arrow`), join(folder, `batches-${rows}.arrow`)];
    const entry = writeRows(one, rows).close();
    const writer = ArrowFileWriter.create(whole, FIELDS, { name: "test" });
    for (let from = 0; from < rows; from += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, rows - from) }, (_, n) => row(from + n));
      const column = (c: number) => batch.map((cells) => cells[c]);
      const of = (c: number) => column(c) as number[];
      writer.write([Float64Array.from(of(0)), Int32Array.from(of(1)), Uint32Array.from(of(2)), Uint8Array.from(of(3)), column(4) as string[], Int32Array.from(of(5))]);
    }
    expect(entry).toEqual({ ...writer.close(), name: `rows-${rows}.arrow` });
    expect(readFileSync(one).equals(readFileSync(whole))).toBe(true);
    expect(readTable(one).numRows).toBe(rows);
  });
});

test("cells are read back as what they were", () => {
  const path = join(folder, "back.arrow");
  writeRows(path, 6).close();
  const found = readTable(path).toArray().map((each) => Object.values(each.toJSON() as object));
  expect(found).toEqual([0, 1, 2, 3, 4, 5].map((n) => {
    const [number, index, count, yes, say, which] = row(n);
    return [number, index, count, yes === 1, say, ["", "a", "円"][which as number]];
  }));
});

test("what is given up leaves nothing behind, and giving up after the end harms nothing", () => {
  const path = join(folder, "given-up.arrow");
  writeRows(path, BATCH + 1).abort();
  expect([existsSync(path), existsSync(`${path}.partial`)]).toEqual([false, false]);
  const done = writeRows(path, 3);
  done.close();
  done.abort();
  expect(readTable(path).numRows).toBe(3);
});
