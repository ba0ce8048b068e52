import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { calibrationFile, textWith } from "../calibration/tinyCalibration.ts";
import { digests, journal } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, start, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const file = calibrationFile(folder, textWith({ waves: "waves: { count: 2, points: 30, candidates: 500 }" }));
const slow = ["--paths", "200", "--threads", "1"];
const lines = (at: string) => (existsSync(at) && existsSync(join(onlyRun(at), "journal.jsonl")) ? journal(onlyRun(at)).length : 0);
let whole: Record<string, string>;
beforeAll(async () => {
  expect((await yenwind(["calibrate", file, "--out", join(folder, "whole"), "--quiet", "--paths", "200", "--threads", "2"])).code).toBe(0);
  whole = digests(onlyRun(join(folder, "whole")));
});

test.each([["SIGINT", 130], ["SIGKILL", null]] as const)("by %s, it goes on where it was, and its files are the same, byte for byte", async (signal, expected) => {
  const at = join(folder, signal);
  const { child, ended } = start(["calibrate", file, "--out", at, ...slow]);
  while (lines(at) < 3) await sleep(5);
  child.kill(signal);
  const { code, stdout } = await ended;
  expect(code).toBe(expected);
  const halted = onlyRun(at);
  expect(existsSync(join(halted, "manifest.json"))).toBe(false);
  if (signal === "SIGINT") expect(stdout).toMatch(new RegExp(`interrupted: \\d+ points are done[^]*To go on:\n {2}yenwind resume ${halted}\n`));
  const had = lines(at);
  const { code: end, stdout: answer } = await yenwind(["resume", halted, "--json", "--quiet", "--threads", "2"]);
  expect(end).toBe(0);
  expect(JSON.parse(answer)).toMatchObject({ complete: true, kept: had });
  expect(digests(halted)).toEqual(whole);
});
