/**
 * From a configuration file to the first round in at most half a second: read and check the baseline,
 * draw its population, translate and assemble the kernel, make an instance.
 *
 * Every start is a process of its own, so that no code is warm; the median counts. Starting Node.js and
 * loading the program's modules come on top and are shown.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { loadRun } from "../src/index.ts";
import { assemble } from "../src/kernel/assemble.ts";
import { createPathRunner } from "../src/paths/chunkRunner.ts";
import { translateKernel } from "../src/run/kernel.ts";
import { chunkSetup } from "../src/run/prepare.ts";
import { baselineFile } from "./baselineFile.ts";
import { amount } from "./effort.ts";
import { describeMachine } from "./machine.ts";
import { median, report } from "./verdict.ts";

const AT_MOST = 0.5;
const STARTS = amount(15, 3);

/** In the process of one start: seconds by step. */
async function startOnce(): Promise<void> {
  const modules = performance.now(); // since the process began
  const steps: Record<string, number> = {};
  let before = modules;
  const done = (step: string): void => {
    const now = performance.now();
    steps[step] = (now - before) / 1000;
    before = now;
  };
  const loaded = loadRun(baselineFile);
  done("configuration");
  const setup = chunkSetup(loaded);
  done("population");
  const { text, plan } = translateKernel(loaded.model, setup.configuration);
  done("translation");
  const module = await assemble(text);
  done("assembly");
  createPathRunner({ ...setup, kernel: { module, plan } }, loaded.model.kinds);
  done("instance");
  console.log(JSON.stringify({ loading: modules / 1000, counted: (before - modules) / 1000, ...steps }));
}

function main(): void {
  const machine = describeMachine();
  const file = fileURLToPath(import.meta.url);
  const starts = Array.from({ length: STARTS }, () => JSON.parse(execFileSync(process.execPath, [file, "once"], { encoding: "utf8" })) as Record<string, number>);
  const middle = Object.fromEntries(Object.keys(starts[0]).map((step) => [step, median(starts.map((start) => start[step]))]));
  for (const [step, seconds] of Object.entries(middle)) console.log(`${step.padEnd(14)} ${(1000 * seconds).toFixed(0).padStart(5)} ms`);
  report("start-up-takes-half-a-second", {
    claim: `the baseline starts in at most ${AT_MOST} s`,
    measured: middle.counted,
    unit: "s",
    holds: middle.counted <= AT_MOST,
    machine,
    details: { configuration: "configs/baseline.yaml", starts, median: middle },
  });
}

if (process.argv[2] === "once") await startOnce();
else main();
