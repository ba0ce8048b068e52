import { join } from "node:path";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { BadInput } from "../../src/config/errors.ts";
import { compareRuns } from "../../src/run/compare.ts";
import { simulateTiny } from "./tinyRun.ts";

const out = mkdtempSync(join(tmpdir(), "yenwind-compare-"));
const folders: Record<string, string> = {};
const make = async (name: string, ...set: string[]) => (folders[name] = await simulateTiny(join(out, name), set));

beforeAll(async () => {
  await make("base");
  await make("deeper", "markets.fx.depth=4000");
  await make("longer", "run.paths=20");
  await make("otherSeed", 'run.seed="other"');
  await make("otherRounds", "calendar.rounds_per_day=3");
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** What is said of runs that cannot be compared. */
function refused(a: string, b: string, columns?: string[]): string {
  try {
    compareRuns(a, b, columns);
  } catch (error) {
    expect(error).toBeInstanceOf(BadInput);
    return (error as BadInput).findings.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n");
  }
  throw new Error("they were compared");
}

test("the difference of a column is that of its values, path by path", () => {
  const { base, deeper } = folders;
  const { paths, columns } = compareRuns(base, deeper, ["usdjpy.end"]);
  const [a, b] = [base, deeper].map((folder) => readColumn(join(folder, "paths.arrow"), "usdjpy.end"));
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value) / values.length;
  expect(paths).toBe(12);
  expect(columns[0]).toMatchObject({ column: "usdjpy.end", unit: "yen per dollar", count: 12 });
  expect(columns[0].meanA).toBeCloseTo(mean(a), 10);
  expect(columns[0].difference.value).toBeCloseTo(mean(b.map((value, path) => value - a[path])), 10);
  expect(columns[0].difference.value).not.toBe(0);
});

test("without names the headlines are compared, with `all` every column", () => {
  const { base, deeper } = folders;
  const names = compareRuns(base, deeper).columns.map(({ column }) => column);
  expect(names).toEqual(expect.arrayContaining(["usdjpy.end", "usdjpy.worst3d", "defaults", "all.us_equity.forced.horizon"]));
  expect(compareRuns(base, deeper, "all").columns.length).toBeGreaterThan(10 * names.length);
});

test("a longer run of the same seed differs by nothing on the paths that both have", () => {
  const { paths, columns } = compareRuns(folders.base, folders.longer);
  expect(paths).toBe(12);
  for (const { difference } of columns) expect(difference).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
});

test("runs whose paths do not meet the same news are refused, with why", () => {
  const { base, otherSeed, otherRounds } = folders;
  expect(refused(base, otherSeed)).toMatch(/the seed differs: yenwind and other.*paired/s);
  expect(refused(base, otherRounds)).toContain("calendar.rounds_per_day differs: 2 and 3");
});

test("a folder without a run and a column there is none of are bad input", () => {
  expect(refused(join(out, "nowhere"), folders.base)).toContain("run folder");
  expect(refused(folders.base, folders.deeper, ["usdjpy.ende"])).toMatch(/no column "usdjpy\.ende".*usdjpy\.end/s);
});
