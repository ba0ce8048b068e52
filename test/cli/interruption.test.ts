import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { onlyRun, scratchFolder, start, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);
const long = (out: string) => start(["run", tiny, "--paths", "300000", "--threads", "2", "--out", out]);

test.each(["SIGINT", "SIGTERM"] as const)("the first %s keeps what is done: exit code 130 and a valid, partial result", async (signal) => {
  const out = join(folder, signal);
  const { child, ended, stderrShows } = long(out);
  await stderrShows(" left\n");
  child.kill(signal);
  const { code, stdout, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr).toContain("Interrupted: finishing the chunks in flight");
  expect(stderr).not.toMatch(/^\s+at /m);
  const run = onlyRun(out);
  const { counts } = readManifest(run);
  expect(counts.requested_paths).toBe(300_000);
  expect(counts.paths).toBeGreaterThan(0);
  expect(counts.paths).toBeLessThan(300_000);
  expect(stdout).toMatch(/interrupted: [\d,]+ of 300,000 paths are done/);
  expect(stdout).toContain(`To go on:\n  yenwind resume ${run}\n`);
  expect(await yenwind(["verify", run, "--quiet"])).toMatchObject({ code: 0 });
});

test("a second Ctrl-C leaves at once: exit code 130, no answer, no manifest", async () => {
  const out = join(folder, "second");
  // One chunk is the whole run, so that the first Ctrl-C alone would take minutes.
  const { child, ended, stderrShows } = start(["run", tiny, "--set", "run.chunk_paths=60000", "--paths", "60000", "--out", out]);
  await stderrShows(" left\n");
  child.kill("SIGINT");
  await stderrShows("Ctrl-C again");
  child.kill("SIGINT");
  const { code, stdout } = await ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(existsSync(join(onlyRun(out), "manifest.json"))).toBe(false);
});
