import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const runs: string[] = [];

beforeAll(async () => {
  for (const [name, more] of [["a", []], ["b", ["--set", "markets.fx.depth=4000"]]] as const) {
    const out = join(folder, name);
    await yenwind(["run", tinyFile(folder), "--out", out, "--quiet", ...more]);
    runs.push(onlyRun(out));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("compare prints both means, the difference with its interval, and what pairing saves", async () => {
  const { code, stdout, stderr } = await yenwind(["compare", ...runs]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("paired by their random numbers");
  expect(stdout).toMatch(/^usdjpy\.end +yen per dollar +[\d.]+ +[\d.]+ +-?[\d.]+ \[-?[\d.]+, -?[\d.]+\] +[\d,.]+ ×$/m);
});

test("compare --json gives the same as data, for the columns that are named", async () => {
  const { stdout } = await yenwind(["compare", ...runs, "--column", "usdjpy.end", "--column", "defaults", "--json"]);
  const { columns } = JSON.parse(stdout) as { columns: { column: string; difference: object }[] };
  expect(columns.map(({ column }) => column)).toEqual(["usdjpy.end", "defaults"]);
  expect(Object.keys(columns[0].difference)).toEqual(["value", "ciLow", "ciHigh"]);
});

test("a column there is none of is exit code 2, with the nearest name", async () => {
  const { code, stderr } = await yenwind(["compare", ...runs, "--column", "usdjpy.endd"]);
  expect(code).toBe(2);
  expect(stderr).toContain("usdjpy.end");
});
