import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quick } from "./effort.ts";
import type { Machine } from "./machine.ts";

/** Where the results go: YENWIND_BENCH_OUT, which `yenwind bench --out` sets. */
export const resultsFolder = process.env.YENWIND_BENCH_OUT ?? join("results", "benchmarks");

/** Load before a benchmark from which on its timings say little. */
const BUSY = 0.7;

export interface Outcome {
  /** The claim in one sentence, with its number. */
  readonly claim: string;
  readonly measured: number;
  readonly unit: string;
  readonly holds: boolean;
  readonly machine: Machine;
  readonly details: object;
}

/**
 * Write <name>.json to the results folder, print the verdict as the last lines and set the exit code:
 * 0 when the claim holds, 1 when it does not. A quick look is no measurement: it gives no verdict, and 0.
 */
export function report(name: string, outcome: Outcome): void {
  mkdirSync(resultsFolder, { recursive: true });
  const file = join(resultsFolder, `${name}.json`);
  const { claim, measured, unit, holds, machine, details } = outcome;
  writeFileSync(file, `${JSON.stringify({ claim, measured, unit, holds: quick ? null : holds, quick, machine, details }, null, 2)}\n`);
  console.log(`\n${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}`);
  if (machine.load > BUSY) console.log(`the machine was busy before (load ${machine.load.toFixed(1)}): timings say little`);
  console.log(`written to ${file}`);
  console.log(`claim:    ${claim}`);
  console.log(`measured: ${measured.toPrecision(3)} ${unit}`);
  console.log(`verdict:  ${quick ? "none, this was a quick look" : `the claim ${holds ? "holds" : "does not hold"}`}`);
  process.exitCode = holds || quick ? 0 : 1;
}

/** The middle one of an odd number of values, the mean of the middle two otherwise. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
