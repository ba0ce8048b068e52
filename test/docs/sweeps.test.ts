import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readSweepFile } from "../../src/config/sweepFile.ts";
import { DESIGN_NAMES, sweepSchema, VALUE_NAMES } from "../../src/config/sweepSchema.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { sweepFields } from "../../src/sweep/fields.ts";
import { DEFAULT_METRICS } from "../../src/sweep/metrics.ts";
import { planSweep } from "../../src/sweep/plan.ts";

const manual = readFileSync("docs/sweeps.md", "utf8");
const section = (title: string) => new RegExp(`^## ${title}\\n([^]*?)(?=^## |$(?![^]))`, "m").exec(manual)![1];

/** First cells of the tables of a section: what stands in their backticks. */
const documented = (title: string) => [...section(title).matchAll(/^\| `([^`]+)`/gm)].map(([, text]) => text);
const named = (title: string) => documented(title).map((text) => /^\$?\w+/.exec(text)![0]);

/** The names of the settings in a documented `name: { a, b }`. */
const settings = (title: string, name: string) => {
  const text = documented(title).find((each) => each.startsWith(`${name}:`))!;
  return [...text.slice(name.length).matchAll(/\w+/g)].map(([word]) => word);
};

type Json = { properties?: Record<string, Json>; anyOf?: Json[]; additionalProperties?: Json };
const schema = z.toJSONSchema(sweepSchema, { io: "input", unrepresentable: "any" }) as Json;

test("the table of keys has every key of a sweep file, and no other", () => {
  expect(named("The file").sort()).toEqual(Object.keys(schema.properties!).sort());
});

test("the table of designs has every design with every setting, and no other", () => {
  expect(named("Designs").sort()).toEqual([...DESIGN_NAMES].sort());
  const designs = schema.properties!.design.anyOf!.flatMap(({ properties }) => Object.entries(properties ?? {}));
  const withSettings = designs.filter(([, { properties }]) => properties !== undefined);
  expect(withSettings.length).toBe(4);
  for (const [name, { properties }] of withSettings) expect(settings("Designs", name).sort(), name).toEqual(Object.keys(properties!).sort());
});

test("the table of values has every kind of values with every setting, and the text the other keys of a parameter", () => {
  expect(named("Values and laws").sort()).toEqual([...VALUE_NAMES].sort());
  const { properties } = schema.properties!.parameters.additionalProperties!;
  for (const [name, { properties: own }] of Object.entries(properties!)) {
    if (!VALUE_NAMES.some((each) => each === name)) expect(section("Values and laws")).toContain(`\`${name}\``);
    if (own !== undefined) expect(settings("Values and laws", name).sort(), name).toEqual(Object.keys(own).sort());
  }
});

test("every result file and every index is spoken of", () => {
  const fields = sweepFields({ parameters: [], metrics: [], statistics: [] });
  expect(documented("Result files").filter((name) => name.endsWith(".arrow")).sort()).toEqual(Object.keys(fields).map((name) => `${name}.arrow`).sort());
  const indices = fields.sensitivity.find(({ name }) => name === "index") as { values?: readonly string[] };
  for (const index of indices.values!) expect(section("Sensitivity")).toContain(`\`${index}\``);
});

test("there are as many metrics by default as the table says", () => {
  expect(manual).toContain("Without it, eleven that");
  expect(DEFAULT_METRICS).toHaveLength(11);
});

test("the coverage of stopping is the one in its source", () => {
  const source = readFileSync("src/statistics/stopping.ts", "utf8");
  const rows = [...section("Precision").matchAll(/^\| `(\w+)` \|(.*)\|$/gm)];
  expect(rows).toHaveLength(6);
  for (const [, name, cells] of rows) {
    const numbers = cells.split("|").map((cell) => cell.trim());
    expect(source, name).toMatch(new RegExp(`\\* +${name} +${numbers.join(" +").replaceAll(".", "\\.")}\n`));
  }
});

describe("the first sweep", () => {
  const [text] = [...manual.matchAll(/^```yaml\n([^]*?)^```/gm)].map((match) => match[1]);

  test("has five lines, and plans", () => {
    expect(text.trim().split("\n")).toHaveLength(5);
    const folder = mkdtempSync(join(tmpdir(), "yenwind-manual-"));
    try {
      const file = join(folder, "first.yaml");
      writeFileSync(file, text.replace("configs/smoke.yaml", resolve("configs/smoke.yaml")));
      const { points, reference } = planSweep(readSweepFile(file), { model: builtInModel });
      expect(points).toHaveLength(9);
      expect(reference?.index).toBe(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
