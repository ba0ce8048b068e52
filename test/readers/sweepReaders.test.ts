import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pl from "nodejs-polars";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { planOf, simulateTiny } from "../sweep/tinySweep.ts";
import { hasModule, python, type PythonContents, readWith } from "./python.ts";
import { contents, type FileContents } from "./tinyRun.ts";

const FILES = ["contrasts.arrow", "paths.arrow", "points.arrow", "sensitivity.arrow", "summary.arrow", "worst.arrow"];

let out: string;
let folder: string;
let expected: Record<string, FileContents>;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "yenwind-sweep-readers-"));
  folder = join(out, "sweep");
  // Numbers and texts as parameters, and a reference outside the design: every file has rows.
  const plan = planOf(out, `
base: tiny.yaml
design: { saltelli: { base: 2, second_order: true } }
reference: { depth: 2000, shocks: stochastic_volatility }
parameters:
  depth: { path: markets.fx.depth, loguniform: { low: 1000, high: 4000 } }
  shocks: { path: shocks.model, values: [stochastic_volatility, kou] }
metrics: [usdjpy.end, all.us_equity.forced.worst3d]
statistics: [mean, es95]
`, { set: ["run.seed=円 and é"] });
  await simulateTiny(plan, folder, { backEnd: "js" });
  expected = Object.fromEntries(FILES.map((name) => [name, contents(folder, name)]));
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

const printable = (columns: FileContents["columns"]) => columns.map((values) => values.map((value) => (Number.isNaN(value) ? "NaN" : value)));
const categories = ({ fields }: FileContents) => fields.filter(({ dictionary }) => dictionary !== null).map(({ name }) => name);

describe("apache-arrow", () => {
  test("a sweep has its six files, each with rows and the identity of the sweep", () => {
    expect(readManifest(folder).files.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual(FILES);
    const { configurationHash, modelVersion } = readManifest(folder);
    for (const name of FILES) {
      expect(expected[name].columns[0].length).toBeGreaterThan(0);
      expect(expected[name].metadata).toEqual({ name: "tiny-sweep", configuration_hash: configurationHash, model_version: modelVersion, seed: "円 and é" });
      expect(expected[name].fields.filter(({ unit, description }) => unit === "" || description === "")).toEqual([]);
    }
  });
});

describe("polars for Node", () => {
  test.each(FILES)("reads %s to the bit", (name) => {
    const { fields, columns } = expected[name];
    const frame = pl.scanIPC(join(folder, name)).collectSync();
    expect(frame.columns).toEqual(fields.map((field) => field.name));
    fields.forEach(({ name: column, dictionary }, c) => {
      const series = frame.getColumn(column);
      expect((dictionary ? series.cast(pl.Utf8) : series).toArray(), column).toEqual(columns[c]);
    });
  });
});

const hasPandas = hasModule("pyarrow") && hasModule("pandas");
const readers = [["pyarrow", hasModule("pyarrow")], ["polars", hasModule("polars")], ["pandas", hasPandas]] as const;

for (const [reader, has] of readers) {
  describe.skipIf(!has)(`Python ${reader}`, () => {
    let found: Record<string, PythonContents>;
    beforeAll(() => {
      found = readWith(reader, folder);
    });

    test.each(FILES)("reads the same values from %s", (name) => {
      expect(found[name].columns).toEqual(printable(expected[name].columns));
      if (reader === "pyarrow") return;
      expect(found[name].names).toEqual(expected[name].fields.map((field) => field.name));
      expect(found[name].categories).toEqual(categories(expected[name]));
    });
  });
}

test.skipIf(!hasPandas)("one line of pandas makes a table of points by statistic", () => {
  const line = `pandas.read_feather("${join(folder, "summary.arrow")}").query("metric == 'usdjpy.end'").pivot_table("value", ["point", "depth", "shocks"], "statistic", observed=True)`;
  const shape = execFileSync(python!, ["-c", `import pandas; print(${line}.shape)`], { encoding: "utf8" });
  const { columns } = expected["points.arrow"];
  expect(shape.trim()).toBe(`(${columns[0].length}, 2)`);
});
