import { join } from "node:path";
import type { FileEntry } from "../arrow/manifest.ts";
import { RowWriter } from "../arrow/rowWriter.ts";
import { contrast } from "../statistics/contrast.ts";
import { prepare, type PreparedSample } from "../statistics/preparedSample.ts";
import { largestPaths } from "../statistics/topPaths.ts";
import type { SweepPlan, SweepPoint } from "./plan.ts";
import { cells, metricCells, type Outcome, type TableInputs } from "./tables.ts";
import type { UnitStore } from "./unitStore.ts";

/** Paths kept in worst.arrow per point and metric. */
const WORST = 10;
/** Points written at a time while others are simulated: threads that ask for work must not wait long. */
const AT_A_TIME = 4;
/** Sizes of the reference's sample that are kept, where points differ in their numbers of paths. */
const SIZES_KEPT = 8;

/** What is known of a point so far. */
type OutcomeOf = (point: SweepPoint) => Outcome;

const isFinal = ({ status }: Outcome) => status === "done" || status === "failed";

/**
 * Writes paths.arrow, summary.arrow, worst.arrow and, with a reference, contrasts.arrow: the rows of finished points, in
 * the order of the points, as soon as all points before them are finished. That is while others are being simulated.
 */
export class ResultTables {
  readonly #plan: SweepPlan;
  readonly #store: UnitStore;
  readonly #outcome: OutcomeOf;
  readonly #paths: RowWriter;
  readonly #summary: RowWriter;
  readonly #worst: RowWriter;
  readonly #contrasts: RowWriter | undefined;
  readonly #describe: readonly number[][];
  /** Samples of the reference by number of paths. */
  readonly #references = new Map<number, PreparedSample[]>();
  #next = 0;

  /** @throws FileError when a file cannot be created */
  constructor(inputs: TableInputs, store: UnitStore, outcome: OutcomeOf) {
    const { folder, plan, fields, metadata } = inputs;
    const create = (name: "paths" | "summary" | "worst" | "contrasts") => new RowWriter(join(folder, `${name}.arrow`), fields[name], metadata);
    this.#plan = plan;
    this.#store = store;
    this.#outcome = outcome;
    this.#describe = metricCells(inputs);
    this.#paths = create("paths");
    this.#summary = create("summary");
    this.#worst = create("worst");
    this.#contrasts = plan.reference && create("contrasts");
  }

  /** Write some of the points that can be written. @throws FileError when the disk fails */
  advance(most = AT_A_TIME): void {
    const { points, reference } = this.#plan;
    if (reference !== undefined && !isFinal(this.#outcome(reference))) return;
    for (let n = 0; n < most && this.#next < points.length; n++) {
      const point = points[this.#next];
      const outcome = this.#outcome(point);
      if (!isFinal(outcome)) return;
      if (outcome.status === "done") this.#write(point, outcome.paths);
      this.#next += 1;
    }
  }

  /** Write the rest and finish the files; all points must be final. @throws FileError when the disk fails */
  close(): FileEntry[] {
    this.advance(Infinity);
    const { reference } = this.#plan;
    const files = [this.#paths.close(), this.#summary.close(), this.#worst.close()];
    if (this.#contrasts === undefined) return files;
    // Without its reference there is nothing to compare with.
    if (this.#outcome(reference!).status === "done") return [...files, this.#contrasts.close()];
    this.#contrasts.abort();
    return files;
  }

  /** Give up: remove what is not finished. Harmless after `close`. */
  abort(): void {
    for (const file of [this.#paths, this.#summary, this.#worst, this.#contrasts]) file?.abort();
  }

  #write(point: SweepPoint, n: number): void {
    const { metrics, statistics } = this.#plan;
    const samples = this.#samples(point, n);
    const numbers = Uint32Array.from({ length: n }, (_, path) => path);
    this.#paths.addRows(n, [point.index, numbers, ...samples.map(({ values: column }) => column)]);
    const values = cells(this.#plan, point);
    const [others, common] = this.#compared(point, n);
    for (let m = 0; m < metrics.length; m++) {
      const sample = samples[m];
      const own = common === n || others === undefined ? sample : prepare(sample.values.subarray(0, common));
      const row = [point.index, ...values, ...this.#describe[m]];
      for (let s = 0; s < statistics.length; s++) {
        const statistic = statistics[s];
        const { value, ciLow, ciHigh } = statistic.estimate(sample);
        this.#summary.add([...row, s, value, ciLow, ciHigh, n, statistic.effectiveSize(sample)]);
        if (others === undefined) continue;
        const { a, b, difference, varianceReduction } = contrast(statistic, others[m], own);
        this.#contrasts!.add([...row, s, a, b, difference.value, difference.ciLow, difference.ciHigh, varianceReduction, common]);
      }
      largestPaths(sample.values, WORST).forEach(({ path, value }, r) => this.#worst.add([point.index, m, r + 1, path, value]));
    }
  }

  /** The reference's samples of as many paths as both have; undefined for the reference itself, or without one. */
  #compared(point: SweepPoint, n: number): [PreparedSample[] | undefined, number] {
    const { reference } = this.#plan;
    if (reference === undefined || reference === point) return [undefined, n];
    const outcome = this.#outcome(reference);
    if (outcome.status !== "done") return [undefined, n];
    const common = Math.min(n, outcome.paths);
    const samples = this.#references.get(common) ?? this.#samples(reference, common);
    if (this.#references.size < SIZES_KEPT) this.#references.set(common, samples);
    return [samples, common];
  }

  #samples({ id }: SweepPoint, paths: number): PreparedSample[] {
    return this.#plan.metrics.map((_, m) => prepare(this.#store.column(id, m, paths)));
  }
}
