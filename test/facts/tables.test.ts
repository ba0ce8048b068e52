import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readTable } from "../../src/arrow/table.ts";
import { FAN_DATES } from "../../src/facts/fans.ts";
import { factFields, JUDGEMENTS } from "../../src/facts/fields.ts";
import { agrees } from "../../src/facts/measured.ts";
import { sheetOf } from "../../src/facts/sheet.ts";
import { writeSheet } from "../../src/facts/tables.ts";
import { scratchFolder } from "../cli/yenwind.ts";
import { rowsOf } from "../sweep/tinySweep.ts";
import { noisyRuns } from "./madeUp.ts";

const folder = scratchFolder();
const sheet = sheetOf(noisyRuns(9));
const files = writeSheet(folder, sheet, { name: "facts", seed: "s" });
const names = Object.keys(factFields) as (keyof typeof factFields)[];

test("three files, with as many rows as the manifest will say", () => {
  expect(files.map(({ name }) => name)).toEqual(["facts.arrow", "backtest.arrow", "fans.arrow"]);
  for (const { name, rows } of files) {
    expect(existsSync(join(folder, name))).toBe(true);
    expect(rowsOf(folder, name)).toHaveLength(rows);
  }
});

test.each(names)("%s.arrow says of every column what it is and in which unit, and of itself where it is from", (name) => {
  const { schema } = readTable(join(folder, `${name}.arrow`));
  expect(Object.fromEntries(schema.metadata)).toMatchObject({ name: "facts", seed: "s" });
  expect(schema.fields.map((field) => [field.name, field.metadata.get("unit"), field.metadata.get("description")])).toEqual(factFields[name].map((field) => [field.name, field.unit, field.description]));
  for (const { unit, description } of factFields[name]) expect([unit, description]).not.toContain("");
});

test("facts.arrow is the sheet, one row per part", () => {
  const expected = sheet.facts.flatMap(({ fact, findings, verdict }) =>
    fact.parts.map(({ name, label, unit, published, criterion }, p) => {
      const { value, low, high, span, met, distance } = findings[p];
      const judgement = met === undefined ? JUDGEMENTS[2] : met ? JUDGEMENTS[0] : JUDGEMENTS[1];
      return { fact: fact.id, title: fact.title, figure: fact.figure, kind: fact.kind, verdict, part: name, label, unit, published, value, low, high, span, criterion, judgement, distance, scenarios: fact.scenarios, rules: fact.rules.join(" ") };
    }),
  );
  expect(rowsOf(folder, "facts.arrow")).toEqual(expected);
});

test("backtest.arrow is the sheet, one row per quantity", () => {
  const expected = sheet.targets.flatMap(({ target, judged, met }) =>
    judged.map((one) => {
      const { quantity: { name, label, unit, observed, range: [least, most] }, median, q05, q10, q90, q95, percentile, distance, n } = one;
      return { target: target.id, title: target.title, met, quantity: name, label, unit, observed, least, most, median, q05, q10, q90, q95, percentile, agrees: agrees(one), distance, n, scenario: target.scenario, source: target.source };
    }),
  );
  expect(rowsOf(folder, "backtest.arrow")).toEqual(expected);
});

test("fans.arrow is the sheet, one row per variable and day; what was not observed is NaN", () => {
  const expected = sheet.fans.flatMap(({ variable, bands: { q05, q25, q50, q75, q95 }, frozen, observed }) =>
    FAN_DATES.map((date, day) => ({
      variable, day, date, q05: q05[day], q25: q25[day], q50: q50[day], q75: q75[day], q95: q95[day],
      frozen: frozen?.[day] ?? NaN, observed: observed.find((one) => one.day === day)?.value ?? NaN,
    })),
  );
  expect(rowsOf(folder, "fans.arrow")).toEqual(expected);
  expect(expected.filter(({ observed }) => Number.isNaN(observed)).length).toBeGreaterThan(0);
});
