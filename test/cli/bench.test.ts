import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { findingOf } from "../wellFormed.ts";
import { type Outcome, scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const PEERS = "the-kernel-keeps-up-with-c";
let names: string[] = [];

beforeAll(async () => {
  names = (await yenwind(["bench", "--list"])).stdout.trim().split("\n");
});

test("bench --list names every benchmark, as text and as JSON", async () => {
  const { code, stdout, stderr } = await yenwind(["bench", "--list", "--json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual(names);
  expect(names).toEqual(expect.arrayContaining(["threads-scale", "cost-is-linear", "webassembly-against-javascript", PEERS]));
});

test("a benchmark there is none of is bad input, with the nearest name and the list", async () => {
  const { code, stdout, stderr } = await yenwind(["bench", "memory-is-flat-in-paths", "threads-scal"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('there is no benchmark "threads-scal"');
  for (const name of names) expect(stderr).toContain(name);
});

describe("bench --quick", () => {
  const out = join(folder, "quick");
  const read = (file: string) => readFileSync(join(out, file), "utf8");
  let quick: Outcome;
  beforeAll(async () => {
    quick = await yenwind(["bench", "--quick", "--json", "--out", out]);
  }, 300_000);

  test("runs every benchmark that needs this program alone, and judges none", () => {
    expect({ code: quick.code, stderr: quick.stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("a quick look") });
    const ended = JSON.parse(quick.stdout) as { name: string; verdict: string; result: object }[];
    expect(ended.map(({ name }) => name)).toEqual(names.filter((name) => name !== PEERS));
    for (const { name, verdict, result } of ended) {
      expect({ name, verdict }).toEqual({ name, verdict: "quick look" });
      expect(result).toEqual(JSON.parse(read(`${name}.json`)));
      expect(result).toMatchObject({ claim: expect.any(String), measured: expect.any(Number), holds: null, quick: true, machine: { cores: expect.any(Number) } });
    }
  });

  test("rows of the back ends are equal, with and without skipping", () => {
    expect(JSON.parse(read("webassembly-against-javascript.json")).details.same).toBe(true);
    const { results } = JSON.parse(read("skipping-against-visiting-everybody.json")).details as { results: { same: boolean }[] };
    expect(results.map(({ same }) => same)).toEqual([true, true]);
  });

  test("draws the speed over threads: a line of text and a point of the picture per number of threads", () => {
    const { points } = JSON.parse(read("threads-scale.json")).details as { points: { threads: number; pathsPerSecond: number; ratio: number }[] };
    expect(points.slice(0, 2).map(({ threads }) => threads)).toEqual([1, 2]);
    expect(points[0].ratio).toBe(1);
    expect(quick.stderr).toMatch(/^threads +paths\/s +times\n +1 .*█/m);
    for (const { threads, pathsPerSecond } of points) expect(quick.stderr).toMatch(new RegExp(`^ +${threads} +${pathsPerSecond.toFixed(1)} `, "m"));
    const svg = read("threads-scale.svg");
    expect(findingOf(svg)).toBeUndefined();
    expect(svg.match(/<circle/g)).toHaveLength(points.length);
  });
});

test("a benchmark that fails is not taken for one that measured: no result of before speaks for it", async () => {
  const out = join(folder, "failing");
  mkdirSync(join(out, "start-up-takes-half-a-second.json"), { recursive: true }); // where its result should go
  const { code, stdout } = await yenwind(["bench", "--quick", "--json", "--out", out, "start-up-takes-half-a-second"]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual([{ name: "start-up-takes-half-a-second", verdict: "failed", result: null }]);
});

test("a folder that cannot be made is bad input, before anything is measured", async () => {
  const out = join(folder, "file");
  writeFileSync(out, "");
  const { code, stdout, stderr } = await yenwind(["bench", "--out", out, "threads-scale"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("--out");
});
