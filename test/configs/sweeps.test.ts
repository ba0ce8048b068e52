import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readSweepFile } from "../../src/config/sweepFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { planSweep } from "../../src/sweep/plan.ts";
import { simulateSweep } from "../../src/sweep/simulateSweep.ts";
import { pathOf } from "./files.ts";

const out = mkdtempSync(join(tmpdir(), "yenwind-sweeps-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Few agents and few days, wherever the file starts from. */
const SMALL = ["run.paths=2", ...["hedge_fund", "trend_follower", "retail_trader", "life_insurer", "pension_fund", "investment_trust", "bank"].map((kind) => `agents.${kind}.count=3`)];
const SWEEPS = readdirSync(pathOf("sweeps")).filter((name) => name.endsWith(".yaml"));

test.each(SWEEPS)("%s can be run as it is, and is named after its file", (name) => {
  const plan = planSweep(readSweepFile(pathOf(`sweeps/${name}`)), { model: builtInModel });
  expect(plan.file.name).toBe(name.replace(".yaml", ""));
  expect(plan.points.length).toBeGreaterThan(1);
  expect(new Set(plan.points.map(({ id }) => id)).size).toBeGreaterThan(1);
});

test.each(SWEEPS)("every point of %s runs with few agents and two paths", async (name) => {
  const folder = join(out, name);
  const plan = planSweep(readSweepFile(pathOf(`sweeps/${name}`)), { model: builtInModel, set: SMALL });
  const { complete, state } = await simulateSweep(plan, { folder, given: { file: plan.file.file, kinds: [], set: SMALL, until: null }, threads: 0 });
  expect({ complete, failed: state.failed }).toEqual({ complete: true, failed: 0 });
  expect(readManifest(folder).counts.points).toBe(plan.points.length);
});
