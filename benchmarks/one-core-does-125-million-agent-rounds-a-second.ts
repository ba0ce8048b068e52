/**
 * One core simulates the baseline at 125 million agent-rounds a second or more.
 *
 * An agent-round is one agent in one round of a path. The frozen twin of the path and the recording of
 * what happens are in the time but not in the count: agents × rounds × paths, each path once. The kernel
 * runs the rules, in this thread. Batches of paths are timed after a warm-up and the median batch
 * counts. A second stretch under the profiler then says where the time goes; functions of the kernel are
 * named by their number in `yenwind kinds --wat`'s order of kinds.
 */
import { loadRun } from "../src/index.ts";
import { profile } from "./cpuProfile.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { pathTimer } from "./pathTimer.ts";
import { median, report } from "./verdict.ts";

const AT_LEAST = 125e6;
const WARM_UP = 60;
const BATCHES = amount(25, 3);
const BATCH_PATHS = 40;

const machine = describeMachine();
const baseline = loadRun(baselineFile);
const timer = await pathTimer(baseline);
const { agents, rounds } = timer;
timer.time(WARM_UP);
const speeds = Array.from({ length: BATCHES }, () => (1000 * agents * rounds) / timer.time(BATCH_PATHS));
const speed = median(speeds);

const functions = await profile(() => timer.time(amount(400, 40)));
console.log("share of the time, by function (its own time, and that of small functions inlined into it):");
for (const { name, file, share } of functions.slice(0, 20)) {
  console.log(`${(100 * share).toFixed(1).padStart(6)} %  ${name}  ${file}`);
}

const inMillions = (value: number) => value / 1e6;
console.log(`\n${agents} agents × ${rounds} rounds: ${(speed / agents / rounds).toFixed(1)} paths a second`);
console.log(`batches: ${inMillions(Math.min(...speeds)).toFixed(1)} to ${inMillions(Math.max(...speeds)).toFixed(1)} million agent-rounds a second`);
report("one-core-does-125-million-agent-rounds-a-second", {
  claim: `one core does at least ${inMillions(AT_LEAST)} million agent-rounds a second`,
  measured: inMillions(speed),
  unit: "million agent-rounds a second",
  holds: speed >= AT_LEAST,
  machine,
  details: { configuration: baseline.hash, agents, rounds, batchPaths: BATCH_PATHS, speeds, functions: functions.slice(0, 40) },
});
