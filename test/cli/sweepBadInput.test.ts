import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sweepFile, textWith } from "../sweep/tinySweep.ts";
import { scratchFolder, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const out = join(folder, "out");

const sweep = (changes: Record<string, string>) => sweepFile(folder, textWith(changes));

async function refused(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await yenwind(["sweep", ...args, "--out", out]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(existsSync(out)).toBe(false);
  return stderr;
}

test("a file that is wrong: everything that is wrong with it, exit code 2, and nothing is written", async () => {
  const stderr = await refused([sweep({ depth: "  depth: { path: markets.fx.dpeth, values: [1] }", metrics: "metrics: [usdjpy.ende]" })]);
  expect(stderr).toMatch(/tiny-sweep\.yaml:4:18 {2}parameters\.depth\.path: unknown parameter\. Did you mean markets\.fx\.depth\?/);
  expect(stderr).toMatch(/tiny-sweep\.yaml:5:11 {2}metrics\.0: usdjpy\.ende is no column of paths\.arrow\. Did you mean usdjpy\.end\?/);
});

describe("options that make no sense", () => {
  const good = () => sweep({});
  test.each<[string, string[], RegExp]>([
    ["a precision that does not parse", ["--until", "es99 of everything"], /^--until: cannot read the precision "es99 of everything"/],
    ["a precision of what is not kept", ["--until", "mean(defaults) within 1"], /^--until: defaults is none of the metrics/],
    ["failures that are no number", ["--stop-after-failures", "few"], /Expected a number of points, or a share such as 5%/],
    ["a share above 100 %", ["--stop-after-failures", "500%"], /Expected a number of points, or a share such as 5%/],
    ["no threads", ["--threads", "0"], /Expected a whole number from 1 to 256/],
    ["an unknown path", ["--set", "markets.fx.dpeth=1"], /--set markets\.fx\.dpeth=1 {2}markets\.fx\.dpeth: unknown parameter\. Did you mean markets\.fx\.depth\?/],
  ])("%s", async (_, args, says) => {
    expect(await refused([good(), ...args])).toMatch(says);
  });

  test("a file that is not there", async () => {
    expect(await refused([join(folder, "missing.yaml")])).toMatch(/missing\.yaml/);
  });

  test("an --out that is a file", async () => {
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const { code, stderr } = await yenwind(["sweep", good(), "--out", file, "--quiet"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("--out") });
  });
});

test("--plan shows the points and writes nothing", async () => {
  const { code, stdout } = await yenwind(["sweep", sweep({}), "--plan", "--out", out]);
  expect({ code, wrote: existsSync(out) }).toEqual({ code: 0, wrote: false });
  expect(stdout).toMatch(/^OK {2}tiny-sweep: 2 points \(grid\), 12 paths each$/m);
  expect(stdout).toMatch(/^0 reference +1000$/m);
  const json = JSON.parse((await yenwind(["sweep", sweep({}), "--plan", "--json", "--out", out])).stdout);
  expect(json).toMatchObject({ points: 2, differentPoints: 2, paths: 12, reference: 0, metrics: ["usdjpy.end"], parameters: [{ name: "depth", unit: "USD bn per unit log return" }] });
});
