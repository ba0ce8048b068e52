import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { docComment } from "../../scripts/pages/docComment.ts";
import { ruleCard } from "../../scripts/pages/ruleCards.ts";
import { ruleSections } from "../../scripts/pages/ruleSections.ts";

const numbers = Array.from({ length: 27 }, (_, i) => i + 1);
const files = readdirSync("src/model/rules");
const page = readFileSync("docs/model.md", "utf8");

test.each(numbers)("R%d has a file, a section in docs/model.md, and its equation there", (number) => {
  const own = files.filter((file) => file.startsWith(`r${String(number).padStart(2, "0")}-`));
  expect(own).not.toEqual([]);
  const start = page.indexOf(`<a id="r${number}"></a>`);
  const section = page.slice(start, page.indexOf("<a id=", start + 1));
  expect(start).toBeGreaterThan(0);
  for (const file of own) {
    const source = readFileSync(`src/model/rules/${file}`, "utf8");
    const [equation] = /^ \* {3}\S.*$/m.exec(source) ?? [];
    expect(equation, `${file} states no equation`).toBeDefined();
    expect(section).toContain(`\n${equation!.slice(5)}\n`);
    expect(section).toContain(file);
  }
});

const source = `
/**
 * R9 — Margin call: what to sell.
 *
 *   k = 1 − E/M
 *
 *   E  equity   [USD bn]
 *      of the fund
 *
 * Exact before
 * impact. Source: a book.
 */
export function marginCall(E: number): number {}
`;

test("a card holds title, gloss, the columns of equation and symbols, and the prose", () => {
  const card = ruleCard("src/model/rules/r09-margin-call.ts", source, new Map([["a.ts", 'from "../rules/r09-margin-call.ts"']]));
  expect(card).toEqual({
    number: 9,
    numbers: [9],
    title: "Margin call",
    gloss: "what to sell",
    name: "marginCall",
    file: "src/model/rules/r09-margin-call.ts",
    callers: ["a.ts"],
    blocks: [
      { kind: "preformatted", text: "k = 1 − E/M\n\nE  equity   [USD bn]\n   of the fund" },
      { kind: "prose", text: "Exact before impact. Source: a book." },
    ],
  });
});

test("a rule whose comment names another number, or none, is refused", () => {
  expect(() => ruleCard("src/model/rules/r10-margin-call.ts", source)).toThrow(/does not begin with "R10 — title"/);
  const bare = source.replace(/\/\*\*[^]*\*\//, "");
  expect(() => ruleCard("src/model/rules/r09-margin-call.ts", bare)).toThrow("marginCall has no documentation comment");
});

test("a comment belongs to the declaration right below it", () => {
  const two = `/** First. */\nconst a = 1;\n/** Second. */\nexport const b = 2;`;
  expect(docComment(two, "b")).toEqual([{ kind: "prose", text: "Second." }]);
  expect(() => docComment(`/** First. */\nconst a = 1;\nexport const b = 2;`, "b")).toThrow("b has no documentation comment");
});

test("a number without a file is refused", () => {
  expect(() => ruleSections([])).toThrow("R1 has no file");
});
