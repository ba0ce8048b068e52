import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { isCurrentSweep } from "../../scripts/currentSweep.ts";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readSweepFile } from "../../src/config/sweepFile.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { compareRuns } from "../../src/run/compare.ts";
import { loadRun, type RunConfiguration } from "../../src/run/prepare.ts";
import { verifyRun } from "../../src/run/verify.ts";
import { planSweep } from "../../src/sweep/plan.ts";
import { verifySweep } from "../../src/sweep/verifySweep.ts";

const RUNS = ["hike", "no-hike"];
const folderOf = (name: string) => join("results/sample", name);
const load = (name: string) => loadRun(join("configs/sample", `${name}.yaml`));
const RENEW = "npm run sample, then npm run notebooks";
/** MB that a checkout may cost, compressed as Git does. */
const MOST_MB = 3;

const identity = ({ configurationHash, modelVersion }: { configurationHash: string; modelVersion: string }) => `configuration ${configurationHash}, model version ${modelVersion}`;

describe.each(RUNS)("results/sample/%s", (name) => {
  test("is what its configuration gives now", () => {
    const { hash, model } = load(name);
    expect(identity(readManifest(folderOf(name))), RENEW).toBe(identity({ configurationHash: hash, modelVersion: model.version }));
  });

  test("is verified: digests of all files, and paths recomputed bit for bit", async () => {
    const { recomputed, fileDifferences, differing, columns } = await verifyRun(folderOf(name), { threads: 0, sample: 4, seed: "sample" });
    expect({ paths: recomputed.length, fileDifferences, differing }, RENEW).toEqual({ paths: 4, fileDifferences: [], differing: 0 });
    expect(columns).toBeGreaterThan(100);
  });
});

describe("results/sample/sweep", () => {
  const plan = planSweep(readSweepFile("configs/sample/sweep.yaml"), { model: builtInModel });

  test("is what its file gives now", () => {
    expect(isCurrentSweep(folderOf("sweep"), plan), RENEW).toBe(true);
  });

  test("is verified: digests of all files, and paths recomputed bit for bit", async () => {
    const { recomputed, fileDifferences, differing } = await verifySweep(folderOf("sweep"), { threads: 0, sample: 6, seed: "sample" });
    expect({ paths: recomputed.length, fileDifferences, differing }, RENEW).toEqual({ paths: 6, fileDifferences: [], differing: 0 });
  });

  test("is a grid of two parameters: a heat map", () => {
    const { declaration } = plan.file;
    expect(declaration.design).toBe("grid");
    const values = Object.values(declaration.parameters).map((parameter) => (parameter as { values: unknown[] }).values.length);
    expect(values).toHaveLength(2);
    expect(plan.points).toHaveLength(values[0] * values[1]);
  });
});

test("the twins of the sample differ by the hike alone, and it matters", () => {
  const [hike, twin] = RUNS.map((name) => load(name).configuration as unknown as RunConfiguration);
  const removed = hike.events.filter(({ policy }) => policy !== undefined);
  expect(removed).toHaveLength(1);
  const without = ({ name: _name, description: _description, ...rest }: RunConfiguration) => rest;
  expect(without(twin)).toEqual({ ...without(hike), events: hike.events.filter((event) => event !== removed[0]) });
  const [{ difference }] = compareRuns(folderOf("no-hike"), folderOf("hike"), ["usdjpy.end"]).columns;
  expect(difference.ciHigh).toBeLessThan(0);
});

test("the sample holds the files of its manifests and nothing else", () => {
  expect(readdirSync("results/sample").toSorted()).toEqual([...RUNS, "sweep"]);
  for (const name of [...RUNS, "sweep"]) {
    const listed = readManifest(folderOf(name)).files.map((file) => file.name);
    expect(readdirSync(folderOf(name)).toSorted()).toEqual([...listed, "manifest.json"].toSorted());
  }
});

test(`the sample costs a checkout less than ${MOST_MB} MB`, () => {
  const files = readdirSync("results/sample", { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + gzipSync(readFileSync(join(parentPath, name))).length, 0);
  expect(bytes / 1e6).toBeLessThan(MOST_MB);
});
