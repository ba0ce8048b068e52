import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { yenwind } from "./yenwind.ts";

const cwd = mkdtempSync(join(tmpdir(), "yenwind-bench-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test("bench --list names every benchmark", async () => {
  const { code, stdout, stderr } = await yenwind(["bench", "--list"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.trim().split("\n")).toEqual(expect.arrayContaining(["threads-scale", "cost-is-linear", "webassembly-against-javascript"]));
});

test("a benchmark there is none of is bad input, with the nearest name", async () => {
  const { code, stderr } = await yenwind(["bench", "threads-scal"]);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no benchmark "threads-scal"');
  expect(stderr).toContain("threads-scale");
});

test("bench threads-scale draws the curve as text and SVG and writes every measurement", async () => {
  const { code, stdout } = await yenwind(["bench", "--quick", "threads-scale"], { cwd });
  expect([0, 1]).toContain(code); // whether the claim holds is up to the machine
  expect(stdout).toMatch(/^threads +paths\/s +times\n +1 .*█/m);
  expect(stdout).toContain("verdict:");
  const file = (name: string) => readFileSync(join(cwd, "results/benchmarks", name), "utf8");
  const { details, machine } = JSON.parse(file("threads-scale.json")) as { details: { points: { threads: number; pathsPerSecond: number }[] }; machine: { cores: number } };
  expect(details.points.map(({ threads }) => threads)).toEqual(expect.arrayContaining([1, 2]));
  expect(machine.cores).toBeGreaterThan(0);
  expect(file("threads-scale.svg").match(/<circle/g)).toHaveLength(details.points.length);
}, 120_000);
