import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { HOLDER } from "../kinds/holder.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
let run: string;
beforeAll(async () => {
  const { code } = await yenwind(["run", tinyFile(folder, "events:\n  - { day: 1, round: 1, news: { fx: -0.08, equity: -0.06 } }\n"), "--out", join(folder, "runs"), "--quiet"]);
  expect(code).toBe(0);
  run = onlyRun(join(folder, "runs"));
});

test("the story, the tables and the files are printed; the path is recomputed by another back end than made the run", async () => {
  const { code, stdout, stderr } = await yenwind(["explain", run]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Path \d+: number 1 of 12 by all\.us_equity\.forced\.worst3d\n\nOn path /);
  for (const text of ["Day 1: USDJPY", "The script moves USDJPY by −8.0 %.", "What moved the markets", "Forced sales by what led to them", "no feedback", "story.md"]) expect(stdout).toContain(text);
});

test("--json prints everything as one object", async () => {
  const { code, stdout } = await yenwind(["explain", run, "--path", "7", "--by", "usdjpy.min", "--json", "--out", join(folder, "seven")]);
  expect(code).toBe(0);
  const { path, metric, paths, summary, story, events, decomposition, cascade, knockouts } = JSON.parse(stdout);
  expect({ path, paths, metric: metric.name }).toEqual({ path: 7, paths: 12, metric: "usdjpy.min" });
  for (const list of [summary, story, events, decomposition, cascade.nodes, knockouts]) expect(list.length).toBeGreaterThan(0);
  expect(existsSync(join(folder, "seven", "story.md"))).toBe(true);
});

test("bad input: one error, exit code 2, nothing written", async () => {
  const out = join(folder, "none");
  for (const [args, message] of [
    [["--path", "1", "--worst", "1"], "--worst: --path has chosen the path already. Give one of them."],
    [["--by", "usdjpy.mim"], "Did you mean usdjpy.min?"],
    [["--worst", "0"], "Expected a whole number from 1"],
  ] as const) {
    const { code, stdout, stderr } = await yenwind(["explain", run, "--out", out, ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  }
  const none = await yenwind(["explain", join(folder, "no-such-run")]);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain("there is no such folder");
  expect(existsSync(out)).toBe(false);
});

test("kinds of the user's are explained too, and refused without their module", async () => {
  const holder = join(folder, "holder.mjs");
  writeFileSync(holder, HOLDER);
  const own = ["--kind", holder];
  const made = await yenwind(["run", tinyFile(folder, "  holder: { count: 5 }\nevents:\n  - { day: 2, news: { ust_yield_bp: -50 } }\n"), ...own, "--out", join(folder, "own"), "--quiet"]);
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: "" });
  const mine = onlyRun(join(folder, "own"));
  const { code, stdout } = await yenwind(["explain", mine, ...own, "--by", "holder.ust.all.horizon"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}without holder\s+0 .* 100 %/m);
  const without = await yenwind(["explain", mine]);
  expect(without.code).toBe(2);
  expect(without.stderr).toContain("it has the kind holder");
});
