/**
 * Sweeping, everything but simulating, is at most 5 % of the time of a sweep of 1,000 points × 200 paths of the smoke
 * population.
 *
 * The same units of work run in three ways that take turns in one process, on the same threads: as a sweep, from its file
 * to its last table (checking every point, journal with flushes, statistics, contrasts against a reference, sensitivity);
 * with nothing but the simulation, compiled rules, books of every point and its paths, the numbers thrown away; and so for one point only,
 * again and again. The first against the second is the claim; the third tells what it costs to go from point to point. The
 * start of the program is in none.
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

/** As many units, one per point or all of the first, two on their way to every thread. */
async function simulateOnly(distinct: boolean): Promise<number> {
  const { base, metrics, points } = await evenSweep(POINTS);
  const configuration = base.configuration as unknown as RunConfiguration;
  const began = performance.now();
  const kernel = await compileKernel(model, configuration);
  const kept = metrics.map(({ name }) => name);
  const unit = (n: number) => {
    const { id, differences, history } = points[distinct ? n : 0];
    return { id, differences, history, metrics: kept, first: distinct ? 0 : PATHS * n, count: PATHS };
  };
  const pool = openUnitPool({ base: configuration, kindModules: [], kernel }, model.kinds, threads);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < POINTS) await pool.run(next, unit(next++));
  };
  try {
    await Promise.all(Array.from({ length: 2 * threads }, work));
    return (performance.now() - began) / 1000;
  } finally {
    await pool.close();
  }
}

const seconds: { sweep: number; points: number; onePoint: number }[] = [];
for (let turn = 0; turn < TURNS; turn++) {
  seconds.push({ points: await simulateOnly(true), sweep: await sweep(), onePoint: await simulateOnly(false) });
  const { sweep: all, points, onePoint } = seconds[turn];
  console.log(`turn ${turn + 1}: sweep ${all.toFixed(1)} s, its points alone ${points.toFixed(1)} s, one point as often ${onePoint.toFixed(1)} s`);
}
const overhead = median(seconds.map(({ sweep: all, points }) => 1 - points / all));
const strict = median(seconds.map(({ sweep: all, onePoint }) => 1 - onePoint / all));
console.log(`with the books of every point counted as sweeping: ${(100 * strict).toFixed(1)} %`);
report("sweeping-costs-little", {
  claim: `everything but simulating is at most ${100 * AT_MOST} % of a sweep of ${POINTS} points × ${PATHS} paths`,
  measured: 100 * overhead,
  unit: "%",
  holds: overhead <= AT_MOST,
  machine,
  details: { strict, configuration: "configs/smoke.yaml", threads, points: POINTS, paths: PATHS, seconds },
});
