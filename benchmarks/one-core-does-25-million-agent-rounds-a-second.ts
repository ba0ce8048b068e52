/**
 * One core simulates the baseline at 25 million agent-rounds a second or more.
 *
 * An agent-round is one agent in one round of a path. The frozen twin of the path and the recording of
 * what happens are in the time but not in the count: agents × rounds × paths, each path once. The code
 * is the plain JavaScript of the rules, in this thread. Batches of paths are timed after a warm-up and
 * the median batch counts. A second stretch under the profiler then says where the time goes.
 */
import { loadRun } from "../src/index.ts";
import { createPathRunner } from "../src/paths/chunkRunner.ts";
import { chunkSetup } from "../src/run/prepare.ts";
import { profile } from "./cpuProfile.ts";
import { describeMachine } from "./machine.ts";
import { median, report } from "./verdict.ts";

const AT_LEAST = 25e6;
const WARM_UP = 40;
const BATCHES = 15;
const BATCH_PATHS = 20;

const machine = describeMachine();
const baseline = loadRun("configs/baseline.yaml");
const setup = chunkSetup(baseline);
const runner = createPathRunner(setup);
const [{ recorder, world }] = runner.lanes;
const agents = setup.opening.reduce((sum, { count }) => sum + count, 0);
const rounds = world.setup.days * world.setup.rounds;
const row = new Float64Array(recorder.columns.length);

let next = 0;
function runPaths(count: number): void {
  for (const last = next + count; next < last; next++) {
    runner.run(next);
    recorder.writeRow(next, row, 0);
  }
}

runPaths(WARM_UP);
const speeds = Array.from({ length: BATCHES }, () => {
  const began = performance.now();
  runPaths(BATCH_PATHS);
  return (agents * rounds * BATCH_PATHS * 1000) / (performance.now() - began);
});
const speed = median(speeds);

const functions = await profile(() => runPaths(10 * BATCH_PATHS));
console.log("share of the time, by function (its own time, and that of small functions inlined into it):");
for (const { name, file, share } of functions.slice(0, 20)) {
  console.log(`${(100 * share).toFixed(1).padStart(6)} %  ${name}  ${file}`);
}

const inMillions = (value: number) => value / 1e6;
console.log(`\n${agents} agents × ${rounds} rounds: ${(speed / agents / rounds).toFixed(1)} paths a second`);
console.log(`batches: ${inMillions(Math.min(...speeds)).toFixed(1)} to ${inMillions(Math.max(...speeds)).toFixed(1)} million agent-rounds a second`);
report("one-core-does-25-million-agent-rounds-a-second", {
  claim: `one core does at least ${inMillions(AT_LEAST)} million agent-rounds a second`,
  measured: inMillions(speed),
  unit: "million agent-rounds a second",
  holds: speed >= AT_LEAST,
  machine,
  details: { configuration: baseline.hash, agents, rounds, batchPaths: BATCH_PATHS, speeds, functions: functions.slice(0, 40) },
});
