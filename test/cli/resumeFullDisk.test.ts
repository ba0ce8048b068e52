import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { digests } from "../sweep/tinySweep.ts";
import { resize, smallDisk } from "./smallDisk.ts";
import { onlyRun, scratchFolder, tinyFile, yenwind } from "./yenwind.ts";

const folder = scratchFolder();
const tiny = tinyFile(folder);

test.for([
  ["paths", "9m", "1000"],
  ["tables", "1500k", "100"],
])("a disk that fills up while the %s are written, with room again: resume gives the same files", async ([what, size, paths], { skip }) => {
  const place = smallDisk(join(folder, what), `size=${size}`);
  if (place === undefined) return skip("only root can mount a small disk");
  const args = ["run", tiny, "--paths", paths, "--set", "run.chunk_paths=50"];
  const { code, stderr } = await yenwind([...args, "--out", place, "--checkpoint-seconds", "0"]);
  const run = onlyRun(place);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/ENOSPC.*Free space/) });
  expect(stderr).toContain(`To go on, once the cause is mended:\n  yenwind resume ${run}\n`);
  expect(existsSync(join(run, "manifest.json"))).toBe(false);
  const { chunks } = readCheckpoint(run)!;
  expect(chunks === Number(paths) / 50).toBe(what === "tables");
  expect(resize(place, "64m")).toBe(true);
  const resumed = await yenwind(["resume", run]);
  expect(resumed).toMatchObject({ code: 0, stderr: expect.stringContaining(` paths had been done and are kept`) });
  const whole = join(folder, `whole-run-${what}`);
  expect(await yenwind([...args, "--out", whole])).toMatchObject({ code: 0 });
  expect(digests(run)).toEqual(digests(onlyRun(whole)));
});
