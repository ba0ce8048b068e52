import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Field as ArrowField, Float64, makeVector, RecordBatchFileWriter, Schema, Table } from "apache-arrow";
import { tableToIPC, TimestampSecond, vectorFromArray } from "apache-arrow";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Field } from "../../src/arrow/field.ts";
import { openColumns, openUnfinished, readColumn } from "../../src/arrow/readColumn.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";
import { everyType, expectedRow, identity, inFolder, writeEveryType } from "./everyType.ts";

const float64 = (name: string): Field => ({ name, type: "float64", unit: "", description: "" });
const sold = (rows: number) => Float64Array.from({ length: rows }, (_, i) => expectedRow(i).sold);

test("a float64 column among all other types, over several batches", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [1, 70, 3]);
    expect(readColumn(path, "sold")).toEqual(sold(74));
    const into = new Float64Array(74);
    expect(readColumn(path, "sold", { into })).toBe(into);
    expect(into).toEqual(sold(74));
  });
});

test("an open file tells rows, fields, metadata and float64 names, reads again and again, and closes", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [10, 10]);
    const file = openColumns(path);
    expect(file.rows).toBe(20);
    const declared = everyType.map(({ name, type, unit, description }) => ({ name, type, unit, description }));
    expect(file.fields).toEqual(declared);
    expect(file.metadata).toEqual(identity);
    expect(file.names).toEqual(["sold"]);
    for (let again = 0; again < 3; again++) expect(file.column("sold")).toEqual(sold(20));
    file.close();
    file.close();
    expect(() => file.column("sold")).toThrow(/is closed/);
  });
});

const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 5 }))
  .chain(([columns, sizes]) => {
    const batch = (rows: number) => {
      const column = fc.float64Array({ minLength: rows, maxLength: rows });
      return fc.array(column, { minLength: columns, maxLength: columns });
    };
    return fc.record({ columns: fc.constant(columns), batches: fc.tuple(...sizes.map(batch)) });
  });

test("columns and rows of any file agree with what was written", () => {
  inFolder((folder) => {
    const path = join(folder, "any.arrow");
    fc.assert(
      fc.property(tables, ({ columns, batches }) => {
        const fields = Array.from({ length: columns }, (_, i) => float64(`c${i}`));
        const writer = ArrowFileWriter.create(path, fields, {});
        for (const batch of batches) writer.write(batch);
        writer.close();
        const expected = fields.map((_, i) => batches.flatMap((batch) => [...batch[i]!]));
        const file = openColumns(path);
        fields.forEach(({ name }, i) => expect([...file.column(name)]).toEqual(expected[i]));
        for (let row = 0; row < file.rows; row++) {
          expect([...file.row(row)]).toEqual(expected.map((column) => column[row]));
        }
        file.close();
      }),
      { numRuns: 100 },
    );
  });
});

test("wrong names, types, lengths and rows are named", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [5]);
    const file = openColumns(path);
    expect(() => file.column("price")).toThrow(/a\.arrow has no column "price"/);
    expect(() => file.column("kind")).toThrow(/column "kind" is of type category, not float64/);
    expect(() => file.column("sold", { into: new Float64Array(4) })).toThrow(/has 5 rows, the target has 4/);
    for (const i of [-1, 5, 0.5, NaN]) expect(() => file.row(i)).toThrow(RangeError);
    file.close();
  });
});

test("only the bytes of the column are read: damage elsewhere does not show", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const columns = [1, 2, 3].map((k) => Float64Array.from({ length: 1000 }, (_, i) => k * 1000 + i));
    const writer = ArrowFileWriter.create(path, ["a", "b", "c"].map(float64), {});
    writer.write(columns);
    writer.close();
    const bytes = readFileSync(path);
    const at = bytes.indexOf(Buffer.from(columns[1]!.buffer));
    expect(at).toBeGreaterThan(0);
    bytes.fill(0xff, at, at + 8000);
    writeFileSync(path, bytes);
    expect(readColumn(path, "a")).toEqual(columns[0]);
    expect(readColumn(path, "b")[0]).toBeNaN();
    expect(readColumn(path, "c")).toEqual(columns[2]);
  });
});

test("files of other writers are read where they are plain, and refused by name where not", () => {
  inFolder((folder) => {
    const path = join(folder, "other.arrow");
    const write = (table: Table) => writeFileSync(path, tableToIPC(table, "file"));
    write(new Table({ t: vectorFromArray(["x", "y"]), v: makeVector(Float64Array.of(1.5, 2.5)) }));
    expect([...readColumn(path, "v")]).toEqual([1.5, 2.5]);
    write(new Table({ v: vectorFromArray([1, null, 3], new Float64()) }));
    expect(() => readColumn(path, "v")).toThrow(/other\.arrow: column "v" has nulls/);
    write(new Table({ v: vectorFromArray([1000, 2000], new TimestampSecond()) }));
    expect(() => readColumn(path, "v")).toThrow(/"v" has type Timestamp<SECOND>, which no file/);
    const empty = new RecordBatchFileWriter();
    empty.reset(undefined, new Schema([new ArrowField("v", new Float64())]));
    empty.close();
    writeFileSync(path, empty.toUint8Array(true));
    expect(readColumn(path, "v")).toEqual(new Float64Array(0));
  });
});

test("missing, foreign, truncated and shrinking files are named", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    expect(() => openColumns(path)).toThrow(/cannot read .*a\.arrow: ENOENT/);
    writeFileSync(path, "short");
    expect(() => openColumns(path)).toThrow(/a\.arrow: not an Arrow file/);
    writeFileSync(path, "x".repeat(1000));
    expect(() => openColumns(path)).toThrow(/a\.arrow: not a complete Arrow file/);
    writeFileSync(path, `${"x".repeat(1000)}ARROW1`);
    expect(() => openColumns(path)).toThrow(/a\.arrow: damaged Arrow file: impossible footer length/);
    writeEveryType(path, [500]);
    const file = openColumns(path);
    const descriptor = openSync(path, "r+");
    ftruncateSync(descriptor, 2000);
    closeSync(descriptor);
    expect(() => file.column("sold")).toThrow(/cannot read .*a\.arrow: the file ends at byte/);
    file.close();
  });
});

test("a file that is being written is read up to where a batch ends, and nowhere else", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const writer = ArrowFileWriter.create(path, [float64("x"), float64("y")], {});
    const ends: number[] = [];
    for (const start of [0, 3]) {
      writer.write([Float64Array.of(start, start + 1, start + 2), Float64Array.of(-start, -start - 1, -start - 2)]);
      ends.push(readFileSync(`${path}.partial`).byteLength);
    }
    ends.forEach((end, n) => {
      const file = openUnfinished(`${path}.partial`, end);
      expect(file.column("y")).toEqual(Float64Array.from({ length: 3 * (n + 1) }, (_, i) => -i));
      file.close();
    });
    for (const end of [8, 100, ends[0] - 8, ends[0] + 8, ends[1] + 8]) expect(() => openUnfinished(`${path}.partial`, end)).toThrow(/cannot read/i);
    writer.abort();
  });
});
