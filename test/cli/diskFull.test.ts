import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { digests, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const disks: string[] = [];
afterAll(() => disks.forEach((disk) => spawnSync("umount", [disk])));

/** A file system in memory, if this user may make one. */
function disk(name: string, options: string): string | undefined {
  const place = join(folder, name);
  mkdirSync(place);
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", place]);
  if (status !== 0) return undefined;
  disks.push(place);
  return place;
}

test.for([
  ["while the paths are written", "256k", "1000", "paths.arrow"],
  ["while the tables are written", "600k", "2", "liquidation.arrow"],
])("a disk that fills up %s: exit code 1 and the file's name, no manifest", async ([, size, paths, names], { skip }) => {
  const place = disk(`full-${size}`, `size=${size}`);
  if (place === undefined) return skip("only root can mount a small disk");
  const { code, stdout, stderr } = await yenwind(["run", tiny, "--out", place, "--paths", paths, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^yenwind: cannot (create|write|flush) .*ENOSPC.*Free space/);
  expect(stderr).toContain(names);
  expect(stderr.trimEnd()).not.toContain("\n");
  expect(existsSync(join(onlyRun(place), "manifest.json"))).toBe(false);
});

test.for([
  ["paths", "9m", "1000"],
  ["tables", "1500k", "100"],
])("a disk that fills up while the %s are written, with room again: resume gives the same files", async ([what, size, paths], { skip }) => {
  const place = disk(`resumed-${what}`, `size=${size}`);
  if (place === undefined) return skip("only root can mount a small disk");
  const args = ["run", tiny, "--paths", paths, "--set", "run.chunk_paths=50"];
  const { code, stderr } = await yenwind([...args, "--out", place, "--checkpoint-seconds", "0"]);
  const run = onlyRun(place);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/ENOSPC.*Free space/) });
  expect(stderr).toContain(`To go on, once the cause is mended:\n  yenwind resume ${run}\n`);
  expect(existsSync(join(run, "manifest.json"))).toBe(false);
  const { chunks } = readCheckpoint(run)!;
  expect(chunks === Number(paths) / 50).toBe(what === "tables");
  expect(spawnSync("mount", ["-o", "remount,size=64m", place]).status).toBe(0);
  const resumed = await yenwind(["resume", run]);
  expect(resumed).toMatchObject({ code: 0, stderr: expect.stringContaining(` paths had been done and are kept`) });
  const whole = join(folder, `whole-run-${what}`);
  expect(await yenwind([...args, "--out", whole])).toMatchObject({ code: 0 });
  expect(digests(run)).toEqual(digests(onlyRun(whole)));
});

test("a read-only disk: exit code 2, before anything is simulated", async ({ skip }) => {
  const place = disk("read-only", "ro,size=256k");
  if (place === undefined) return skip("only root can mount a small disk");
  const { code, stdout, stderr } = await yenwind(["run", tiny, "--out", place, "--quiet"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^--out: .*cannot be written/);
});

test.for([
  ["a quarter", "400k"],
  ["two thirds", "1m"],
])("a disk that has room for about %s of a sweep: exit code 1 and what is kept; with room again, resume gives the same files", async ([, size], { skip }) => {
  const place = disk(`sweep-${size}`, `size=${size}`);
  if (place === undefined) return skip("only root can mount a small disk");
  const file = sweepFile(folder);
  const sweep = (out: string) => yenwind(["sweep", file, "--out", out, "--paths", "4000", "--quiet"]);
  const { code, stdout, stderr } = await sweep(place);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^yenwind: cannot (create|write|flush) .*ENOSPC.*Free space/m);
  const run = onlyRun(place);
  expect(existsSync(join(run, "manifest.json"))).toBe(false);
  expect(spawnSync("mount", ["-o", "remount,size=8m", place]).status).toBe(0);
  const finished = readFileSync(join(run, "journal.jsonl"), "utf8").split("\n").slice(0, -1);
  expect(finished.length).toBeGreaterThan(0);
  expect(await yenwind(["resume", run, "--quiet"])).toMatchObject({ code: 0 });
  const now = readFileSync(join(run, "journal.jsonl"), "utf8").split("\n").slice(0, -1);
  expect(now.slice(0, finished.length)).toEqual(finished);
  expect(now.length).toBeGreaterThan(finished.length);
  const whole = join(folder, `whole-${size}`);
  expect(await sweep(whole)).toMatchObject({ code: 0 });
  expect(digests(run)).toEqual(digests(onlyRun(whole)));
});
