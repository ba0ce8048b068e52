import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { planCalibration } from "../../src/calibration/plan.ts";
import { simulateCalibration } from "../../src/calibration/simulateCalibration.ts";
import { parseCalibration } from "../../src/config/calibrationFile.ts";
import { parseSweep } from "../../src/config/sweepFile.ts";
import { planFacts, simulateFacts } from "../../src/facts/simulateFacts.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { planSweep } from "../../src/sweep/plan.ts";
import { simulateSweep } from "../../src/sweep/simulateSweep.ts";
import { MANIFEST_KEYS } from "../../scripts/pages/manifestKeys.ts";

/** Dotted keys of plain data; those of the configuration are documented elsewhere. */
function keys(value: unknown, prefix = ""): string[] {
  if (Array.isArray(value)) return keys(value[0], `${prefix.slice(0, -1)}[].`);
  if (typeof value !== "object" || value === null) return [prefix.slice(0, -1)];
  return Object.entries(value).flatMap(([key, below]) => (["configuration", "sweep", "calibration"].includes(key) ? [key] : keys(below, `${prefix}${key}.`)));
}

const few = KINDS.map(({ name }) => `agents.${name}.count=1`);

let out: string;
beforeAll(() => void (out = mkdtempSync(join(tmpdir(), "yenwind-manifest-"))));
afterAll(() => rmSync(out, { recursive: true }));

/** The documented keys that a manifest has, in the documented order. */
const documented = (present: readonly string[]) => MANIFEST_KEYS.map(({ key }) => key).filter((key) => present.includes(key));

async function manifestOfRun(): Promise<string[]> {
  const loaded = completeRun({ name: "tiny", calendar: { days: 1 }, run: { paths: 1 } }, few);
  const { folder } = await simulateToFolder(loaded, { out, threads: 0, until: "mean(usdjpy.end) within 1%" });
  return keys(readManifest(folder));
}

async function manifestOfSweep(): Promise<string[]> {
  const base = join(import.meta.dirname, "../../configs/smoke.yaml");
  const file = parseSweep(`{ base: ${base}, design: grid, parameters: { depth: { path: markets.fx.depth, values: [2000] } } }`, join(out, "sweep.yaml"));
  const plan = planSweep(file, { model: builtInModel, set: [...few, "run.paths=1"] });
  const { folder } = await simulateSweep(plan, { folder: join(out, "sweep"), threads: 0, given: { file: "", kinds: [], set: [], until: null } });
  return keys(readManifest(folder));
}

async function manifestOfCalibration(): Promise<string[]> {
  const base = join(import.meta.dirname, "../../configs/smoke.yaml");
  const target = "{ name: end, metric: usdjpy.end, observed: 160, tolerance: 5 }";
  const file = parseCalibration(`{ base: ${base}, targets: [${target}], parameters: { depth: { path: markets.fx.depth, uniform: { low: 1000, high: 2000 } } }, waves: { count: 1, points: 4 } }`, join(out, "calibration.yaml"));
  const catalogue = { targets: [], open: () => Promise.reject(new Error("no named targets")) };
  const plan = planCalibration(file, { model: builtInModel, catalogue, set: [...few, "run.paths=2"] });
  const { folder } = await simulateCalibration(plan, { folder: join(out, "calibration"), threads: 0, catalogue, given: { file: "", kinds: [], set: [], waves: null } });
  return keys(readManifest(folder));
}

async function manifestOfFacts(): Promise<string[]> {
  const plan = planFacts({ model: builtInModel, configs: join(import.meta.dirname, "../../configs"), set: few, effort: 0.001, seeds: 1, seed: undefined });
  return keys(readManifest((await simulateFacts(plan, { out, overwrite: false, threads: 0 })).folder));
}

test("the data dictionary names exactly the keys of the manifests of runs, sweeps, calibrations and the fact sheet, in their order", async () => {
  const manifests = [await manifestOfRun(), await manifestOfSweep(), await manifestOfCalibration(), await manifestOfFacts()];
  for (const manifest of manifests) expect(documented(manifest)).toEqual(manifest);
  expect(MANIFEST_KEYS.map(({ key }) => key).filter((key) => !manifests.some((manifest) => manifest.includes(key)))).toEqual([]);
});
