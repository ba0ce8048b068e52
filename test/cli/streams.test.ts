import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { showsColour } from "../../src/cli/output.ts";
import { main, scratchFolder, tinyFile } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const bash = (script: string) => spawnSync("bash", ["-c", script], { encoding: "utf8", env: { ...process.env, NODE: process.execPath, MAIN: main } });

describe("stdout", () => {
  test("a reader that goes away is no error", () => {
    const { stdout, stderr } = bash(`"$NODE" "$MAIN" schema | head -c 1 > /dev/null; echo "\${PIPESTATUS[0]}"`);
    expect({ stdout, stderr }).toEqual({ stdout: "0\n", stderr: "" });
  });

  test.skipIf(!existsSync("/dev/full"))("an answer that cannot be written is a failure", () => {
    const { status, stderr } = bash(`"$NODE" "$MAIN" schema > /dev/full`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^yenwind: cannot write to standard output: ENOSPC/);
  });

  test("progress that nobody can read stops nothing", () => {
    const { status, stdout } = bash(`"$NODE" "$MAIN" run "${tiny}" --out "${join(folder, "closed")}" --json 2> >(exec 0<&-)`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).paths).toBe(12);
  });
});

const inTerminal = (name: string, env: string) =>
  spawnSync("script", ["-qec", `${env} "${process.execPath}" "${main}" run "${tiny}" --out "${join(folder, name)}"`, "/dev/null"], {
    encoding: "utf8",
    env: { ...process.env, TERM: "xterm", NO_COLOR: "" },
  }).stdout;
const hasTerminals = spawnSync("script", ["--version"]).status === 0;
const bold = "\x1b[1mDollars sold";

describe("colour", () => {
  test.skipIf(!hasTerminals)("on a terminal", () => {
    expect(inTerminal("colour", "")).toContain(bold);
  });

  test.skipIf(!hasTerminals)("not with NO_COLOR", () => {
    const shown = inTerminal("plain", "NO_COLOR=1");
    expect(shown).toContain("Dollars sold");
    for (const code of [bold, "\x1b[3", "\x1b[9"]) expect(shown).not.toContain(code);
  });

  test.each([
    [true, {}, true], [false, {}, false], [true, { NO_COLOR: "1" }, false], [true, { NO_COLOR: "" }, true], [true, { TERM: "dumb" }, false],
    [false, { CI: "1", FORCE_COLOR: "1" }, false],
  ])("terminal %s with %o: %s", (isTTY, env, expected) => {
    const before = { ...process.env };
    Object.assign(process.env, { NO_COLOR: "", TERM: "xterm" }, env);
    try {
      expect(showsColour({ isTTY })).toBe(expected);
    } finally {
      process.env = before;
    }
  });
});
