import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { explainToFolder } from "../src/explain/explainToFolder.ts";
import { readManifest } from "../src/arrow/manifest.ts";
import { loadRun } from "../src/run/prepare.ts";
import { isFinished, runFolder } from "../src/run/runFolder.ts";
import { simulateToFolder } from "../src/run/simulateToFolder.ts";
import { withExample } from "./pages/explainExample.ts";

// npm run explain    explain the worst path of the baseline: docs/explain/*.svg and the example in docs/explain.md;
//                    runs the baseline first unless results/ has it
const [PAGE, PICTURES] = ["docs/explain.md", "docs/explain"];
const file = "configs/baseline.yaml";
const loaded = loadRun(file);
const folder = runFolder("results", loaded);
const current = existsSync(folder) && isFinished(folder) && readManifest(folder).modelVersion === loaded.model.version;
if (!current) await simulateToFolder(loaded, { out: "results", threads: availableParallelism(), overwrite: true, given: { file: resolve(file), kinds: [], set: [] } });

const result = await explainToFolder(folder, { worst: 1 });
mkdirSync(PICTURES, { recursive: true });
for (const name of ["graph.svg", "decomposition.svg"]) copyFileSync(join(result.folder, name), join(PICTURES, name));
writeFileSync(PAGE, withExample(readFileSync(PAGE, "utf8"), result, loaded.hash));
