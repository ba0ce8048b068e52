import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { dictionaryPage } from "./pages/dictionaryPage.ts";
import { withTables } from "./pages/extendingTables.ts";
import { modelPage } from "./pages/modelPage.ts";
import { withResult } from "./pages/resultBlock.ts";
import { picture } from "./picture/picture.ts";

// npm run docs                      docs/model.md, docs/data-dictionary.md and the tables of docs/extending.md from the code
// npm run docs -- --run <folder>    also docs/baseline.svg and the result in README.md from a run
const { run } = parseArgs({ options: { run: { type: "string" } } }).values;

writeFileSync("docs/model.md", modelPage("."));
writeFileSync("docs/data-dictionary.md", dictionaryPage());
writeFileSync("docs/extending.md", withTables(readFileSync("docs/extending.md", "utf8"), "."));
if (run !== undefined) {
  writeFileSync("docs/baseline.svg", picture(run));
  writeFileSync("README.md", withResult(readFileSync("README.md", "utf8"), run));
}
