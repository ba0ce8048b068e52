import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { everyType, expectedRow, identity, inFolder, writeEveryType } from "./everyType.ts";
import { runCommand } from "./runScript.ts";

const root = join(import.meta.dirname, "../..");
const candidates = [process.env.YENWIND_PYTHON, join(root, ".venv/bin/python")];
const python = candidates.find((path) => path !== undefined && existsSync(path));
const hasPyarrow = python !== undefined && runCommand(python, ["-c", "import pyarrow"]).status === 0;
if (!hasPyarrow) console.log("pyarrow not found (YENWIND_PYTHON or .venv/bin/python): its tests are skipped");

const dictionary = "dictionary<values=string, indices=int32, ordered=0>";
const arrowTypes = ["uint32", "string", dictionary, "bool", "int32", dictionary, "double"];

test.skipIf(!hasPyarrow).each([[[3, 70, 1]], [[]]])("pyarrow validates and reads batches of %j rows", (batches) => {
  inFolder((folder) => {
    const path = join(folder, "a.arrow");
    const { rows } = writeEveryType(path, batches);
    const { status, stdout, stderr } = runCommand(python!, [join(import.meta.dirname, "readBack.py"), path]);
    expect(status, stderr).toBe(0);
    const found = JSON.parse(stdout);
    expect(found.types).toEqual(arrowTypes);
    expect(found.nullable).toEqual(everyType.map(() => false));
    expect(found.fields).toEqual(everyType.map(({ unit, description }) => ({ unit, description })));
    expect(found.metadata).toEqual(identity);
    if (rows > 0) expect(found.dictionaries).toEqual(everyType.map(({ values }) => values ?? null));
    const expected = Array.from({ length: rows }, (_, i) => expectedRow(i));
    expect(found.rows).toEqual(expected.map((row) => (Number.isNaN(row.sold) ? { ...row, sold: "NaN" } : row)));
    expect(found.polars).not.toBe(false);
  });
});
