import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellCommand } from "../../src/cli/shellCommand.ts";

test("a shell reads the same arguments back", () => {
  const argument = fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0"));
  fc.assert(
    fc.property(fc.array(argument, { minLength: 1, maxLength: 4 }), (args) => {
      const line = shellCommand(args).replace(/^yenwind/, `printf '%s\\0'`);
      const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
      expect(stdout.split("\0").slice(0, -1)).toEqual(args);
    }),
    { numRuns: 50 },
  );
});

test("plain arguments stay as they are", () => {
  expect(shellCommand(["run", "my.yaml", "--overwrite"])).toBe("yenwind run my.yaml --overwrite");
  expect(shellCommand(["run", "it's"])).toBe(`yenwind run 'it'\\''s'`);
});
