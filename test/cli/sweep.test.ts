import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { fragileKind, FRAGILE_GRID } from "../sweep/fragileKind.ts";
import { digests, rowsOf, sweepFile } from "../sweep/tinySweep.ts";
import { onlyRun, scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");
let file: string;
let run: string;
let first: { stdout: string; stderr: string };

beforeAll(async () => {
  file = sweepFile(folder);
  const { code, ...texts } = await yenwind(["sweep", file, "--out", out, "--threads", "1"]);
  expect(code).toBe(0);
  first = texts;
  run = onlyRun(out);
});

test("a sweep answers with its headline at every point, and its files", () => {
  expect(first.stdout).toMatch(/^tiny-sweep\n4 points \(grid\), 48 paths in all, seed "yenwind"\n/);
  expect(first.stdout).toContain("es95(all.us_equity.forced.worst3d), USD bn");
  expect(first.stdout.match(/^ {2}[0-3] +(0|50) +(1000|4000) /gm)).toHaveLength(4);
  expect(first.stdout).toContain("reference");
  for (const name of ["points", "paths", "summary", "worst", "contrasts"]) expect(first.stdout).toMatch(new RegExp(`^ +${name}\\.arrow +[\\d,]+ rows`, "m"));
  expect(first.stderr).toMatch(/4\/4 points, [\d.]+ ?k? paths\/s/);
});

test("--json answers with one object, and the folder is the same", async () => {
  const { code, stdout, stderr } = await yenwind(["sweep", file, "--out", out, "--json", "--quiet"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({ folder: run, complete: true, points: 4, done: 4, failed: 0, kept: 4, paths: 48, resume: null });
  expect(Object.keys(digests(run))).toHaveLength(5);
});

test("--seed, --paths and --set make other paths, beside those of before", async () => {
  const other = join(folder, "other");
  expect(await yenwind(["sweep", file, "--out", other, "--quiet", "--seed", "7", "--paths", "4", "--set", "markets.fx.drift=0.1"])).toMatchObject({ code: 0 });
  const at = onlyRun(other);
  expect(at).not.toContain(run.split("-").at(-1)!);
  expect(rowsOf(at, "points.arrow").map(({ seed, paths }) => [seed, paths])).toEqual(Array(4).fill(["7", 4]));
});

describe("points that fail", () => {
  const fails = async (...options: string[]) => yenwind(["sweep", sweepFile(folder, FRAGILE_GRID, "fragile.yaml"), "--kind", fragileKind(folder), "--out", join(folder, `fails${options.join("")}`), ...options]);

  const statusesBelow = (name: string) => rowsOf(onlyRun(join(folder, name)), "points.arrow").map(({ status }) => status as string);

  test("exit code 1, told on stderr at once, and the configuration can be run alone", async () => {
    const { code, stdout, stderr } = await fails();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^point 4 failed at path 0: .+$/m);
    expect(stdout).toMatch(/^4 points failed: points\.arrow says why, .*failed has their configurations$/m);
    const kept = join(onlyRun(join(folder, "fails")), "failed/point-4.json");
    const alone = await yenwind(["run", kept, "--kind", fragileKind(folder), "--out", join(folder, "alone"), "--quiet"]);
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain(/^point 4 failed at path 0: (.+)$/m.exec(stderr)![1].replace(/\.$/, ""));
  });

  test.each([["0", 1], ["20%", 2]])("--stop-after-failures %s gives up at failure %d: exit code 1, and how to go on", async (share, failed) => {
    const { code, stdout, stderr } = await fails("--stop-after-failures", share, "--threads", "1");
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("To go on:\n  yenwind resume ") });
    // What was running then is finished: one unit, and one ahead of it.
    const told = stderr.match(/^point \d failed/gm)!.length;
    expect([failed, failed + 1]).toContain(told);
    expect(statusesBelow(`fails--stop-after-failures${share}--threads1`).filter((status) => status === "failed")).toHaveLength(told);
  });
});
