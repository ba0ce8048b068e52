import { renameSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { readSweepFile } from "../src/config/sweepFile.ts";
import { builtInModel } from "../src/kinds/model.ts";
import { loadRun } from "../src/run/prepare.ts";
import { simulateToFolder } from "../src/run/simulateToFolder.ts";
import { planSweep } from "../src/sweep/plan.ts";
import { simulateSweep } from "../src/sweep/simulateSweep.ts";
import { grouped } from "../src/cli/numbers.ts";

// npm run sample     simulate configs/sample/*.yaml anew: results/sample/hike, no-hike and sweep
const CONFIGS = "configs/sample";
const SAMPLE = "results/sample";
const threads = availableParallelism();

rmSync(SAMPLE, { recursive: true, force: true });
for (const name of ["hike", "no-hike"]) {
  const folder = join(SAMPLE, name); // without a hash, so that notebooks find it whatever the configuration
  const { folder: written, paths } = await simulateToFolder(loadRun(join(CONFIGS, `${name}.yaml`)), { out: SAMPLE, threads });
  renameSync(written, folder);
  console.log(`${folder}: ${grouped(paths)} paths`);
}

const file = join(CONFIGS, "sweep.yaml");
const folder = join(SAMPLE, "sweep");
const plan = planSweep(readSweepFile(file), { model: builtInModel });
const { paths, state } = await simulateSweep(plan, { folder, threads, given: { file, kinds: [], set: [], until: null } });
// What only a sweep that goes on needs.
for (const name of ["journal.jsonl", "units.bin", "sweep.json"]) rmSync(join(folder, name));
console.log(`${folder}: ${grouped(state.done)} points, ${grouped(paths)} paths in all`);
