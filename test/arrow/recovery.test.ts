import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RecordBatchReader } from "apache-arrow";
import { expect, test } from "vitest";
import { readTable } from "../../src/arrow/table.ts";
import { openColumns } from "../../src/arrow/readColumn.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";
import { batchOf, everyType, expectedRow, identity, inFolder } from "./everyType.ts";

/** The batches that a reader of the stream inside an unfinished file gets before the cut. */
function recoverableRows(bytes: Uint8Array): object[] {
  const rows: object[] = [];
  try {
    for (const batch of RecordBatchReader.from(bytes.subarray(8))) {
      rows.push(...batch.toArray().map((row) => row.toJSON()));
    }
  } catch {
    // the batch that the cut went through
  }
  return rows;
}

test("a partial cut anywhere gives back every complete batch", () => {
  inFolder((folder) => {
    const writer = ArrowFileWriter.create(join(folder, "a.arrow"), everyType, identity);
    const partial = join(folder, "a.arrow.partial");
    const ends: number[] = [];
    for (let batch = 0; batch < 4; batch++) {
      writer.write(batchOf(10 * batch, 10));
      ends.push(readFileSync(partial).byteLength);
    }
    const bytes = new Uint8Array(readFileSync(partial));
    writer.abort();
    for (let complete = 1; complete <= 4; complete++) {
      const expected = Array.from({ length: 10 * complete }, (_, i) => expectedRow(i));
      const nextEnd = ends[complete] ?? ends[complete - 1]! + 1;
      for (const cut of [ends[complete - 1]!, Math.floor((ends[complete - 1]! + nextEnd) / 2), nextEnd - 1]) {
        expect(recoverableRows(bytes.slice(0, cut))).toEqual(expected);
      }
    }
  });
});

test("an unfinished file is refused by the readers, by name", () => {
  inFolder((folder) => {
    const writer = ArrowFileWriter.create(join(folder, "a.arrow"), everyType, identity);
    writer.write(batchOf(0, 10));
    const partial = join(folder, "a.arrow.partial");
    expect(() => readTable(partial)).toThrow(/a\.arrow\.partial: not a complete Arrow file/);
    expect(() => openColumns(partial)).toThrow(/a\.arrow\.partial: not a complete Arrow file/);
    writer.abort();
  });
});
