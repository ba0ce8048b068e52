import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { MODEL_VERSION } from "../../src/model/version.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { dictionaryPage } from "../../scripts/pages/dictionaryPage.ts";
import { withTables } from "../../scripts/pages/extendingTables.ts";
import { modelPage } from "../../scripts/pages/modelPage.ts";

const read = (file: string) => readFileSync(file, "utf8");

/** `Error` with the remedy instead of a diff of a thousand lines. */
function expectCurrent(file: string, page: string): void {
  if (read(file) !== page) throw new Error(`${file} is not what the code says: run npm run docs`);
}

test("docs/model.md is what the code says", () => {
  expectCurrent("docs/model.md", modelPage("."));
});

test("docs/data-dictionary.md is what the code says", () => {
  expectCurrent("docs/data-dictionary.md", dictionaryPage());
});

test("the tables of docs/extending.md are what the code says", () => {
  const page = read("docs/extending.md");
  expectCurrent("docs/extending.md", withTables(page, "."));
  expect(page).toContain("| `ust_yield` | US Treasury yield, % a year |");
  expect(page).toContain("| `deleveraging(target, equity, assets, band)` | [R10](model.md#r10) |");
});

test.each(["docs/baseline.svg", "README.md"])("%s shows a run of the present baseline and model", (file) => {
  const { hash } = loadRun("configs/baseline.yaml");
  const remedy = "npm start, then npm run docs -- --run results/baseline-<hash>";
  const shown = /configuration ([0-9a-f]{8,64}), model version (\S+?)(?=\s|<)/.exec(read(file));
  if (!shown) throw new Error(`${file} names no run: ${remedy}`);
  if (!hash.startsWith(shown[1])) throw new Error(`${file} shows configuration ${shown[1]}, the baseline is ${hash}: ${remedy}`);
  expect(shown[2]).toBe(MODEL_VERSION);
});
