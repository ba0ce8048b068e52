import { expect, test } from "vitest";
import { parse } from "yaml";
import { baselineText } from "../../scripts/baseline.ts";
import { fileTree } from "../../src/config/configuration.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { isParameter, type ParameterTree } from "../../src/model/parameter.ts";
import { completeRun, loadRun } from "../../src/run/prepare.ts";
import { pathOf, textOf } from "./files.ts";

/** Dotted paths of every declared parameter. */
function declared(tree: ParameterTree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([name, node]) =>
    isParameter(node) ? [`${prefix}${name}`] : declared(node, `${prefix}${name}.`),
  );
}

function given(root: unknown, path: string): boolean {
  let value = root;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}

test("baseline.yaml is current: writing it again gives the same bytes", () => {
  expect(textOf("baseline.yaml")).toBe(baselineText());
});

test("baseline.yaml states every declared parameter, and each below a comment with its source", () => {
  const text = textOf("baseline.yaml");
  const values: unknown = parse(text);
  const paths = declared(fileTree(builtInModel.parameters));
  expect(paths.filter((path) => !given(values, path))).toEqual([]);
  expect(text.match(/Source:/g)!.length).toBeGreaterThanOrEqual(paths.length);
});

test("baseline.yaml holds the declared defaults", () => {
  const { configuration } = loadRun(pathOf("baseline.yaml"));
  const { name, description, run } = configuration;
  expect(configuration).toEqual(completeRun({ name, description, run: { ...run } }).configuration);
});
