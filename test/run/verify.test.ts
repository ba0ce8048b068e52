import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BadInput } from "../../src/config/errors.ts";
import { BACK_ENDS } from "../../src/run/kernel.ts";
import { verifyRun } from "../../src/run/verify.ts";
import { editManifest, forge, rehash, simulateTiny } from "./tinyRun.ts";

const scratch = mkdtempSync(join(tmpdir(), "yenwind-verify-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let good: string;
beforeAll(async () => void (good = await simulateTiny(scratch)));

let copies = 0;
function copy(): string {
  const folder = join(scratch, `copy-${copies++}`);
  cpSync(good, folder, { recursive: true });
  return folder;
}

const everyPath = { sample: "all", seed: "", threads: 0 } as const;
const clean = { fileDifferences: [], valueDifferences: [], differing: 0 };
const twelve = Array.from({ length: 12 }, (_, i) => i);

describe("a good run", () => {
  test.each(BACK_ENDS.flatMap((backEnd) => [0, 1, 3].map((threads) => [threads, backEnd] as const)))("passes whole, recomputed on %d threads with --backend %s", async (threads, backEnd) => {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const result = await verifyRun(good, { ...everyPath, threads, progress, backEnd });
    expect(result).toMatchObject({ ...clean, files: 7, paths: 12, recomputed: twelve });
    expect(result.columns).toBeGreaterThan(500);
    expect(progress[0]).toBe(12);
  });

  test("passes a sample: distinct paths, chosen by the seed", async () => {
    const sample = async (seed: string, size = 5) => (await verifyRun(good, { sample: size, seed, threads: 0 })).recomputed;
    const seen = new Set<number>();
    for (const seed of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
      const paths = await sample(seed);
      expect(new Set(paths).size).toBe(5);
      expect(paths).toEqual(paths.toSorted((a, b) => a - b));
      expect(await sample(seed)).toEqual(paths);
      paths.forEach((path) => seen.add(path));
    }
    expect(seen.size).toBeGreaterThan(9); // 5 of 12, eight times
    expect(await sample("a", 12)).toEqual(twelve);
    expect(await sample("a", 100)).toEqual(twelve);
  });

  test("passes where scenarios draw their own streams, and where paths are drawn from history", async () => {
    const independent = await simulateTiny(join(scratch, "independent"), ["run.streams=independent"]);
    expect(await verifyRun(independent, everyPath)).toMatchObject(clean);
    const history = await simulateTiny(join(scratch, "history"), historyOf(scratch));
    expect(await verifyRun(history, everyPath)).toMatchObject(clean);
  });
});

/** Write a file of daily levels. @returns the settings that draw from it */
function historyOf(folder: string): string[] {
  const file = join(folder, "levels.csv");
  writeFileSync(file, ["date,usdjpy,ndx", ...Array.from({ length: 40 }, (_, i) => `${i},${150 + (i % 7)},${1000 + (i % 5)}`)].join("\n"));
  return ["shocks.model=historical_bootstrap", `shocks.historical_bootstrap.file=${file}`];
}

describe("a bad run", () => {
  test("the last bit of one value is found twice: by digest and by recomputation", async () => {
    const folder = copy();
    const nextDouble = (x: number) => x + 2 ** -45; // for 128 ≤ x < 256
    const { path, stored } = forge(folder, "usdjpy.end", nextDouble);
    const result = await verifyRun(folder, everyPath);
    expect(result.fileDifferences).toMatchObject([{ file: "paths.arrow", property: "SHA-256" }]);
    expect(result.valueDifferences).toEqual([{ path, column: "usdjpy.end", stored: nextDouble(stored), recomputed: stored }]);
    expect(result.differing).toBe(1);
  });

  test.each([0, 2])("a value altered together with its digest is found by recomputation on %d threads", async (threads) => {
    const folder = copy();
    const { path, stored } = forge(folder, "frozen.usdjpy.min", () => 150);
    rehash(folder, "paths.arrow");
    expect(await verifyRun(folder, { ...everyPath, threads })).toMatchObject({
      fileDifferences: [],
      valueDifferences: [{ path, column: "frozen.usdjpy.min", stored: 150, recomputed: stored }],
      differing: 1,
    });
  });

  test("a flipped byte in any other file is found by its digest", async () => {
    for (const name of ["liquidation.arrow", "histogram.arrow", "timeline.arrow", "agents.arrow"]) {
      const folder = copy();
      const bytes = readFileSync(join(folder, name));
      bytes[bytes.length >> 1] ^= 1;
      writeFileSync(join(folder, name), bytes);
      expect(await verifyRun(folder, { ...everyPath, sample: 1 })).toMatchObject({
        fileDifferences: [{ file: name, property: "SHA-256" }],
        differing: 0,
      });
    }
  });

  test("missing and truncated files are differences, and no path can then be recomputed", async () => {
    const missing = copy();
    rmSync(join(missing, "paths.arrow"));
    expect(await verifyRun(missing, everyPath)).toMatchObject({
      fileDifferences: [{ file: "paths.arrow", property: "presence", actual: "missing" }],
      recomputed: [],
    });
    const truncated = copy();
    truncateSync(join(truncated, "paths.arrow"), 5000);
    expect(await verifyRun(truncated, everyPath)).toMatchObject({
      fileDifferences: [{ file: "paths.arrow", property: "bytes", actual: "5000" }],
      recomputed: [],
    });
  });

  test("a configuration other than the one hashed is found, and so are its paths", async () => {
    const folder = copy();
    editManifest(folder, ({ configuration }) => (configuration.run.seed = "another"));
    const result = await verifyRun(folder, everyPath);
    expect(result.fileDifferences).toMatchObject([{ file: "manifest.json", property: "configuration hash" }]);
    expect(result.differing).toBeGreaterThan(20);
    expect(result.valueDifferences).toHaveLength(20);
  });

  test("rows and columns other than those of the configuration are told, not compared", async () => {
    const rows = copy();
    editManifest(rows, ({ counts }) => (counts.paths = 11));
    expect(await verifyRun(rows, everyPath)).toMatchObject({
      fileDifferences: [{ file: "paths.arrow", property: "rows", expected: "11", actual: "12" }],
      recomputed: [],
    });
    const columns = copy();
    const longer = await simulateTiny(join(scratch, "longer"), ["calendar.days=6"]);
    cpSync(join(longer, "paths.arrow"), join(columns, "paths.arrow"));
    rehash(columns, "paths.arrow");
    const { fileDifferences, recomputed } = await verifyRun(columns, everyPath);
    expect(fileDifferences.map(({ property }) => property)).toContain("columns");
    expect(recomputed).toEqual([]);
  });
});

test.each<[string, (folder: string) => string, RegExp]>([
  ["no folder", (folder) => join(folder, "none"), /there is no such folder/],
  ["no manifest", (folder) => (rmSync(join(folder, "manifest.json")), folder), /did not complete/],
  ["a malformed manifest", (folder) => (writeFileSync(join(folder, "manifest.json"), "{"), folder), /malformed/],
  ["another model version", (folder) => (editManifest(folder, (m) => (m.modelVersion = "0.9")), folder), /model version 0\.9.*cannot be compared/],
  ["a configuration that is none", (folder) => (editManifest(folder, (m) => (m.configuration.run.paths = -1)), folder), /manifest\.json  run\.paths: -1 is below/],
])("refuses %s", async (_, prepare, says) => {
  const refused = verifyRun(prepare(copy()), everyPath);
  await expect(refused).rejects.toThrow(BadInput);
  await expect(refused).rejects.toThrow(says);
});

test("a run drawn from history needs its CSV file: without it, says how to give its folder", async () => {
  const folder = await simulateTiny(join(scratch, "moved"), historyOf(scratch));
  editManifest(folder, ({ configuration }) => (configuration.shocks.historical_bootstrap.file = "levels.csv"));
  await expect(verifyRun(folder, everyPath)).rejects.toThrow(/levels\.csv[\s\S]*--data-dir/);
  const { differing, recomputed } = await verifyRun(folder, { ...everyPath, dataFolder: scratch });
  expect({ differing, recomputed }).toEqual({ differing: 0, recomputed: twelve });
});
