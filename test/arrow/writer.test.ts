import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { RecordBatchReader } from "apache-arrow";
import { expect, test } from "vitest";
import type { Column } from "../../src/arrow/columnBuffers.ts";
import type { Field, FieldType } from "../../src/arrow/field.ts";
import { readTable } from "../../src/arrow/table.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";
import { batchOf, everyType, expectedRow, identity, inFolder, writeEveryType } from "./everyType.ts";
import { runCommand } from "./runScript.ts";

const float64 = (name: string): Field => ({ name, type: "float64", unit: "1", description: name });

test("every type comes back from apache-arrow: values, units, descriptions, identity, dictionaries", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    writeEveryType(path, [7, 1, 64, 9]);
    const table = readTable(path);
    expect(table.batches.map((batch) => batch.numRows)).toEqual([7, 1, 64, 9]);
    const expected = Array.from({ length: 81 }, (_, i) => expectedRow(i));
    expect(table.toArray().map((row) => row.toJSON())).toEqual(expected);
    expect(Object.fromEntries(table.schema.metadata)).toEqual(identity);
    for (const [i, field] of table.schema.fields.entries()) {
      const { name, unit, description } = everyType[i]!;
      expect({ name: field.name, nullable: field.nullable, ...Object.fromEntries(field.metadata) }).toEqual({
        name,
        nullable: false,
        unit,
        description,
      });
    }
  });
});

test("a file without rows carries its schema and its dictionaries", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const writer = ArrowFileWriter.create(path, everyType, identity);
    writer.write(batchOf(0, 0));
    const entry = writer.close();
    expect(entry).toEqual({ ...writeEveryType(join(folder, "b.arrow"), []), name: "a.arrow", rows: 0 });
    const table = readTable(path);
    expect(table.numRows).toBe(0);
    expect(table.schema.names).toEqual(everyType.map(({ name }) => name));
    const reader = RecordBatchReader.from(readFileSync(path)).open();
    const dictionaries = [...reader.dictionaries.values()].map((values) => [...values]);
    expect(dictionaries).toEqual([everyType[2]!.values, everyType[5]!.values]);
  });
});

test("until close there is only a .partial; then only the file, and its entry matches the disk", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const writer = ArrowFileWriter.create(path, everyType, identity);
    writer.write(batchOf(0, 10));
    expect(readdirSync(folder)).toEqual(["a.arrow.partial"]);
    const entry = writer.close();
    expect(readdirSync(folder)).toEqual(["a.arrow"]);
    const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
    expect(entry).toEqual({ name: "a.arrow", rows: 10, bytes: statSync(path).size, sha256 });
    const system = runCommand("sha256sum", [path]);
    if (system.status === 0) expect(system.stdout.split(" ")[0]).toBe(entry.sha256);
  });
});

test("the bytes are a function of the content: this digest holds on every machine and Node version", () => {
  inFolder((folder) => {
    const digests = ["a", "b"].map((name) => writeEveryType(join(folder, name), [100, 3]).sha256);
    expect(digests).toEqual(Array(2).fill("b1bf2b7d466edcab9e8b4724ee57fb4080f35679de19cb1d43b926bdc88fc3c5"));
  });
});

test("metadata order and the bit pattern of a NaN do not reach the file", () => {
  inFolder((folder) => {
    const otherNaN = new Float64Array([1, 2, 3]);
    new Uint32Array(otherNaN.buffer).set([7, 0xfff80000], 2); // negative, with a payload
    expect(otherNaN[1]).toBeNaN();
    const written = [Float64Array.of(1, NaN, 3), otherNaN].map((values, i) => {
      const metadata = i === 0 ? { a: "1", b: "2" } : { b: "2", a: "1" };
      const writer = ArrowFileWriter.create(join(folder, String(i)), [float64("x")], metadata);
      writer.write([values]);
      return writer.close().sha256;
    });
    expect(written[0]).toBe(written[1]);
    expect(new Uint32Array(otherNaN.buffer)[2]).toBe(7); // the caller's array is not touched
  });
});

