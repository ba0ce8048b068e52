import { rangesOf, secondsOf, type ShardPlan } from "../../openPlan.ts";

/** What a task asks of the cluster. */
export interface Needs {
  /** Minutes until Slurm ends it; undefined where nothing is known about the cost. */
  readonly minutes: number | undefined;
  /** Seconds that the longest task is thought to take. */
  readonly seconds: number;
  /** MB of 2^20 bytes asked for, and thought to be used. */
  readonly megabytes: number;
  readonly used: number;
}

/** Nodes differ from the machine that made the plan, and their cores are shared: a limit that is too low loses work, one that is too high waits. */
export const TIME_FACTOR = 3;
export const MEMORY_FACTOR = 2;
/** Seconds for the start of the program and for the warning before the limit. */
const FIXED_SECONDS = 180;
/** Peak memory of `yenwind shard` as measured with 7,262 and 68,462 agents on 1 and 4 threads (docs/cluster/slurm.md), MB. */
const PROCESS = 130;
const THREAD = 30;
const AGENT_AND_THREAD = 1.2 / 1024;
const MB = 2 ** 20;
/** Of rows: kept until the shard is complete, and as what is written. */
const COPIES = 1.5;

/** Time and memory of the longest and largest task. */
export function needsOf(plan: ShardPlan, tasks: readonly (readonly number[])[], threads: number): Needs {
  const seconds = Math.max(...tasks.map((shards) => shards.reduce((sum, shard) => sum + secondsOf(plan, shard), 0))) / threads;
  const { days, rounds_per_day: rounds } = plan.base.calendar;
  const agents = plan.points.agentRounds.reduce((most, value) => Math.max(most, value), 0) / (days * rounds);
  let paths = 0;
  for (const shards of tasks) {
    for (const shard of shards) paths = Math.max(paths, rangesOf(plan, shard).reduce((sum, { count }) => sum + count, 0));
  }
  const rows = (COPIES * paths * 8 * (2 + plan.metrics.length)) / MB;
  const used = PROCESS + threads * (THREAD + AGENT_AND_THREAD * agents) + rows;
  return {
    minutes: Number.isNaN(seconds) ? undefined : Math.ceil((FIXED_SECONDS + TIME_FACTOR * seconds) / 60),
    seconds,
    megabytes: 100 * Math.ceil((MEMORY_FACTOR * used) / 100),
    used,
  };
}
