import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digests, sweepFile } from "../sweep/tinySweep.ts";
import { resize, smallDisk } from "./smallDisk.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const disk = (name: string, options: string) => smallDisk(join(folder, name), options);

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
  expect(resize(place, "8m")).toBe(true);
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
