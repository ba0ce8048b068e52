import { readFileSync } from "node:fs";
import { columnOf, parsePrecision } from "../statistics/precision.ts";
import { StoppingTarget } from "../sweep/stoppingTarget.ts";
import { shardPath } from "./layout.ts";
import type { ShardPlan } from "./openPlan.ts";
import { readShardRecord } from "./records.ts";
import { isIntact } from "./shardFiles.ts";
import { shardRows } from "./shardRows.ts";
import type { PlanStatus } from "./shardStates.ts";

/** What is known of a point that is divided into shards. */
interface DividedPoint {
  /** The shard that its next path is in. */
  next: number;
  /** The metric that decides, of the first paths: those of shards that are done without a gap. */
  readonly values: number[];
  /** Looks that have been taken. */
  looks: number;
  /** Paths from here on are not needed. */
  end: number;
}

/**
 * Which shards are needed yet, of a plan with a precision: none of a point behind the path where it is precise enough.
 *
 * It is the rule by which the plan is merged, applied to the shards that are done, in the order of their paths: a shard
 * that is called needless is one that no merge looks at, whatever shards come after. Of a point that fails, nothing
 * behind the shard with the failure is needed.
 */
export class NeededShards {
  readonly #plan: ShardPlan;
  readonly #points = new Map<number, DividedPoint>();
  readonly #target: StoppingTarget | undefined;
  readonly #metric: number;

  constructor(plan: ShardPlan) {
    this.#plan = plan;
    const until = plan.header.until === null ? undefined : parsePrecision(plan.header.until);
    this.#metric = until === undefined ? -1 : plan.metrics.findIndex(({ name }) => name === columnOf(until));
    this.#target = until && new StoppingTarget(until, plan.metrics, plan.header.counts.paths, (id, _, paths) => this.#column(Number(id), paths));
  }

  /** Shards that are not done, and needed, ascending, whether somebody is at work on them or not. @throws FileError when the disk fails */
  of({ toDo, running }: Pick<PlanStatus, "toDo" | "running">): number[] {
    return [...toDo, ...running.map(({ shard }) => shard)].sort((a, b) => a - b).filter((shard) => this.isNeeded(shard));
  }

  /** Reads what shards of the same point have been done since it was last asked. @throws FileError when the disk fails */
  isNeeded(shard: number): boolean {
    const { fromPoint, firstPath } = this.#plan.shards;
    if (this.#target === undefined || firstPath[shard] === 0) return true;
    const point = fromPoint[shard]; // of one point only: its parts follow each other
    if (!this.#points.has(point)) {
      let next = shard;
      while (firstPath[next] > 0) next -= 1;
      this.#points.set(point, { next, values: [], looks: 0, end: Infinity });
    }
    const state = this.#points.get(point)!;
    this.#read(point, state, shard);
    return firstPath[shard] < state.end;
  }

  /** Take in shards before one, as far as they are done without a gap. */
  #read(point: number, state: DividedPoint, before: number): void {
    const { folder, header } = this.#plan;
    for (; state.next < before && state.end === Infinity; state.next++) {
      const shard = state.next;
      if (!isIntact(folder, header.hash, shard)) return;
      const summary = readShardRecord(folder, shard, "summary")!;
      const [rows] = shardRows(this.#plan, shard, summary, readFileSync(shardPath(folder, shard, "data")));
      if (rows !== undefined) state.values.push(...rows.values.subarray(this.#metric * rows.count, (this.#metric + 1) * rows.count));
      this.#look(point, state);
      if (summary.failedPoints.length > 0) state.end = Math.min(state.end, this.#plan.shards.endPath[shard]);
    }
  }

  #look(point: number, state: DividedPoint): void {
    const { sizes } = this.#target!;
    while (state.end === Infinity && sizes[state.looks] <= state.values.length) {
      const size = sizes[state.looks++];
      if (this.#target!.next(String(point), size) === size) state.end = size;
    }
  }

  #column(point: number, paths: number): Float64Array {
    return Float64Array.from(this.#points.get(point)!.values.slice(0, paths));
  }
}