test("arrays may be reused after write, share one buffer, or lie in shared memory", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const writer = ArrowFileWriter.create(path, ["a", "b", "c"].map(float64), {});
    const block = new Float64Array(new SharedArrayBuffer(20 * 8));
    const [low, high] = [block.subarray(0, 10), block.subarray(10)];
    for (let batch = 0; batch < 3; batch++) {
      for (let i = 0; i < 20; i++) block[i] = 100 * batch + i;
      writer.write([low, high, low]);
    }
    writer.close();
    const table = readTable(path);
    const ten = (first: number) => Array.from({ length: 10 }, (_, i) => first + i);
    const counted = (first: number) => [...ten(first), ...ten(100 + first), ...ten(200 + first)];
    expect([...table.getChild("a")!]).toEqual(counted(0));
    expect([...table.getChild("b")!]).toEqual(counted(10));
    expect([...table.getChild("c")!]).toEqual(counted(0));
  });
});

test("2000 columns come back", () => {
  inFolder((folder) => {
    const path = join(folder, "wide.arrow");
    const names = Array.from({ length: 2000 }, (_, i) => `c${i}`);
    const writer = ArrowFileWriter.create(path, names.map(float64), {});
    for (const batch of [0, 1]) writer.write(names.map((_, i) => Float64Array.of(i + batch, -i, 0.5)));
    writer.close();
    const table = readTable(path);
    for (const [i, name] of names.entries()) {
      expect([...table.getChild(name)!]).toEqual([i, -i, 0.5, i + 1, -i, 0.5]);
    }
  });
});

const valuesOf: Record<FieldType, (field: Field, rows: number) => fc.Arbitrary<Column>> = {
  float64: (_, n) => fc.float64Array({ minLength: n, maxLength: n }),
  int32: (_, n) => fc.int32Array({ minLength: n, maxLength: n }),
  uint32: (_, n) => fc.uint32Array({ minLength: n, maxLength: n }),
  bool: (_, n) => fc.array(fc.boolean(), { minLength: n, maxLength: n }),
  text: (_, n) => fc.array(fc.string({ unit: "binary" }), { minLength: n, maxLength: n }),
  category: ({ values }, n) => fc.array(fc.constantFrom(...values!), { minLength: n, maxLength: n }),
};

const text = fc.string({ unit: "grapheme", minLength: 1 });
const anyField: fc.Arbitrary<Field> = fc
  .record({
    name: text,
    type: fc.constantFrom(...(Object.keys(valuesOf) as FieldType[])),
    unit: text,
    description: text,
  })
  .chain((field) =>
    field.type !== "category"
      ? fc.constant(field)
      : fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).map((values) => ({ ...field, values })),
  );

const anyFile = fc
  .tuple(
    fc.uniqueArray(anyField, { minLength: 1, maxLength: 8, selector: ({ name }) => name }),
    fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 4 }),
  )
  .chain(([fields, sizes]) =>
    fc.record({
      fields: fc.constant(fields),
      batches: fc.tuple(...sizes.map((n) => fc.tuple(...fields.map((field) => valuesOf[field.type](field, n))))),
    }),
  );

test("any fields and any batches come back unchanged", () => {
  inFolder((folder) => {
    const path = join(folder, "any.arrow");
    fc.assert(
      fc.property(anyFile, ({ fields, batches }) => {
        const writer = ArrowFileWriter.create(path, fields, {});
        for (const batch of batches) writer.write(batch);
        writer.close();
        const table = readTable(path);
        fields.forEach((field, i) => {
          expect([...table.getChildAt(i)!]).toEqual(batches.flatMap((batch) => [...batch[i]!]));
          expect(table.schema.fields[i]!.metadata.get("unit")).toBe(field.unit);
        });
      }),
      { numRuns: 200 },
    );
  });
});

const two: readonly Field[] = [
  float64("x"),
  { name: "k", type: "category", unit: "1", description: "k", values: ["a", "b"] },
];
const x = Float64Array.of(1, 2);

