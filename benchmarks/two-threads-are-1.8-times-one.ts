/**
 * Two worker threads simulate the baseline at least 1.8 times as fast as one.
 *
 * One thread and two take turns (ABAB …) in one process, so that a change in the machine's speed hits
 * both; each pair gives a ratio, the median counts. Measured is the phase `simulate` of a run: starting
 * the threads and writing paths.arrow are in it; drawing the population before it and the tables after
 * it are the same work for any number of threads. Each thread gets the same number of paths, as in a
 * long run: the second or so in which a thread compiles its code then weighs the same on both sides.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRun, simulateToFolder } from "../src/index.ts";
import { describeMachine } from "./machine.ts";
import { median, report } from "./verdict.ts";

const AT_LEAST = 1.8;
const PAIRS = 2;
const PATHS_PER_THREAD = 400;

const machine = describeMachine();
const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));

/** Paths per second of the simulation of one run. */
async function run(threads: number): Promise<number> {
  const baseline = loadRun("configs/baseline.yaml", [`run.paths=${threads * PATHS_PER_THREAD}`]);
  const { timings, paths } = await simulateToFolder(baseline, { out, threads, overwrite: true });
  return paths / timings.simulate;
}

const pairs: { one: number; two: number; ratio: number }[] = [];
try {
  for (let pair = 0; pair < PAIRS; pair++) {
    const [one, two] = [await run(1), await run(2)];
    const ratio = two / one;
    pairs.push({ one, two, ratio });
    console.log(`pair ${pair + 1}: one thread ${one.toFixed(1)} paths/s, two threads ${two.toFixed(1)} paths/s, ratio ${ratio.toFixed(3)}`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

const ratio = median(pairs.map((pair) => pair.ratio));
report("two-threads-are-1.8-times-one", {
  claim: `two threads are at least ${AT_LEAST} times as fast as one`,
  measured: ratio,
  unit: "times",
  holds: ratio >= AT_LEAST,
  machine,
  details: { configuration: "configs/baseline.yaml", pathsPerThread: PATHS_PER_THREAD, pathsPerSecond: pairs },
});
