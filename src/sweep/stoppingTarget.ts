import { columnOf, type Precision } from "../statistics/precision.ts";
import { looksUpTo } from "../statistics/sequentialLooks.ts";
import { createStopping, type Look } from "../statistics/stopping.ts";
import type { Metric } from "./metrics.ts";
import type { Target } from "./scheduler.ts";

/** What the sizes of the looks are multiples of. */
const MULTIPLE = 16;

/** Reads one metric of the first paths of a point. */
type Column = (point: string, metric: number, paths: number) => Float64Array;

/** All paths at once. */
export const allPaths: Target = { next: (_, paths) => paths };

/**
 * More and more paths until the last look is precise enough, at most `budget`.
 * What it decides is a function of the values in the order of the paths alone.
 */
export class StoppingTarget implements Target {
  readonly sizes: readonly number[];
  readonly #stopping;
  readonly #metric: number;
  readonly #column: Column;
  readonly #last = new Map<string, Look>();

  constructor(until: Precision, metrics: readonly Metric[], budget: number, column: Column) {
    this.sizes = looksUpTo(budget, MULTIPLE);
    this.#stopping = createStopping(until);
    this.#metric = metrics.findIndex(({ name }) => name === columnOf(until));
    this.#column = column;
  }

  next(point: string, paths: number): number {
    const look = this.#stopping.look(this.sizes.indexOf(paths) + 1, this.#column(point, this.#metric, paths));
    this.#last.set(point, look);
    return look.met ? paths : (this.sizes[this.sizes.indexOf(paths) + 1] ?? paths);
  }

  /** The last look at a point. */
  lookOf(point: string): Look | undefined {
    return this.#last.get(point);
  }
}
