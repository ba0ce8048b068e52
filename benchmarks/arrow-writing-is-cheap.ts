/**
 * Writing the rows of paths to paths.arrow takes at most 2 % of the time that simulating them takes.
 *
 * One thread. Rows of the baseline are simulated once; then they are written again and again as a run
 * writes them, flush to disk and digest included, for long enough to be timed. The median of the
 * repetitions counts.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArrowFileWriter } from "../src/arrow/writer.ts";
import { loadRun } from "../src/index.ts";
import { RowBatcher } from "../src/run/batch.ts";
import { resultFields } from "../src/run/fields.ts";
import type { RunConfiguration } from "../src/run/prepare.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { pathTimer } from "./pathTimer.ts";
import { median, report } from "./verdict.ts";

const AT_MOST = 0.02;
const PATHS = amount(256, 32);
const COPIES = amount(64, 4);
const TURNS = amount(9, 3);

const machine = describeMachine();
const baseline = loadRun(baselineFile);
const { days } = (baseline.configuration as unknown as RunConfiguration).calendar;
const fields = resultFields(baseline.name, baseline.model.kinds, days).paths;
const timer = await pathTimer(baseline);
timer.time(64);
const simulate = median(Array.from({ length: TURNS }, () => timer.time(32)));
const rows = timer.rows(PATHS);

const folder = mkdtempSync(join(tmpdir(), "yenwind-benchmark-"));
const times: number[] = [];
let bytes = 0;
try {
  for (let turn = 0; turn < TURNS; turn++) {
    const began = performance.now();
    const file = ArrowFileWriter.create(join(folder, "paths.arrow"), fields, {});
    const batcher = new RowBatcher(file);
    for (let copy = 0; copy < COPIES; copy++) batcher.add(rows);
    batcher.flush();
    ({ bytes } = file.close());
    times.push((performance.now() - began) / (COPIES * PATHS));
    rmSync(join(folder, "paths.arrow"));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const write = median(times);
const share = write / simulate;
const speed = bytes / (write / 1000) / (COPIES * PATHS);
console.log(`${fields.length} columns; writing ${(1000 * write).toFixed(1)} µs a path (${(speed / 1e6).toFixed(0)} MB/s), simulating ${simulate.toFixed(2)} ms a path`);
report("arrow-writing-is-cheap", {
  claim: `writing paths.arrow takes at most ${100 * AT_MOST} % of the time of simulating its paths`,
  measured: 100 * share,
  unit: "%",
  holds: share <= AT_MOST,
  machine,
  details: { configuration: "configs/baseline.yaml", columns: fields.length, paths: PATHS * COPIES, megabytesPerSecond: speed / 1e6, millisecondsPerPath: { write: times, simulate } },
});
