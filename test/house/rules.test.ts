import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, readSource, root } from "./sources.ts";

const RULES = Array.from({ length: 27 }, (_, i) => i + 1);

const ruleFiles = filesBelow("src/model/rules").map((path) => ({
  path,
  rule: Number(/\/r(\d\d)-[a-z0-9-]+\.ts$/.exec(path)?.[1]),
  text: readSource(path).text,
}));

/** The rule numbers that the first docstring of a file starts with: "R2 — …", "R24, R25 — …". */
function tags(text: string): number[] {
  const headline = /\/\*\*[\s*]*(.*)/.exec(text)?.[1] ?? "";
  const list = /^(R\d+(?:, R\d+)*) — \S/.exec(headline)?.[1] ?? "";
  return [...list.matchAll(/R(\d+)/g)].map((match) => Number(match[1]));
}

test("every file of src/model/rules carries a rule's number in its name", () => {
  expect(ruleFiles.filter(({ rule }) => !RULES.includes(rule)).map(({ path }) => path)).toEqual([]);
});

test("every rule, R1 to R27, has a file", () => {
  expect(RULES.filter((rule) => !ruleFiles.some((file) => file.rule === rule))).toEqual([]);
});

test("every rule file starts its docstring with its tag", () => {
  expect(ruleFiles.filter(({ rule, text }) => !tags(text).includes(rule)).map(({ path }) => path)).toEqual([]);
});

test("every rule file exports one function", () => {
  const functions = (text: string) => [...text.matchAll(/^export (?:function|const|class|let) \w+/gm)].map(([start]) => start);
  const other = ruleFiles.filter(({ text }) => functions(text).filter((start) => start.includes("function")).length !== 1);
  expect(other.map(({ path, text }) => `${path}: ${functions(text).join(", ")}`)).toEqual([]);
});

test("every rule, R1 to R27, is spoken of in a test", () => {
  const tests = filesBelow("test", ".test.ts").filter((path) => !path.startsWith("test/house/"));
  const texts = tests.map((path) => readFileSync(join(root, path), "utf8"));
  expect(RULES.filter((rule) => !texts.some((text) => new RegExp(`\\bR${rule}\\b`).test(text)))).toEqual([]);
});

test("the check of tags sees what it looks for", () => {
  expect(tags("/**\n * R24, R25 — Surprise.\n */")).toEqual([24, 25]);
  expect(tags("import x;\n/** R5 — Price impact. */")).toEqual([5]);
  expect(tags("/**\n * Price impact (R5).\n */")).toEqual([]);
});
