import { cpSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { forge, rehash } from "../run/tinyRun.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
let good: string;
beforeAll(async () => {
  const { code } = await yenwind(["run", tinyFile(folder), "--out", join(folder, "good"), "--quiet"]);
  expect(code).toBe(0);
  good = onlyRun(join(folder, "good"));
});

test("a good run passes: exit code 0, and what was checked", async () => {
  const { code, stdout, stderr } = await yenwind(["verify", good, "--seed", "today"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^7 files are what the manifest says\n8 of 12 paths recomputed \(sample seed "today"\): \d+ columns equal, bit for bit\nOK  .*\n$/,
  );
  expect(stderr).toMatch(/^8\/8 paths, /);
});

test.each([["--threads=0"], ["--threads=1"], ["--threads=3"]])("all paths with %s", async (threads) => {
  const { code, stdout, stderr } = await yenwind(["verify", good, "--all", "--quiet", threads]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("12 of 12 paths recomputed (all)");
});

test("the sample changes from one call to the next, unless seeded", async () => {
  const sample = async (...more: string[]) => JSON.parse((await yenwind(["verify", good, "--sample", "1", "--json", "--quiet", ...more])).stdout);
  const [one, other] = [await sample(), await sample()];
  expect(one.seed).not.toBe(other.seed);
  expect((await sample("--seed", one.seed)).recomputed).toEqual(one.recomputed);
});

test("an altered value: exit code 1, and path, column and both values", async () => {
  const bad = join(folder, "bad");
  cpSync(good, bad, { recursive: true });
  const { path, stored } = forge(bad, "usdjpy.end", () => 100);
  const byDigest = await yenwind(["verify", bad, "--all", "--quiet"]);
  expect(byDigest.code).toBe(1);
  expect(byDigest.stdout).toMatch(/^paths\.arrow: SHA-256 [0-9a-f]{64}, the manifest says [0-9a-f]{64}\n/);
  rehash(bad, "paths.arrow");
  const { code, stdout, stderr } = await yenwind(["verify", bad, "--all", "--quiet"]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toContain(`12 of 12 paths recomputed (all): 1 value differs\n  path ${path}, usdjpy.end: stored 100, recomputed ${stored}\nDIFFERENT  ${bad}\n`);
  const json = await yenwind(["verify", bad, "--all", "--quiet", "--json"]);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ equal: false, valueDifferences: [{ path, column: "usdjpy.end", stored: 100, recomputed: stored }] });
});
