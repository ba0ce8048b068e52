import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, readSource, root } from "./sources.ts";

const RULES = Array.from({ length: 27 }, (_, i) => i + 1);
const ruleFiles = filesBelow("src/model/rules").map((path) => ({ path, number: Number(/\/r(\d\d)-[a-z0-9-]+\.ts$/.exec(path)?.[1]) }));
const tests = filesBelow("test", ".test.ts").filter((path) => !path.startsWith("test/house/"));
const testTexts = tests.map((path) => readFileSync(join(root, path), "utf8"));

/** The first docstring of a file, its first line. */
function headline(text: string): string {
  return /\/\*\*\s*\n?\s*\*?\s*([^\n]*)/.exec(text)?.[1]?.replace(/\s*\*\/$/, "") ?? "";
}

/** The rule numbers at the start of a docstring: "R2 — …", "R24, R25 — …". */
function tags(docstring: string): number[] {
  const numbers = /^(R\d+(?:, R\d+)*) — \S/.exec(docstring)?.[1] ?? "";
  return [...numbers.matchAll(/R(\d+)/g)].map((match) => Number(match[1]));
}

test("every file of src/model/rules carries its rule's number in its name", () => {
  expect(ruleFiles.filter(({ number }) => !RULES.includes(number)).map(({ path }) => path)).toEqual([]);
});

test.each(RULES)("R%i has a rule file", (rule) => {
  expect(ruleFiles.filter(({ number }) => number === rule)).not.toEqual([]);
});

test.each(ruleFiles)("$path starts its docstring with its tag", ({ path, number }) => {
  expect(tags(headline(readSource(path).text))).toContain(number);
});

test.each(ruleFiles)("$path is one function, named like the file", ({ path }) => {
  const exported = [...readSource(path).text.matchAll(/^export (?:async )?(\w+) (\w+)/gm)].map(([, what, name]) => `${what} ${name}`);
  const name = basename(path, ".ts").replace(/^r\d\d-/, "").replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  expect(exported.filter((each) => each.startsWith("function"))).toHaveLength(1);
  expect(exported.map((each) => each.toLowerCase())).toContainEqual(expect.stringContaining(name.toLowerCase()));
});

test.each(RULES)("a test speaks of R%i", (rule) => {
  expect(testTexts.some((text) => new RegExp(`\\bR${rule}\\b`).test(text))).toBe(true);
});

test("the check of tags sees what it looks for", () => {
  expect(tags(headline("/**\n * R24, R25 — Surprise.\n */"))).toEqual([24, 25]);
  expect(tags(headline("/** R5 — Price impact. */"))).toEqual([5]);
  expect(tags(headline("/**\n * Price impact (R5).\n */"))).toEqual([]);
});
