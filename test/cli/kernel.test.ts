import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { assemble } from "../../src/kernel/assemble.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { HOLDER, holderWith } from "../kinds/holder.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};
const own = write("holder.mjs", HOLDER);

describe("yenwind kinds --kernel", () => {
  test("shows decide and settle of a kind with everything that they call written out", async () => {
    const { code, stdout, stderr } = await yenwind(["kinds", "--kernel", "hedge_fund"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const [decide, settle] = stdout.split("\n\nsettle hedge_fund\n");
    expect(decide).toMatch(/^decide hedge_fund\n {2}/);
    expect(decide).toContain("return DEFAULTED");
    expect(decide).toMatch(/a\.order_fx = .*\n/);
    expect(settle).toContain("a.waiting = ");
    // Rules are no longer called: what is left to call are functions of Math.
    expect(new Set(stdout.match(/\b\w+(?=\()/g))).toEqual(new Set(["max", "min", "abs"]));
    expect(settle).not.toContain("order_jgb");
  });

  test("takes a kind of the user's, and answers as JSON", async () => {
    const { stdout } = await yenwind(["kinds", "holder", "--kernel", "--kind", own, "--json"]);
    expect(JSON.parse(stdout)).toEqual({ kind: "holder", intermediate: expect.stringMatching(/^decide holder\n[^]*f\.sellers \+= 1\n/), wat: expect.stringMatching(/^\(module\n/) });
  });

  test.each(KINDS.map(({ name }) => name))("--wat of %s is a module that assembles", async (name) => {
    const { code, stdout } = await yenwind(["kinds", "--wat", name]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\(module\n[^]*\n\)\n$/);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(await assemble(stdout), { "": { memory } });
    expect(Object.keys(exports)).toEqual(expect.arrayContaining([`decide_${name}`, `settle_${name}`]));
  });

  test.each([["--kernel"], ["--wat"]])("%s without a name, or with an unknown one, is bad input: exit code 2 and a hint", async (option) => {
    const missing = await yenwind(["kinds", option]);
    expect(missing).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/the name of a kind is missing.*yenwind kinds --kernel hedge_fund/s) });
    const unknown = await yenwind(["kinds", option, "hedge_fnd"]);
    expect(unknown).toEqual({ code: 2, stdout: "", stderr: expect.stringMatching(/there is no kind "hedge_fnd".*Did you mean hedge_fund\?/s) });
  });
});

describe("--backend", () => {
  test.each([["run", tiny], ["verify", folder]])("%s with one that does not exist is bad input: exit code 2, and the choices", async (command, target) => {
    const { code, stdout, stderr } = await yenwind([command, target, "--backend", "foo"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/--backend.*foo.*wasm, js/s);
  });

  test("either gives the same files for a kind of the user's, and verifies what the other made", async () => {
    const more = tinyFile(folder, "  holder: { count: 5 }\nevents:\n  - { day: 2, news: { ust_yield_bp: -50 } }\n");
    const runs: Record<string, string> = {};
    for (const backEnd of ["wasm", "js"]) {
      const out = join(folder, `out-${backEnd}`);
      const { code, stderr } = await yenwind(["run", more, "--kind", own, "--backend", backEnd, "--out", out, "--quiet", "--threads", "2"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      runs[backEnd] = onlyRun(out);
    }
    expect(readManifest(runs.wasm).files).toEqual(readManifest(runs.js).files);
    for (const [backEnd, run] of [["wasm", runs.js], ["js", runs.wasm]]) {
      const { code, stdout } = await yenwind(["verify", run, "--kind", own, "--backend", backEnd, "--all", "--quiet"]);
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("12 of 12 paths recomputed (all)") });
    }
  });
});

describe("a kind of the user's that the kernel cannot compile is bad input: exit code 2, its file, line and column", () => {
  const loop = write("loop.mjs", holderWith(["    const sale = ", "    while (m.ust > 2) return 0;\n    const sale = "]));
  const line = HOLDER.split("\n").findIndex((text) => text.includes("const sale = ")) + 1;
  const says = `loop.mjs:${line}:5  the kernel cannot compile a statement of type WhileStatement`;

  test.each([["run --backend wasm"], ["run --backend js"], ["validate"]])("yenwind %s", async (words) => {
    const [command, ...options] = words.split(" ");
    const { code, stdout, stderr } = await yenwind([command, tiny, "--kind", loop, ...options, ...(command === "run" ? ["--out", join(folder, "none"), "--quiet"] : [])]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
    expect(stderr).toContain("while (m.ust > 2) return 0;\n");
    expect(stderr).toContain("Use const, let, if, assignments and return.");
  });

  test("yenwind kinds --kernel", async () => {
    const { code, stderr } = await yenwind(["kinds", "--kernel", "holder", "--kind", loop]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) });
  });

  test("validate --json lists it", async () => {
    const { code, stdout } = await yenwind(["validate", tiny, "--kind", loop, "--json"]);
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, findings: [{ file: loop, line, column: 5, message: "the kernel cannot compile a statement of type WhileStatement" }] });
  });

  test.each([
    ["a rule in a file that it imports", "f.sellers += 1;", "f.sellers += one(2);", 'import { one } from "./rules.mjs";\n', /rules\.mjs:1:32 {2}the kernel cannot compile the operator %/],
    ["a constant that changes", "k.speed * a.ust[i]", "speed * a.ust[i]", "let speed = 0.1;\n", /kind\.mjs:\d+:\d+ {2}the kernel cannot compile the name speed/],
    ["a misspelt column", "a.order_ust[i]", "a.order_treasury[i]", "", /kind\.mjs:\d+:5 {2}the kernel cannot compile the unknown name a\.order_treasury/],
  ])("%s", async (_, from, to, before, message) => {
    write("rules.mjs", "export const one = (x) => 1 + (x % 2);\n");
    const kind = write("kind.mjs", before + holderWith([from, to]));
    const { code, stderr } = await yenwind(["validate", tiny, "--kind", kind]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
