/**
 * Sweeping, everything but simulating, is at most 5 % of the time of a sweep of 1,000 points × 200 paths of the smoke
 * population.
 *
 * The same paths are simulated in two ways that take turns in one process, on the same threads: as a sweep, from its
 * file to its last table (checking every point, drawing books, journal with flushes, statistics, contrasts against a
 * reference, sensitivity); and with nothing but the simulation of one of the points, in units of the same 200 paths,
 * the numbers thrown away. The start of the program is in neither.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { compileKernel } from "../src/run/kernel.ts";
import type { RunConfiguration } from "../src/run/prepare.ts";
import { loadModel, simulateSweep } from "../src/index.ts";
import { openUnitPool } from "../src/sweep/runUnits.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { evenSweep } from "./sweepFile.ts";
import { median, report } from "./verdict.ts";

const AT_MOST = 0.05;
const POINTS = amount(1000);
const TURNS = amount(5, 1);
const PATHS = 200;

const machine = describeMachine();
const threads = availableParallelism();
const model = await loadModel([]);

async function sweep(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
  const began = performance.now();
  try {
    await simulateSweep(await evenSweep(POINTS), { folder, threads, given: { file: "even.yaml", kinds: [], set: [], until: null } });
    return (performance.now() - began) / 1000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As many units of the point of the middle, two on their way to every thread. */
async function simulateOnly(): Promise<number> {
  const { base, metrics, points } = await evenSweep(2);
  const configuration = base.configuration as unknown as RunConfiguration;
  const kernel = await compileKernel(model, configuration);
  const { id, differences, history } = points[0];
  const pool = openUnitPool({ base: configuration, kindModules: [], kernel, metrics: metrics.map(({ name }) => name) }, model.kinds, threads);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < POINTS) await pool.run(next, { id, differences, history, first: PATHS * next++, count: PATHS });
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: 2 * threads }, work));
    return (performance.now() - began) / 1000;
  } finally {
    await pool.close();
  }
}

const seconds: { sweep: number; simulation: number }[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  const simulation = await simulateOnly();
  seconds.push({ sweep: await sweep(), simulation });
  console.log(`turn ${turn + 1}: sweep ${seconds[turn].sweep.toFixed(1)} s, simulation alone ${simulation.toFixed(1)} s`);
}
const overhead = median(seconds.map(({ sweep: all, simulation }) => 1 - simulation / all));
report("sweeping-costs-little", {
  claim: `everything but simulating is at most ${100 * AT_MOST} % of a sweep of ${POINTS} points × ${PATHS} paths`,
  measured: 100 * overhead,
  unit: "%",
  holds: overhead <= AT_MOST,
  machine,
  details: { configuration: "configs/smoke.yaml", threads, points: POINTS, paths: PATHS, seconds },
});
