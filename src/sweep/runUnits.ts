import type { Kind } from "../model/agents/kind.ts";
import { pathCounter } from "../pool/pathCounter.ts";
import { openThreadPool, type ThreadPool } from "../pool/threadPool.ts";
import { toThrownError } from "../pool/thrownError.ts";
import { WorkerFailure } from "../pool/workerFailure.ts";
import { workerUrl } from "../pool/workerUrl.ts";
import { createUnitRunner, type SweepSetup, type Unit, unitResult } from "./pointRunner.ts";
import type { Range, Scheduler } from "./scheduler.ts";
import type { UnitStore } from "./unitStore.ts";

export interface RunUnitsOptions {
  readonly setup: SweepSetup;
  readonly kinds: readonly Kind[];
  /** Worker threads; 0 runs in this thread. */
  readonly threads: number;
  readonly scheduler: Scheduler;
  readonly store: UnitSink;
  /** Threads to use, which stay open; without it, some are started and ended. */
  readonly pool?: ThreadPool | undefined;
  /** What a range of a point is, for a worker. */
  readonly unit: (range: Range) => Unit;
  /** Told once for every point: it is finished, or it has failed at a path. */
  readonly onPoint: (point: string, failure?: UnitFailure) => void;
  readonly progress?: Int32Array<SharedArrayBuffer> | undefined;
  /** Once true, what is running is finished and nothing new is started. */
  readonly stop: () => boolean;
}

/** What keeps the numbers of finished units. */
export type UnitSink = Pick<UnitStore, "add" | "addFailure">;

export interface UnitFailure {
  readonly path: number | undefined;
  readonly message: string;
  /** Did the thread end, rather than a path of the point fail? */
  readonly lost?: boolean;
}

/** Units sent to a thread beyond the one that it works on. */
const AHEAD = 1;

/**
 * Run what the scheduler hands out until there is nothing left, and keep it in the store. A unit that fails takes its
 * point with it and no other: one that is lost with its thread, perhaps through its neighbour, is tried once more, alone.
 *
 * @throws FileError when the store cannot be written; what is running is finished first
 */
export async function runUnits(options: RunUnitsOptions): Promise<void> {
  const { setup, kinds, threads, scheduler, store, progress } = options;
  if (scheduler.pathsLeft === 0) return;
  const pool = options.pool ?? openUnitPool(setup, kinds, threads, progress);
  const failures = new Map<string, UnitFailure>();
  const told = new Set<string>();
  const lost: Range[] = [];
  const limit = Math.max(1, threads) * (1 + (threads === 0 ? 0 : AHEAD));
  let number = 0;
  let running = 0;
  let alone = false;
  let broken: unknown;

  const finish = (range: Range): void => {
    const failure = failures.get(range.point);
    if (failure === undefined || told.has(range.point) || !scheduler.isQuiet(range.point)) return;
    told.add(range.point); // two of its units may have failed while the disk was busy
    options.onPoint(range.point, failure);
  };

  const runOne = async (range: Range): Promise<void> => {
    const isLastTry = alone;
    try {
      const block = await pool.run(number++, options.unit(range));
      const { values, prepare, simulate } = unitResult(block);
      await store.add(range.point, range.first, values, prepare + simulate);
      if (scheduler.done(range, prepare + simulate)) options.onPoint(range.point);
      else finish(range);
    } catch (error) {
      if (!(error instanceof WorkerFailure)) throw error;
      if (error.lost && !isLastTry) return void lost.push(range);
      const path = error.path ?? range.first;
      scheduler.failed(range);
      const known = failures.get(range.point);
      if (known === undefined || path < (known.path ?? Infinity)) failures.set(range.point, { path: error.path, message: error.what, lost: error.lost });
      await store.addFailure({ point: range.point, failed: { path: error.path ?? null, message: error.what } });
      finish(range);
    }
  };

  await new Promise<void>((resolve) => {
    const startMore = (): void => {
      while (running < (lost.length > 0 ? 1 : limit) && !alone && broken === undefined && !options.stop()) {
        alone = lost.length > 0;
        const range = lost.shift() ?? scheduler.take();
        if (range === undefined) break;
        running += 1;
        void runOne(range)
          .catch((error: unknown) => (broken ??= error ?? new Error("a unit failed without a reason")))
          .finally(() => {
            running -= 1;
            if (running === 0) alone = false;
            startMore();
          });
      }
      if (running === 0) resolve();
    };
    startMore();
  });
  if (options.pool === undefined) await pool.close();
  if (broken !== undefined) throw broken;
}

/** Threads that run units; without any, this one does. */
export function openUnitPool(setup: SweepSetup, kinds: readonly Kind[], threads: number, progress?: Int32Array<SharedArrayBuffer>): ThreadPool {
  return threads === 0 ? ownThread(setup, kinds, progress) : openThreadPool(workerUrl("unit"), { setup, progress }, threads, AHEAD);
}

function ownThread(setup: SweepSetup, kinds: readonly Kind[], progress: Int32Array<SharedArrayBuffer> | undefined): ThreadPool {
  const run = createUnitRunner(setup, kinds, () => performance.now());
  const onPath = pathCounter(progress);
  return {
    run: async (chunk, task) => {
      try {
        return run(task as Unit, onPath);
      } catch (error) {
        const { message, path } = toThrownError(error);
        throw new WorkerFailure(message, { chunk, path, cause: error });
      }
    },
    close: async () => {},
  };
}
