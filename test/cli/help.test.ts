import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { yenwind } from "./yenwind.ts";

const COMMANDS = ["run", "sweep", "calibrate", "resume", "validate", "verify", "compare", "report", "kinds", "schema", "bench", "facts", "explain", "explore", "plan", "shard", "merge", "status", "submit", "worker"];

test("the program's help lists every command", async () => {
  const { code, stdout, stderr } = await yenwind(["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  expect(stdout).toContain("NO_COLOR");
});

test.each(COMMANDS)("%s --help teaches: a description, examples, exit codes", async (command) => {
  const { code, stdout, stderr } = await yenwind([command, "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^Examples?:\n {2}yenwind /m);
  expect(stdout).toContain("Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  expect((await yenwind(["help", command])).stdout).toBe(stdout);
});

test("--version is that of package.json", async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  expect(await yenwind(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});
