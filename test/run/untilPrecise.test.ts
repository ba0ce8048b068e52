import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { BadInput } from "../../src/config/errors.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";
import { looksUpTo } from "../../src/statistics/sequentialLooks.ts";
import { tinyRun } from "./tinyRun.ts";

const scratch = mkdtempSync(join(tmpdir(), "yenwind-until-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const budget = 3000;
const run = async (name: string, until: string | undefined, threads: number, paths = budget) => {
  const loaded = tinyRun([`name=${name}`, `run.paths=${paths}`, "run.chunk_paths=16"]);
  return simulateToFolder(loaded, { out: join(scratch, `${threads}`), threads, until });
};
const column = (folder: string) => [...readColumn(join(folder, "paths.arrow"), "usdjpy.end")];

test("a run stops at the first look that is precise enough, the same for any number of threads, with the paths of a run of that length", async () => {
  const until = "mean(usdjpy.end) within 0.2%";
  const [one, two] = [await run("precise", until, 0), await run("precise", until, 2)];
  const { paths } = one;
  expect(looksUpTo(budget, 16).slice(0, -1)).toContain(paths);
  expect(one.complete).toBe(true);
  expect(two.files).toEqual(one.files);
  expect(column(one.folder)).toEqual(column((await run("plain", undefined, 0, paths)).folder));
  const { precision, counts } = readManifest(one.folder);
  expect(precision).toMatchObject({ until, met: true });
  const { estimate, low, high } = precision as Record<string, number>;
  expect(Math.max(estimate - low, high - estimate)).toBeLessThanOrEqual(0.002 * estimate);
  expect(counts).toMatchObject({ paths, requested_paths: budget });
});

test("a precision out of reach ends at the budget and says so", async () => {
  const result = await run("never", "mean(usdjpy.end) within 0.0001%", 2, 400);
  expect(result).toMatchObject({ complete: true, paths: 400 });
  expect(readManifest(result.folder).precision).toMatchObject({ met: false });
});

test.each([
  ["mean(usdjpy.and) within 1%", /usdjpy\.and is no column of paths\.arrow.*usdjpy\.end/s],
  ["average(usdjpy.end) within 1%", /a statistic mean, sd, q95/],
  ["usdjpy.end", /for example es99/],
])("%s is refused before anything is written", async (until, message) => {
  const refused = run("refused", until, 0);
  await expect(refused).rejects.toThrow(BadInput);
  await expect(refused).rejects.toThrow(message);
});
