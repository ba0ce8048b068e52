import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";

const folders = [".", "docs", "results", "configs", "benchmarks", "benchmarks/peers", "test", "scripts", "notebooks"];
const pages = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith(".md") && !path.endsWith(".template.md"));

const withoutCode = (text: string) => text.replaceAll(/^```[^]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "");

/** Where a link can land: explicit ids, and headings as GitHub names them. */
function anchors(text: string): Set<string> {
  const ids = [...text.matchAll(/<a id="([^"]+)">/g)].map((match) => match[1]);
  const seen = new Map<string, number>();
  const headings = [...text.replaceAll(/^```[^]*?^```/gm, "").matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) => {
    const slug = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  return new Set([...ids, ...headings]);
}

/** Links of a page that lead nowhere inside the project. */
function deadLinks(page: string, text: string, read = (path: string) => readFileSync(path, "utf8")): string[] {
  const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path, anchor] = target.split("#");
    const file = path === "" ? page : normalize(join(dirname(page), path));
    if (path !== "" && !existsSync(file)) return true;
    return anchor !== undefined && !anchors(path === "" ? text : read(file)).has(anchor);
  });
}

test("there are pages to check", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "CONTRIBUTING.md", "docs/model.md", "docs/data-dictionary.md", "docs/architecture.md"]));
});

test.each(pages)("every internal link of %s leads somewhere", (page) => {
  expect(deadLinks(page, readFileSync(page, "utf8"))).toEqual([]);
});

test("a dead file, a dead anchor and a dead id are found; live ones and code are not", () => {
  const text = '# One two\n\n## One two\n\n<a id="r9"></a>\n[a](#one-two) [b](#one-two-1) [c](#r9) `[d](no.md)`\n[e](no.md) [f](#three) [g](../package.json)';
  expect(deadLinks("docs/x.md", text)).toEqual(["no.md", "#three"]);
});
