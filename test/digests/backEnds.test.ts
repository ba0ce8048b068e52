import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KernelBackEnd } from "../../src/kernel/kernelBackEnd.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import type { BackEnd } from "../../src/model/backEnd.ts";
import { PlainBackEnd } from "../../src/model/plainBackEnd.ts";
import { Recorder } from "../../src/model/recorder.ts";
import { createWorlds } from "../../src/model/round.ts";
import { modelSetup } from "../../src/model/setup.ts";
import type { ChunkSetup } from "../../src/paths/chunkRunner.ts";
import { PathDraws, runPaths } from "../../src/paths/runPaths.ts";
import { drawPopulation } from "../../src/population/drawPopulation.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { compileKernel } from "../../src/run/kernel.ts";
import { chunkSetup, loadRun } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { SUPERCRITICAL } from "../reference/supercritical.ts";
import { scripted } from "../scripted.ts";
import { configurationWith } from "../world.ts";
import { rowBits } from "./smallRun.ts";

describe("the files of a run are the same, byte for byte, with either back end, any number of threads, skipping or not", () => {
  test.each(["baseline", "august-2024", "joint-intervention"])("%s", async (name) => {
    const out = mkdtempSync(join(tmpdir(), "yenwind-back-ends-"));
    try {
      const files = async (backEnd: "wasm" | "js", threads: number, skip = false) => {
        const loaded = loadRun(`configs/${name}.yaml`, ["run.paths=5", "run.chunk_paths=3"]);
        const result = await simulateToFolder(loaded, { out, threads, backEnd, skip, overwrite: true });
        return result.files;
      };
      const plain = await files("js", 0);
      expect(plain.length).toBe(7);
      expect(await files("wasm", 0)).toEqual(plain);
      expect(await files("wasm", 2)).toEqual(plain);
      expect(await files("wasm", 2, true)).toEqual(plain);
      expect(await files("js", 2)).toEqual(plain);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });
});

/** The rows that paths give, side by side as many as the back end takes. */
function rows({ configuration, events, history, key }: ChunkSetup, paths: number, create: (setup: ReturnType<typeof modelSetup>) => BackEnd): string[] {
  const setup = modelSetup(configuration, KINDS, events, history);
  const backEnd = create(setup);
  const draws = backEnd.books.map(() => new PathDraws(createRandom(key)));
  const lanes = createWorlds(setup, backEnd, draws).map((world, n) => {
    draws[n].world = world;
    return { world, draws: draws[n], recorder: new Recorder(world) };
  });
  const found: string[] = [];
  for (let path = 0; path < paths; path += lanes.length) {
    lanes.forEach((lane, n) => (lane.draws.path = path + n));
    runPaths(lanes);
    lanes.forEach(({ recorder }, n) => {
      const row = new Float64Array(recorder.columns.length);
      recorder.writeRow(path + n, row, 0);
      found.push(rowBits(row) + rowBits(recorder.timeline));
    });
  }
  return found;
}

/** Funds that all sell when one does: ρ(G) = 3, many defaults. */
function supercritical(): ChunkSetup {
  const configuration = configurationWith(SUPERCRITICAL);
  const events = [scripted(3, 1, { news: { fx: -0.03, tech: -0.05 } })];
  const opening = drawPopulation(modelSetup(configuration, KINDS, events));
  return { configuration, events, history: undefined, kindModules: [], opening, key: keyFromSeed("test"), firstPath: 0, paths: 4, chunkPaths: 4 };
}

test.each<[string, () => ChunkSetup]>([
  ["calm", () => chunkSetup(loadRun("configs/calm.yaml"))],
  ["august-2024", () => chunkSetup(loadRun("configs/august-2024.yaml"))],
  ["joint-intervention", () => chunkSetup(loadRun("configs/joint-intervention.yaml"))],
  ["a supercritical market", supercritical],
])("rows and days of %s are the same in plain JavaScript, and compiled with and without skipping", async (_, prepare) => {
  const setup = prepare();
  const plain = rows(setup, 4, (model) => new PlainBackEnd(model, setup.opening));
  for (const skip of [true, false]) {
    const kernel = await compileKernel(builtInModel, setup.configuration, skip);
    expect(rows(setup, 4, (model) => new KernelBackEnd(kernel, model, setup.opening, skip)), `skipping: ${skip}`).toEqual(plain);
  }
  expect(new Set(plain).size).toBe(4);
});
