import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { CAUSES } from "../../src/model/agents/kind.ts";
import { readSummary } from "../../src/run/summary.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const out = (name: string) => join(folder, name);

describe("run", () => {
  test("prints a summary that names everything a reader asks for, on at most 120 columns, without colour codes", async () => {
    const { code, stdout, stderr } = await yenwind(["run", tiny, "--out", out("text"), "--seed", "a seed"]);
    expect(code).toBe(0);
    const run = onlyRun(out("text"));
    const { configurationHash } = readManifest(run);
    for (const fact of ["12 paths", "48 agents", "3 days × 2 rounds", 'seed "a seed"', configurationHash, run]) {
      expect(stdout).toContain(fact);
    }
    for (const { title } of KINDS) expect(stdout).toContain(title);
    for (const { description } of Object.values(CAUSES)) expect(stdout).toContain(description);
    for (const word of ["USDJPY", "worst three days", "agents frozen", "margin calls", "Yen loans repaid", "defaulted", "Amplification", "paths/s", "agent-rounds/s"]) {
      expect(stdout).toContain(word);
    }
    for (const name of readdirSync(run)) expect(stdout).toContain(name);
    expect(stdout).not.toContain("\x1b");
    expect(stderr).not.toContain("\x1b");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(stderr).toMatch(/^12\/12 paths, .*paths\/s, .*agent-rounds\/s, .*left\n$/);
  });

  test("--json prints one object with the numbers of the summary; --quiet leaves stderr empty", async () => {
    const { code, stdout, stderr } = await yenwind(["run", tiny, "--out", out("json"), "--json", "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const summary = JSON.parse(JSON.stringify(readSummary(onlyRun(out("json")), KINDS)));
    expect(JSON.parse(stdout)).toEqual({ complete: true, resume: null, ...summary });
  });

  test("the same bytes for 1, 2, 3 and 8 threads", async () => {
    const digests = async (threads: number) => {
      const place = out(`threads-${threads}`);
      const { code } = await yenwind(["run", tiny, "--out", place, "--threads", String(threads), "--quiet"]);
      expect(code).toBe(0);
      return readManifest(onlyRun(place)).files;
    };
    const [one, ...others] = [await digests(1), await digests(2), await digests(3), await digests(8)];
    expect(one.map(({ name }) => name)).toContain("paths.arrow");
    for (const other of others) expect(other).toEqual(one);
  });

  test("--paths and --seed win over --set; --set over the file", async () => {
    const set = ["--set", "run.paths=3", "--set", "run.seed=set", "--set", "calendar.days=2"];
    const { code } = await yenwind(["run", tiny, "--out", out("set"), ...set, "--paths", "4", "--seed", "option", "--quiet"]);
    expect(code).toBe(0);
    const { counts, seed } = readManifest(onlyRun(out("set")));
    expect({ ...counts, seed }).toMatchObject({ paths: 4, days: 2, seed: "option" });
  });

  test("refuses to replace a run without --overwrite, and leaves it as it was", async () => {
    const args = ["run", tiny, "--out", out("twice"), "--quiet"];
    expect((await yenwind(args)).code).toBe(0);
    const manifest = () => readFileSync(join(onlyRun(out("twice")), "manifest.json"), "utf8");
    const before = manifest();
    const again = await yenwind(args);
    expect(again).toMatchObject({ code: 2, stdout: "" });
    expect(again.stderr).toContain("--overwrite");
    expect(manifest()).toBe(before);
    expect((await yenwind([...args, "--overwrite"])).code).toBe(0);
    expect(manifest()).not.toBe(before); // timings differ
    expect(readManifest(onlyRun(out("twice"))).files).toEqual(JSON.parse(before).files);
  });

  test("without a file runs the bundled baseline", async () => {
    const small = ["calendar.days=1", "agents.hedge_fund.count=5", "agents.pension_fund.count=5", "agents.retail_trader.count=5"];
    const args = ["run", "--paths", "1", "--out", out("baseline"), "--json", "--quiet", ...small.flatMap((set) => ["--set", set])];
    const { code, stdout, stderr } = await yenwind(args, { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout).scenario).toBe("baseline");
  });
});

test.each([
  ["empty", ""], ["a blank", " "], ["a number", "42"], ["a truth value", "true"], ["a list", "[1, 2]"], ["a mapping", "a: b # c"],
  ["quotes", `'"\\`], ["line breaks and tabs", "one\ntwo\tthree\r"], ["other alphabets", "円安 ενδέχεται 🎌‮\u2028\u0085"], ["an equals sign", "x=1"],
  ["a dash", "-1"], ["100,000 letters", "s".repeat(100_000)],
])("takes any seed: %s", async (name, seed) => {
  const place = out(`seed-${name}`);
  const { code, stderr } = await yenwind(["run", tiny, "--out", place, "--paths", "1", `--seed=${seed}`, "--quiet"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const manifest = readManifest(onlyRun(place));
  expect(manifest.seed).toBe(seed);
  expect((manifest.configuration as { run: { seed: string } }).run.seed).toBe(seed);
});
