import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { readManifest } from "../../src/arrow/manifest.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { readCheckpoint } from "../../src/run/checkpoint.ts";
import { digests } from "../sweep/tinySweep.ts";
import { begunRun, killed, onlyRun, scratchFolder, start, tinyFile, yenwind } from "./yenwind.ts";

const KILLS = 10;
const KILLS_PER_RUN = 4;
const PATHS = 1800;

const folder = scratchFolder();
const tiny = tinyFile(folder);
const begin = (out: string) => ["run", tiny, "--paths", `${PATHS}`, "--set", "run.chunk_paths=60", "--threads", "2", "--checkpoint-seconds", "0", "--out", out];

let whole: Record<string, string>;
let milliseconds: number;
beforeAll(async () => {
  const out = join(folder, "uninterrupted");
  const began = performance.now();
  expect(await yenwind([...begin(out), "--quiet"])).toMatchObject({ code: 0 });
  milliseconds = performance.now() - began;
  whole = digests(onlyRun(out));
});

/** The folder of the run below `out`, once it is one that can be resumed. */
function begun(out: string): string | undefined {
  const run = begunRun(out);
  if (run === undefined) return undefined;
  return existsSync(join(run, "run.json")) || existsSync(join(run, "manifest.json")) ? run : undefined;
}

/** Chunks in the checkpoint of the run below `out`. */
function chunks(out: string): number {
  const run = begun(out);
  return run === undefined ? 0 : (readCheckpoint(run)?.chunks ?? 0);
}

/** The command that begins the run below a folder, or goes on with it. */
function next(out: string, threads: number): string[] {
  const run = begun(out);
  return run === undefined ? begin(out) : ["resume", run, "--threads", `${threads}`, "--checkpoint-seconds", "0"];
}

test(`killed at ${KILLS} random moments, a run goes on where it was and its files are the same, byte for byte`, async () => {
  const { uniform } = createRandom(keyFor("kill", "moments of a run"));
  const kept: number[] = []; // chunks in the checkpoint after every kill
  for (let kills = 0, runs = 0; kills < KILLS; runs++) {
    const out = join(folder, `killed-${runs}`);
    for (let n = 0; n < KILLS_PER_RUN && kills < KILLS; n++) {
      const [moment, before] = [uniform(kills, runs, n, 0) * milliseconds, chunks(out)];
      const command = [...next(out, 1 + (n % 3)), "--quiet"];
      // At any moment, its start included; and, however slow that is here, amid the work.
      if (!(await (n % 2 === 0 ? killed(command, moment) : killed(command, moment / 10, () => chunks(out) > before)))) break;
      kills += 1;
      const run = begun(out);
      kept.push(chunks(out));
      // A folder with a manifest is complete.
      if (run !== undefined && existsSync(join(run, "manifest.json"))) expect(digests(run)).toEqual(whole);
    }
    expect(await yenwind([...next(out, 2), "--quiet"])).toMatchObject({ code: 0, stderr: "" });
    const run = onlyRun(out);
    expect(digests(run)).toEqual(whole);
    expect(readdirSync(run).sort()).toEqual([...Object.keys(whole), "manifest.json"].sort());
  }
  expect(kept.filter((chunks) => chunks > 0).length).toBeGreaterThan(KILLS / 3);
});

test("Ctrl-C, twice, then to the end: each time the command that goes on, and the same files in the end", async () => {
  const out = join(folder, "ctrl-c");
  let before = 0;
  for (const _ of [1, 2]) {
    const { child, ended } = start(next(out, 2));
    while (chunks(out) <= before + 3) await sleep(5);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    const run = onlyRun(out);
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining("Interrupted: finishing the chunks in flight") });
    expect(stdout).toContain(`To go on:\n  yenwind resume ${run}\n`);
    const { paths } = readManifest(run).counts;
    expect(paths).toBeLessThan(PATHS);
    before = readCheckpoint(run)!.chunks;
    expect(paths).toBe(60 * before);
    expect(statSync(join(run, "daily.spool")).size).toBeGreaterThan(0);
    expect(await yenwind(["verify", run, "--quiet"])).toMatchObject({ code: 0 });
  }
  const { code, stderr } = await yenwind(next(out, 1));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(`${(60 * before).toLocaleString("en")} paths had been done and are kept`) });
  expect(digests(onlyRun(out))).toEqual(whole);
});
