import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pl from "nodejs-polars";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { hasModule, type PythonContents, readWith } from "./python.ts";
import { contents, type FileContents, FILES, tiny, writeTinyRun } from "./tinyRun.ts";

let out: string;
let folder: string;
let expected: Record<string, FileContents>;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "yenwind-readers-"));
  folder = await writeTinyRun(out);
  expected = Object.fromEntries(FILES.map((name) => [name, contents(folder, name)]));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** NaN as the Python script prints it. */
const printable = (columns: FileContents["columns"]) => columns.map((values) => values.map((value) => (Number.isNaN(value) ? "NaN" : value)));

/** Names of the columns that hold categories. */
const categories = ({ fields }: FileContents) => fields.filter(({ dictionary }) => dictionary !== null).map(({ name }) => name);

describe("apache-arrow", () => {
  test("a run folder holds its files and the manifest", () => {
    expect(readdirSync(folder).sort()).toEqual([...FILES, "manifest.json"].sort());
  });

  test.each(FILES)("%s says which run it belongs to", (name) => {
    const { modelVersion } = readManifest(folder);
    expect(expected[name]!.metadata).toEqual({ name: "tiny", configuration_hash: tiny.hash, model_version: modelVersion, seed: "円 and é" });
  });

  test.each(FILES)("every column of %s has a unit, a description and a value in every row", (name) => {
    const { fields, columns } = expected[name]!;
    const { rows } = readManifest(folder).files.find((file) => file.name === name)!;
    expect(rows).toBeGreaterThan(0);
    expect(columns.map((values) => values.length)).toEqual(fields.map(() => rows));
    expect(fields.filter(({ unit, description }) => unit === "" || description === "").map((field) => field.name)).toEqual([]);
    expect(columns.flat().filter((value) => value === null || value === undefined)).toEqual([]);
  });
});

describe("polars for Node", () => {
  test.each(FILES)("reads %s to the bit", (name) => {
    const { fields, columns } = expected[name]!;
    const path = join(folder, name);
    for (const frame of [pl.scanIPC(path).collectSync(), pl.readIPC(readFileSync(path))]) {
      expect(frame.columns).toEqual(fields.map((field) => field.name));
      fields.forEach(({ name: column, dictionary }, c) => {
        const series = frame.getColumn(column);
        expect((dictionary ? series.cast(pl.Utf8) : series).toArray(), column).toEqual(columns[c]);
      });
    }
  });
});

const hasPyarrow = hasModule("pyarrow");
const hasPolars = hasModule("polars");
const hasPandas = hasPyarrow && hasModule("pandas");
const missing = Object.entries({ pyarrow: hasPyarrow, polars: hasPolars, pandas: hasPandas }).filter(([, has]) => !has);
if (missing.length > 0) {
  const names = missing.map(([name]) => name).join(", ");
  console.log(`Python with ${names} not found (YENWIND_PYTHON or .venv/bin/python): skipped`);
}

/** Arrow's names for the types of our columns, as pyarrow spells them. */
const PYARROW_TYPES: Record<string, string> = { Float64: "double", Int32: "int32", Uint32: "uint32" };
const DICTIONARY = "dictionary<values=string, indices=int32, ordered=0>";

describe.skipIf(!hasPyarrow)("pyarrow", () => {
  let found: Record<string, PythonContents>;
  beforeAll(() => {
    found = readWith("pyarrow", folder);
  });

  test.each(FILES)("validates %s and reads the same values, dictionaries and metadata", (name) => {
    const { metadata, fields, columns } = expected[name]!;
    expect(found[name]!.metadata).toEqual(metadata);
    expect(found[name]!.fields).toEqual(
      fields.map((field) => ({ ...field, type: field.dictionary ? DICTIONARY : PYARROW_TYPES[field.type], nullable: false })),
    );
    expect(found[name]!.columns).toEqual(printable(columns));
  });
});

for (const [reader, has] of [["polars", hasPolars], ["pandas", hasPandas]] as const) {
  describe.skipIf(!has)(`Python ${reader}`, () => {
    let found: Record<string, PythonContents>;
    beforeAll(() => {
      found = readWith(reader, folder);
    });

    test.each(FILES)("reads the same columns, categories and values from %s", (name) => {
      const { fields, columns } = expected[name]!;
      expect(found[name]!.names).toEqual(fields.map((field) => field.name));
      expect(found[name]!.categories).toEqual(categories(expected[name]!));
      expect(found[name]!.columns).toEqual(printable(columns));
    });
  });
}
