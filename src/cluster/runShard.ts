import { moduleUrls } from "../kinds/model.ts";
import { type BackEndName, compileKernel } from "../run/kernel.ts";
import { openUnitPool, runUnits, type UnitFailure } from "../sweep/runUnits.ts";
import { type Range, Scheduler } from "../sweep/scheduler.ts";
import { allPaths } from "../sweep/stoppingTarget.ts";
import { GatheredUnits } from "./gatherUnits.ts";
import { removeLeftovers } from "./leftovers.ts";
import { noteFailure } from "./noteFailure.ts";
import { type PointRange, rangesOf, type ShardPlan } from "./openPlan.ts";
import { type DoneRecord, type FailureRecord, readShardRecord } from "./records.ts";
import { commitShard, isIntact, type ShardRows } from "./shardFiles.ts";

export interface ShardRunnerOptions {
  /** Worker threads; 0 runs in this thread. Speed only: changes no bit. */
  readonly threads: number;
  /** What runs the agents' rules. Speed only: changes no bit. */
  readonly backEnd?: BackEndName;
  /** Finished paths. */
  readonly progress?: Int32Array<SharedArrayBuffer>;
}

export interface RunShardOptions {
  /** Compute it even if it is done. */
  readonly again?: boolean;
  /** Once true, the shard is given up and nothing of it is written. */
  readonly stop?: () => boolean;
}

/** What became of a shard: computed, done before, given up on request, or failed. */
export type ShardOutcome =
  | { readonly state: "done"; readonly record: DoneRecord }
  | { readonly state: "kept"; readonly record: DoneRecord }
  | { readonly state: "stopped" }
  | { readonly state: "failed"; readonly record: FailureRecord; readonly error: unknown };

/** Computes shards of one plan, one at a time: threads and compiled rules are used again. */
export interface ShardRunner {
  /** @throws RangeError when the plan has no such shard; whatever else goes wrong is an outcome, and noted in the plan's folder */
  run(shard: number, options?: RunShardOptions): Promise<ShardOutcome>;
  close(): Promise<void>;
}

/** @throws BadInput when a rule of the user's cannot be compiled */
export async function openShardRunner(plan: ShardPlan, { threads, backEnd = "wasm", progress }: ShardRunnerOptions): Promise<ShardRunner> {
  removeLeftovers(plan.folder);
  const kernel = backEnd === "js" ? undefined : await compileKernel(plan.model, plan.base);
  const setup = { base: plan.base, kindModules: moduleUrls(plan.model), kernel };
  const open = () => openUnitPool(setup, plan.model.kinds, threads, progress);
  let pool = open();
  const work = (scheduler: Scheduler, store: GatheredUnits, ranges: readonly PointRange[], stop: () => boolean) => runPoints({ plan, scheduler, store, ranges, stop, pool, setup, threads });
  return {
    async run(shard, { again = false, stop = () => false } = {}) {
      if (!Number.isInteger(shard) || shard < 0 || shard >= plan.shards.count) throw new RangeError(`the plan has shards 0 to ${plan.shards.count - 1}, no shard ${shard}`);
      try {
        if (!again && isIntact(plan.folder, plan.header.hash, shard)) return { state: "kept", record: readShardRecord(plan.folder, shard, "done")! };
        const began = performance.now();
        const computed = await compute(plan, shard, threads, work, stop);
        if (computed === undefined) return { state: "stopped" };
        return { state: "done", record: commitShard(plan, { shard, ...computed, threads, seconds: (performance.now() - began) / 1000 }) };
      } catch (error) {
        await pool.close(); // its threads may be lost
        pool = open();
        return { state: "failed", record: noteFailure(plan.folder, plan.header, shard, error), error };
      }
    },
    close: () => pool.close(),
  };
}

type Work = (scheduler: Scheduler, store: GatheredUnits, ranges: readonly PointRange[], stop: () => boolean) => Promise<Map<string, UnitFailure>>;

/** @returns undefined after a stop */
async function compute(plan: ShardPlan, shard: number, threads: number, work: Work, stop: () => boolean) {
  const ranges = rangesOf(plan, shard);
  const idOf = ({ point }: PointRange) => plan.points.id(point);
  const store = new GatheredUnits(plan.metrics.length, ranges.map((range): Range => ({ ...range, point: idOf(range) })));
  const scheduler = new Scheduler(Math.max(1, threads), allPaths);
  for (const range of ranges) scheduler.add(idOf(range), range.first + range.count, before(range));
  const failures = await work(scheduler, store, ranges, stop);
  if (scheduler.pathsLeft > 0) return undefined;
  const failed = ranges.filter((range) => failures.has(idOf(range)));
  // Of a point that fails, what comes before counts where it may be enough: the same paths whatever the threads.
  const kept = (range: PointRange): number => {
    const failure = failures.get(idOf(range));
    if (failure === undefined) return range.count;
    return plan.header.until === null || failure.path === undefined ? 0 : failure.path - range.first;
  };
  const rest = new Scheduler(Math.max(1, threads), allPaths);
  for (const range of failed) rest.add(idOf(range), range.first + kept(range), [...before(range), ...store.done(idOf(range))]);
  await work(rest, store, failed, stop);
  if (rest.pathsLeft > 0) return undefined;
  const rows = ranges.map((range): ShardRows => {
    const count = kept(range);
    return { ...range, count, metric: (m) => store.column(idOf(range), m, count) };
  });
  return {
    points: ranges.length,
    rows: rows.filter(({ count }) => count > 0),
    failedPoints: failed.map((range) => {
      const { path, message } = failures.get(idOf(range))!;
      return { point: range.point, path: path ?? null, message };
    }),
  };
}

/** Paths of a point that other shards compute. */
const before = ({ first }: PointRange) => (first === 0 ? [] : [{ first: 0, count: first }]);

interface Points {
  readonly plan: ShardPlan;
  readonly scheduler: Scheduler;
  readonly store: GatheredUnits;
  readonly ranges: readonly PointRange[];
  readonly stop: () => boolean;
  readonly pool: ReturnType<typeof openUnitPool>;
  readonly setup: Parameters<typeof openUnitPool>[0];
  readonly threads: number;
}

/** Run what a scheduler hands out. @returns points that have failed. @throws Error when threads are lost: that is no property of a point */
async function runPoints({ plan, scheduler, store, ranges, stop, pool, setup, threads }: Points): Promise<Map<string, UnitFailure>> {
  const metrics = plan.metrics.map(({ name }) => name);
  const points = new Map(ranges.map(({ point }) => [plan.points.id(point), plan.points.point(point)]));
  const failures = new Map<string, UnitFailure>();
  let lost: UnitFailure | undefined;
  await runUnits({
    setup, kinds: plan.model.kinds, threads, scheduler, store, pool,
    unit: ({ point, first, count }) => {
      const { id, differences, returns } = points.get(point)!;
      return { id, differences, history: plan.returns[returns], metrics, first, count };
    },
    onPoint(id, failure) {
      if (failure === undefined) return;
      failures.set(id, failure);
      if (failure.lost) lost ??= failure;
    },
    stop: () => stop() || lost !== undefined,
  });
  if (lost !== undefined) throw new Error(lost.message);
  return failures;
}
