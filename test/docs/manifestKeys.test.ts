import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { parseSweep } from "../../src/config/sweepFile.ts";
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
  return Object.entries(value).flatMap(([key, below]) => (key === "configuration" || key === "sweep" ? [key] : keys(below, `${prefix}${key}.`)));
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

test("the data dictionary names exactly the keys of the manifests of runs and sweeps, in their order", async () => {
  const [run, sweep] = [await manifestOfRun(), await manifestOfSweep()];
  expect(documented(run)).toEqual(run);
  expect(documented(sweep)).toEqual(sweep);
  expect(MANIFEST_KEYS.map(({ key }) => key).filter((key) => !run.includes(key) && !sweep.includes(key))).toEqual([]);
});
