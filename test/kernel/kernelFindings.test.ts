import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { kernelFindings } from "../../scripts/kernelFindings.ts";
import { scratchFolder } from "../cli/yenwind.ts";

const folder = scratchFolder();
let copies = 0;

/** A copy of the compiled program, its lines as they are but for changes in a file. */
function doctored(file: string, from: string, to: string): string {
  const copy = join(folder, String(copies++));
  cpSync("dist/src", join(copy, "dist/src"), { recursive: true });
  cpSync("dist/scripts", join(copy, "dist/scripts"), { recursive: true });
  cpSync("package.json", join(copy, "package.json"));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"), "dir");
  const path = join(copy, "dist/src", file);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  return copy;
}

/** Line and column, from 1, of a text in a source file. */
function placeOf(text: string, file: string): string {
  const before = readFileSync(file, "utf8").split(text, 2)[0].split("\n");
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

test("the kernel can compile the kinds that come with the program", () => {
  expect(kernelFindings(pathToFileURL(resolve("dist/src") + "/"))).toEqual([]);
});

describe("what it cannot compile is told with the line of the TypeScript source", () => {
  test.each([
    ["model/agents/bank", "m.us_rate + a.funding_spread[i]", "m.us_rate ** a.funding_spread[i]", "m.us_rate + a.funding", "the operator **. Use + - * /"],
    ["model/agents/settle", "a.waiting[i] = rest ? 1 : 0", "a.waitin [i] = rest ? 1 : 0", "a.waiting[i] = rest", "there is no a.waitin. It has "],
    ["model/rules/r20-carry-sale", "return Math.min", "return Math.exp", "Math.min", "Math.exp. Use Math.min, max, abs or sqrt"],
  ])("in %s", (file, from, to, place, says) => {
    const copy = doctored(`${file}.js`, from, to);
    const findings = kernelFindings(pathToFileURL(`${copy}/dist/src/`));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(`/src/${file}.ts:${placeOf(place, `src/${file}.ts`)}: the kernel cannot compile ${says}`);
  });
});

test("npm run build ends with the check, which fails with exit code 1", () => {
  expect(JSON.parse(readFileSync("package.json", "utf8")).scripts.build).toMatch(/&& node dist\/scripts\/checkKernel\.js$/);
  const check = (cwd: string) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/scripts/checkKernel.js"], { cwd, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  expect(check(".")).toEqual({ status: 0, stdout: "", stderr: "" });
  const { status, stderr } = check(doctored("model/agents/bank.js", "if (cost <= m.ust_yield)", "while (cost <= m.ust_yield)"));
  expect(status).toBe(1);
  expect(stderr).toBe(`src/model/agents/bank.ts:${placeOf("if (cost <= m.ust_yield)", "src/model/agents/bank.ts")}: the kernel cannot compile a statement of type WhileStatement. Use const, let, if, assignments and return.\n`);
});
