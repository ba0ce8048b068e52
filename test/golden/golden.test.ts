import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { changedFiles, fingerprint, type Golden } from "../../scripts/goldenDigests.ts";
import { BACK_ENDS, type BackEndName } from "../../src/run/kernel.ts";

const root = join(import.meta.dirname, "../..");
const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, "digests.json"), "utf8"));

/** Node versions that `.ci/run` brings: one folder per major version, each with the package of one platform. */
const nodes = [20, 22, 24, 26].map((major) => {
  const modules = join(root, ".ci/nodes", String(major), "node_modules");
  const names = existsSync(modules) ? readdirSync(modules).filter((name) => name.startsWith("node-")) : [];
  return { major, binary: names.map((name) => join(modules, name, "bin/node")).find((path) => existsSync(path)) };
});
const absent = nodes.filter(({ binary }) => binary === undefined).map(({ major }) => major);
if (absent.length > 0) console.log(`Node ${absent.join(", ")} not found in .ci/nodes (.ci/run brings them): skipped`);

/** The digests that a Node of choice computes with the compiled engine. */
async function digestsUnder(node: string, backEnd: BackEndName): Promise<Golden> {
  const { stdout } = await promisify(execFile)(node, [join(root, "dist/scripts/printGolden.js"), backEnd], { cwd: root });
  return JSON.parse(stdout) as Golden;
}

test.each(BACK_ENDS)("with --backend %s every result file has the committed digest", async (backEnd) => {
  const found = await digestsUnder(process.execPath, backEnd);
  expect(found.modelVersion).toBe(golden.modelVersion);
  expect(changedFiles(golden.digests, found.digests)).toEqual([]);
});

for (const { major, binary } of nodes) {
  test.skipIf(binary === undefined).each(BACK_ENDS)(`Node ${major} gives the committed digests with --backend %s`, async (backEnd) => {
    const { stdout: version } = await promisify(execFile)(binary!, ["--version"]);
    expect(version).toMatch(new RegExp(`^v${major}\\.`));
    expect(changedFiles(golden.digests, (await digestsUnder(binary!, backEnd)).digests)).toEqual([]);
  });
}

test("the last entry of CHANGES.md is about the committed digests", () => {
  const changes = readFileSync(join(import.meta.dirname, "CHANGES.md"), "utf8");
  const last = changes.split(/^## /m).at(-1)!;
  expect(last.split("\n")[0]).toBe(`${fingerprint(golden)} (model version ${golden.modelVersion})`);
});

test("a changed number and a changed description are told apart", () => {
  const one = (file: string, numbers: string) => ({ kou: { "paths.arrow": { file, numbers } } });
  expect(changedFiles(one("a", "1"), one("a", "1"))).toEqual([]);
  expect(changedFiles(one("a", "1"), one("b", "1"))).toEqual([{ law: "kou", file: "paths.arrow", what: "file" }]);
  expect(changedFiles(one("a", "1"), one("b", "2"))).toEqual([{ law: "kou", file: "paths.arrow", what: "numbers" }]);
  expect(changedFiles({}, one("b", "2"))).toEqual([{ law: "kou", file: "paths.arrow", what: "numbers" }]);
});
