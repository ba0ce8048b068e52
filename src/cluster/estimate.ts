import { cpus } from "node:os";
import { moduleUrls } from "../kinds/model.ts";
import { PathError } from "../model/record/pathError.ts";
import { compileKernel } from "../run/kernel.ts";
import type { RunConfiguration } from "../run/prepare.ts";
import type { SweepPlan } from "../sweep/plan.ts";
import { createUnitRunner, unitResult } from "../sweep/pointRunner.ts";
import type { Cut } from "./cutShards.ts";

/** What the parts of a sweep cost, in seconds of one core. */
export interface Costs {
  /** Per agent and round of a path; the frozen twin of the path is counted in. */
  readonly secondsPerAgentRound: number;
  /** To prepare a point: draw its books, make room. */
  readonly secondsPerPoint: number;
}

/** What the work of a plan is thought to cost, in seconds of one core of the machine that made the plan. */
export interface Estimate extends Costs {
  readonly seconds: number;
  /** Of a shard on average, and of the longest. */
  readonly secondsPerShard: number;
  readonly longestShard: number;
  readonly cpu: string;
}

/** Seconds that a trial goes on for, about. */
const TRIAL_SECONDS = 0.5;
const FIRST_PATHS = 2;
const MOST_PATHS = 4096;
/** Points tried until the paths of one do not fail. */
const TRIES = 3;

/**
 * Simulate a few paths of a point in this thread, more and more until that has taken half a second of a processor.
 *
 * @param different numbers of the points that are to be simulated
 * @param agentRounds of a path, per point
 * @returns undefined where paths fail
 */
export async function measureCosts(sweep: SweepPlan, different: readonly number[], agentRounds: Float64Array): Promise<Costs | undefined> {
  const base = sweep.base.configuration as unknown as RunConfiguration;
  const kernel = await compileKernel(sweep.model, base);
  const metrics = sweep.metrics.map(({ name }) => name);
  for (const point of different.slice(0, TRIES)) {
    const { id, differences, history } = sweep.points[point];
    const run = createUnitRunner({ base, kindModules: moduleUrls(sweep.model), kernel }, sweep.model.kinds, processorTime);
    const began = processorTime();
    let secondsPerPoint = 0;
    try {
      for (let count = FIRST_PATHS; ; count = Math.min(2 * count, MOST_PATHS)) {
        const { prepare, simulate } = unitResult(run({ id, differences, history, metrics, first: 0, count }, () => {}));
        if (count === FIRST_PATHS) secondsPerPoint = prepare;
        if (processorTime() - began > 1000 * TRIAL_SECONDS) return { secondsPerAgentRound: simulate / count / agentRounds[point], secondsPerPoint };
      }
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
    }
  }
  return undefined;
}

/** Milliseconds of a processor that this process has had: other than the clock, it says the same on a busy machine. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @param pathCosts seconds of a path, with its share of preparing the point; per point that is to be simulated */
export function estimateOf(costs: Costs, pathCosts: Float64Array, cuts: readonly Cut[]): Estimate {
  let [seconds, longestShard] = [0, 0];
  for (const { from, to, first, end } of cuts) {
    const shard = pathCosts.subarray(from, to + 1).reduce((sum, cost) => sum + cost, 0) * (end - first);
    seconds += shard;
    longestShard = Math.max(longestShard, shard);
  }
  const rounded = (value: number) => Number(value.toPrecision(4));
  return {
    secondsPerAgentRound: rounded(costs.secondsPerAgentRound),
    secondsPerPoint: rounded(costs.secondsPerPoint),
    seconds: rounded(seconds),
    secondsPerShard: rounded(seconds / cuts.length),
    longestShard: rounded(longestShard),
    cpu: cpus()[0]?.model ?? "unknown",
  };
}
