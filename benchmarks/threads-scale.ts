/**
 * Two worker threads simulate the baseline at least 1.85 times as fast as one; and how far more threads go.
 *
 * Runs with 1, 2, 4 … threads, up to the cores of the machine, take turns in one process, so that a change
 * in the machine's speed hits all. Measured is the phase `simulate` of a run: starting the threads and
 * writing paths.arrow are in it; drawing the population before it and the tables after it are the same
 * work for any number of threads. Each thread gets the same number of paths, as in a long run: the second
 * or so in which a thread compiles its code then weighs the same everywhere.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { loadRun, simulateToFolder } from "../src/index.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount, quick } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { scalingSvg, scalingText } from "./scalingChart.ts";
import { median, report, resultsFolder } from "./verdict.ts";

const AT_LEAST = 1.85;
const TURNS = amount(3, 1);
const SECONDS = 100;
/** A path takes about so many seconds of one core. */
const PATH = 0.012;

const cores = availableParallelism();
const counts = [1, 2, 4, 8, 16, 32, 64, 128].filter((threads) => threads < cores || threads <= 2).concat(cores > 2 ? [cores] : []);
const pathsPerThread = quick ? 64 : 32 * Math.round(SECONDS / TURNS / counts.length / PATH / 32);

const machine = describeMachine();
const out = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));

/** Paths per second of the simulation of one run. */
async function run(threads: number): Promise<number> {
  const baseline = loadRun(baselineFile, [`run.paths=${threads * pathsPerThread}`]);
  const { timings, paths } = await simulateToFolder(baseline, { out, threads, overwrite: true });
  return paths / timings.simulate;
}

const speeds = counts.map(() => [] as number[]);
try {
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [n, threads] of counts.entries()) speeds[n].push(await run(threads));
    console.log(`turn ${turn + 1}: ${counts.map((threads, n) => `${threads} thread${threads === 1 ? "" : "s"} ${speeds[n][turn].toFixed(1)} paths/s`).join(", ")}`);
  }
} finally {
  rmSync(out, { recursive: true, force: true });
}

const points = counts.map((threads, n) => ({
  threads,
  pathsPerSecond: median(speeds[n]),
  ratio: median(speeds[n].map((speed, turn) => speed / speeds[0][turn])),
}));
console.log(`\n${scalingText(points)}`);
const file = join(resultsFolder, "threads-scale.svg");
mkdirSync(resultsFolder, { recursive: true });
writeFileSync(file, scalingSvg(points, `${machine.cpu}, ${machine.cores} cores`));
console.log(`\ndrawn in ${file}`);

const two = points.find(({ threads }) => threads === 2)!.ratio;
report("threads-scale", {
  claim: `two threads are at least ${AT_LEAST} times as fast as one`,
  measured: two,
  unit: "times",
  holds: two >= AT_LEAST,
  machine,
  details: { configuration: "configs/baseline.yaml", pathsPerThread, points, pathsPerSecond: speeds },
});
