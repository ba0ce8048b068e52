import type { UnitSink } from "../sweep/runUnits.ts";
import type { Range } from "../sweep/scheduler.ts";

/** The numbers of a shard's paths as units of it finish, in memory: what a sweep keeps in its unit store. */
export class GatheredUnits implements UnitSink {
  readonly #metrics: number;
  readonly #blocks: ReadonlyMap<string, Block>;

  /** @param ranges one per point */
  constructor(metrics: number, ranges: readonly Range[]) {
    this.#metrics = metrics;
    this.#blocks = new Map(ranges.map(({ point, first, count }) => [point, { first, count, values: new Float64Array(metrics * count), done: [] }]));
  }

  async add(point: string, first: number, values: Float64Array): Promise<void> {
    const block = this.#blocks.get(point)!;
    const count = values.length / this.#metrics;
    for (let m = 0; m < this.#metrics; m++) block.values.set(values.subarray(m * count, (m + 1) * count), m * block.count + first - block.first);
    block.done.push({ first, count });
  }

  async addFailure(): Promise<void> {}

  /** What of a point is done, by first path. */
  done(point: string): readonly Pick<Range, "first" | "count">[] {
    return this.#blocks.get(point)!.done.toSorted((a, b) => a.first - b.first);
  }

  /** One metric of the first paths of a point's range. */
  column(point: string, metric: number, count: number): Float64Array {
    const block = this.#blocks.get(point)!;
    return block.values.subarray(metric * block.count, metric * block.count + count);
  }
}

interface Block {
  readonly first: number;
  readonly count: number;
  /** [metrics × count] */
  readonly values: Float64Array;
  readonly done: Pick<Range, "first" | "count">[];
}
