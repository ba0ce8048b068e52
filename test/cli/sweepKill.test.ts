import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { digests, journal, rowsOf, sweepFile } from "../sweep/tinySweep.ts";
import { begunRun, killed, onlyRun, scratchFolder, start, yenwind } from "./yenwind.ts";

const KILLS = 30;
const KILLS_PER_SWEEP = 5;
const POINTS = 48;
const PATHS = 100;

const folder = scratchFolder();
const file = sweepFile(folder, `
base: tiny.yaml
design: grid
parameters:
  drift: { path: markets.fx.drift, range: { from: 0, to: 0.05, steps: 6 } }
  depth: { path: markets.fx.depth, range: { from: 500, to: 8000, steps: 8, log: true } }
metrics: [usdjpy.*, all.us_equity.forced.worst3d, defaults]
statistics: [mean, q95, es95, prob>0]
`);
const arguments_ = (out: string) => ["sweep", file, "--paths", String(PATHS), "--threads", "2", "--out", out, "--quiet"];

let whole: Record<string, string>;
let milliseconds: number;

beforeAll(async () => {
  const out = join(folder, "uninterrupted");
  const began = performance.now();
  expect(await yenwind(arguments_(out))).toMatchObject({ code: 0 });
  milliseconds = performance.now() - began;
  whole = digests(onlyRun(out));
});

/** Whole lines of the journal. */
function lines(run: string | undefined): number {
  const path = join(run ?? "", "journal.jsonl");
  return run !== undefined && existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;
}

/** The command that begins a sweep below a folder, or goes on with it. */
function next(out: string): string[] {
  const run = begunRun(out);
  return run !== undefined && existsSync(join(run, "sweep.json")) ? ["resume", run, "--threads", "2", "--quiet"] : arguments_(out);
}

test(`killed at ${KILLS} random moments, a sweep goes on where it was and its files are the same, byte for byte`, { timeout: 600_000 }, async () => {
  const { uniform } = createRandom(keyFor("kill", "moments"));
  const interrupted: number[] = []; // units on the disk after every kill
  for (let kills = 0, sweeps = 0; kills < KILLS; sweeps++) {
    const out = join(folder, `killed-${sweeps}`);
    for (let n = 0; n < KILLS_PER_SWEEP && kills < KILLS; n++) {
      const [moment, before] = [uniform(kills, sweeps, n, 0) * milliseconds, lines(begunRun(out))];
      // At any moment, its start included; and, however slow that is here, amid the work.
      if (!(await (n % 2 === 0 ? killed(next(out), moment) : killed(next(out), moment / 10, () => lines(begunRun(out)) > before)))) break;
      kills += 1;
      const run = begunRun(out);
      interrupted.push(lines(run));
      // A folder with a manifest is complete.
      if (run !== undefined && existsSync(join(run, "manifest.json"))) expect(digests(run)).toEqual(whole);
    }
    expect(await yenwind(next(out))).toMatchObject({ code: 0, stderr: "" });
    expect(digests(onlyRun(out))).toEqual(whole);
    expect(readdirSync(onlyRun(out))).toEqual(readdirSync(onlyRun(join(folder, "uninterrupted")))); // and nothing is left behind
    // What had been finished before a kill was not computed again.
    expect(journal(onlyRun(out)).reduce((sum, { count }) => sum + count, 0)).toBe(POINTS * PATHS);
  }
  expect(interrupted.filter((units) => units > 0).length).toBeGreaterThan(KILLS / 3);
});

test("Ctrl-C: exit code 130 and the command that goes on, which gives the same files", async () => {
  const out = join(folder, "ctrl-c");
  const { child, ended } = start(arguments_(out).filter((word) => word !== "--quiet"));
  while (lines(begunRun(out)) === 0) await sleep(5);
  child.kill("SIGINT");
  const { code, stdout, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 130, stderr: expect.stringContaining("Interrupted: finishing what is running") });
  const run = onlyRun(out);
  expect(existsSync(join(run, "manifest.json"))).toBe(false);
  expect(existsSync(join(run, "summary.arrow"))).toBe(false);
  expect(stdout).toMatch(new RegExp(`interrupted: \\d+ of ${POINTS} points are done`));
  expect(stdout).toContain(`To go on:\n  yenwind resume ${run}\n`);
  const states = rowsOf(run, "points.arrow").map(({ status }) => status as string);
  expect(["done", "incomplete", "planned"]).toEqual(expect.arrayContaining([...new Set(states)]));
  expect(states).toContain("planned");
  expect(await yenwind(["resume", run, "--quiet"])).toMatchObject({ code: 0 });
  expect(digests(run)).toEqual(whole);
});