test.each<[string, readonly Column[], RegExp]>([
  ["too few columns", [x], /has 2 columns, the batch has 1/],
  ["too many columns", [x, ["a", "b"], x], /has 2 columns, the batch has 3/],
  ["unequal lengths", [x, ["a"]], /"k" has 1 rows, "x" has 2/],
  ["another array type", [Int32Array.of(1, 2), ["a", "b"]], /"x" is of type float64.* not Int32Array/],
  ["numbers for text values", [x, x], /"k" is of type category and takes codes/],
  ["an unlisted value", [x, ["a", "c"]], /"k", row 1: "c" is not one of its 2 values/],
  ["a code beyond the dictionary", [x, Int32Array.of(0, 2)], /"k", row 1: code 2 is not one of its 2 values/],
  ["a negative code", [x, Int32Array.of(-1, 0)], /"k", row 0: code -1/],
])("%s: refused with the column's name, and the file stays usable", (_, columns, message) => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const writer = ArrowFileWriter.create(path, two, {});
    writer.write([x, ["a", "b"]]);
    expect(() => writer.write(columns)).toThrow(message);
    writer.write([x, Uint16Array.of(1, 0)]);
    expect(writer.close().rows).toBe(4);
    expect([...readTable(path).getChild("k")!]).toEqual(["a", "b", "b", "a"]);
  });
});

test.each<[FieldType, Column, RegExp]>([
  ["bool", Uint8Array.of(0, 2), /row 1: 2 is neither 0 nor 1/],
  ["bool", Int32Array.of(1), /takes booleans/],
  ["text", Float64Array.of(1), /takes strings, not Float64Array/],
  ["int32", Uint32Array.of(1), /takes an Int32Array, not Uint32Array/],
  ["uint32", Int32Array.of(1), /takes a Uint32Array, not Int32Array/],
])("%s refuses what it cannot hold", (type, column, message) => {
  inFolder((folder) => {
    const field = { name: "c", type, unit: "", description: "" };
    const writer = ArrowFileWriter.create(join(folder, "a"), [field], {});
    expect(() => writer.write([column])).toThrow(message);
    writer.abort();
  });
});

test.each<[string, readonly Field[], RegExp]>([
  ["no field", [], /at least one field/],
  ["a name twice", [float64("x"), float64("x")], /"x" is declared twice/],
  ["a nameless field", [float64("")], /needs a name/],
  ["a category without values", [{ ...two[1]!, values: [] }], /"k" declares no values/],
  ["a value twice", [{ ...two[1]!, values: ["a", "b", "a"] }], /"k" lists "a" twice/],
  ["values on a number", [{ ...two[0]!, values: ["a"] }], /only a category has values/],
])("%s: refused before any file exists", (_, fields, message) => {
  inFolder((folder) => {
    expect(() => ArrowFileWriter.create(join(folder, "a.arrow"), fields, {})).toThrow(message);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("after close or abort nothing more is taken, and abort leaves no trace", () => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const aborted = ArrowFileWriter.create(path, two, {});
    aborted.write([x, ["a", "b"]]);
    aborted.abort();
    aborted.abort();
    expect(readdirSync(folder)).toEqual([]);
    expect(() => aborted.write([x, ["a", "b"]])).toThrow(/is closed/);
    expect(() => aborted.close()).toThrow(/already closed/);
    const closed = ArrowFileWriter.create(path, two, {});
    closed.close();
    const next = ArrowFileWriter.create(path, two, {});
    closed.abort();
    expect(readdirSync(folder)).toEqual(["a.arrow", "a.arrow.partial"]);
    next.abort();
    expect(() => closed.write([x, ["a", "b"]])).toThrow(/is closed/);
  });
});

test("a missing folder is named, with what to do", () => {
  inFolder((folder) => {
    mkdirSync(join(folder, "here"));
    const path = join(folder, "elsewhere", "a.arrow");
    expect(() => ArrowFileWriter.create(path, two, {})).toThrow(/elsewhere.*ENOENT.*the folder must exist/);
  });
});
