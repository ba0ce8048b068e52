import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadRun } from "../../src/run/prepare.ts";
import { calibrationFile, textWith } from "../calibration/tinyCalibration.ts";
import { rowsOf } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, whileFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");
const text = textWith({ waves: "waves: { count: 2, points: 30, candidates: 500 }", more: "ridges: [[yen_loans, depth]]" });
let file: string;
let run: string;
let first: { stdout: string; stderr: string };

beforeAll(async () => {
  file = calibrationFile(folder, text);
  const { code, ...texts } = await yenwind(["calibrate", file, "--out", out, "--threads", "2"]);
  expect(code).toBe(0);
  first = texts;
  run = onlyRun(out);
});

test("the answer says where accepted points lie, what agrees, what rules out most, and which ridge there is", () => {
  const { stdout } = first;
  expect(stdout).toMatch(/^tiny-calibration\n61 points, 8 paths each; \d+ accepted, least max implausibility [\d.]+\n/);
  expect(stdout).toMatch(/^ {2}1 +31 +\d+ +[\d.]+ %$/m);
  expect(stdout).toMatch(/^ {2}yen_loans \(USD bn\) +75 to 175 +[\d.]+ to [\d.]+ +[\d.]+ +125 +[+−]\d+ % of the range$/m);
  expect(stdout).toMatch(/^ {2}usdjpy_end \(yen per dollar\) +147\.7 ± 0\.5 +\d+ of 61 +[\d.]+ +[\d.]+ % +[\d.]+ %$/m);
  expect(stdout).toMatch(/^The base is (one of the accepted points|not accepted) \(max implausibility [\d.]+\)\.$/m);
  expect(stdout).toMatch(/^usdjpy_end rules out most: alone it leaves [\d.]+ % of the ranges\.$/m);
  expect(stdout).toMatch(/^yen_loans and depth (enter almost only through|do not enter through) yen_loans\/depth/m);
  expect(stdout).toContain(run);
  expect(first.stderr).toMatch(/^wave 2 of 2: 30\/30 points, \d+ accepted, least max implausibility [\d.]+, .* left\n$/m);
});

test("--json answers with one object, from what the folder has", async () => {
  const { code, stdout, stderr } = await yenwind(["calibrate", file, "--out", out, "--json", "--quiet"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const answer = JSON.parse(stdout) as Record<string, any>;
  expect(answer).toMatchObject({ folder: run, complete: true, done: 61, kept: 61, waves: 2, paths: 8, resume: null, written: null, targets: [{ name: "usdjpy_end", unit: "yen per dollar" }] });
  expect(answer.report).toMatchObject({ points: 61, base: { accepted: expect.any(Boolean), implausibility: expect.any(Number) }, strictest: "usdjpy_end", parameters: [{ name: "yen_loans", low: 75, high: 175, base: 125 }, { name: "depth" }] });
  expect(answer.report.accepted).toBe(rowsOf(run, "points.arrow").filter(({ accepted }) => accepted).length);
});

test("--plan shows what would run, and runs nothing", async () => {
  const { code, stdout, stderr } = await yenwind(["calibrate", file, "--plan", "--waves", "3", "--paths", "16"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^OK {2}tiny-calibration: 3 waves, at most 91 points, 16 paths each\n/);
  expect(stdout).toMatch(/^depth \(USD bn per unit log return\) +1,000 +4,000 +2,000$/m);
  expect(JSON.parse((await yenwind(["calibrate", file, "--plan", "--json"])).stdout)).toMatchObject({ points: 61, paths: 8, parameters: [{ name: "yen_loans", base: 125 }, {}] });
});

describe("--write", () => {
  test("gives an accepted point as a configuration that the program takes", async () => {
    const written = join(folder, "Accepted one.yaml");
    expect(await yenwind(["calibrate", file, "--out", out, "--quiet", "--write", written])).toMatchObject({ code: 0, stdout: expect.stringContaining(`The most central accepted point is in ${written}.`) });
    const { configuration } = loadRun(written);
    const point = Number(/^# Point (\d+) of calibration tiny-calibration/.exec(readFileSync(written, "utf8"))![1]);
    const row = rowsOf(run, "points.arrow")[point];
    expect(row.accepted).toBe(true);
    expect(configuration).toMatchObject({ name: "accepted-one", agents: { hedge_fund: { yen_loans: row.yen_loans } }, markets: { fx: { depth: row.depth } }, run: { paths: 12 } });
    expect((await yenwind(["validate", written])).code).toBe(0);
    const again = await yenwind(["calibrate", file, "--out", out, "--quiet", "--write", written]);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/--write: .*Accepted one\.yaml exists already/) });
  });

  test("writes nothing where nothing was accepted, which is exit code 0", async () => {
    const far = calibrationFile(folder, text.replace("observed: 147.7", "observed: 300"), "far.yaml");
    const written = join(folder, "none.yaml");
    const { code, stdout } = await yenwind(["calibrate", far, "--out", join(folder, "far"), "--quiet", "--write", written]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^No point was accepted .*\nFewest points agree with usdjpy_end: 0 of 31\.$/m);
    expect(stdout).toMatch(/^Nothing is left in the ranges after wave 1: usdjpy_end alone rules it out: its least implausibility is \d/m);
    expect(stdout).toContain(`No point was accepted: ${written} was not written.`);
    expect(existsSync(written)).toBe(false);
  });
});

test("resume tells what has changed since, and does nothing", async () => {
  await whileFile(file, (was) => was.replace("observed: 147.7", "observed: 147.8"), async () => {
    const { code, stderr } = await yenwind(["resume", run]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/targets\.0\.observed: was 147\.7 when the calibration began, is 147\.8 now[^]*or run "yenwind calibrate" on the changed file/) });
  });
});

describe("bad input is exit code 2, with file and line", () => {
  test.each<[string, string[], RegExp]>([
    ["no file", [], /file: the calibration file is missing\. For example: yenwind calibrate/],
    ["a file that is not there", ["tiny-calibratoin.yaml"], /cannot read .*there is no such file\. Did you mean .*tiny-calibration\.yaml\?/],
    ["an unknown target", ["bad.yaml"], /bad\.yaml:3:11 {2}targets\.0: there is no target usdjpy_sessions/],
    ["too few waves", ["tiny-calibration.yaml", "--waves", "0"], /Expected a whole number from 1 to 100/],
    ["a folder that is not there", ["tiny-calibration.yaml", "--write", "nowhere/x.yaml"], /--write: there is no folder nowhere/],
  ])("%s", async (_, args, says) => {
    writeFileSync(join(folder, "bad.yaml"), textWith({ targets: "targets: [usdjpy_sessions]" }));
    const { code, stdout, stderr } = await yenwind(["calibrate", ...args], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(says);
  });
});

test("verify checks the files of its folder", async () => {
  expect(await yenwind(["verify", run])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^2 files are what the manifest says\nthe points of a calibration are not recomputed here/) });
  const path = join(run, "waves.arrow");
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.subarray(1));
  expect(await yenwind(["verify", run])).toMatchObject({ code: 1, stdout: expect.stringMatching(/^waves\.arrow: bytes /) });
  writeFileSync(path, bytes);
});
