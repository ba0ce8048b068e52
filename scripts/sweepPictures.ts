import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { runSweep } from "../src/cli/runSweep.ts";
import { readSweepFile } from "../src/config/sweepFile.ts";
import { builtInModel } from "../src/kinds/model.ts";
import { planSweep } from "../src/sweep/plan.ts";
import { sweepFolder } from "../src/sweep/simulateSweep.ts";
import { isCurrentSweep } from "./currentSweep.ts";
import { FIGURES } from "./picture/sweepFigures.ts";
import { readSweep } from "./picture/sweepResults.ts";

// npm run sweeps                 run the example sweeps that are not up to date in results/, draw docs/sweeps/*.svg
// npm run sweeps -- <names>      only these, such as spread-and-hike
const SWEEPS = "configs/sweeps";
const PICTURES = "docs/sweeps";
const all = readdirSync(SWEEPS).filter((name) => name.endsWith(".yaml")).map((name) => basename(name, ".yaml"));
const names = process.argv.length > 2 ? process.argv.slice(2) : all;

mkdirSync(PICTURES, { recursive: true });
for (const name of names) {
  if (!all.includes(name)) throw new Error(`${SWEEPS} has no ${name}.yaml: ${all.join(", ")}`);
  if (FIGURES[name] === undefined) throw new Error(`${name} has no picture: add one to FIGURES in scripts/picture/sweepFigures.ts`);
  const file = join(SWEEPS, `${name}.yaml`);
  const plan = planSweep(readSweepFile(file), { model: builtInModel });
  const folder = sweepFolder("results", plan);
  if (!isCurrentSweep(folder, plan)) await runSweep(plan, { given: { file: resolve(file), kinds: [], set: [], until: null }, threads: availableParallelism(), backend: "wasm" });
  if (!existsSync(join(folder, "manifest.json"))) break; // interrupted
  writeFileSync(join(PICTURES, `${name}.svg`), FIGURES[name](readSweep(folder)));
}
