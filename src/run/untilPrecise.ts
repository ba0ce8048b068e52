import type { Observable } from "../model/observables.ts";
import { BadInput } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import { columnOf, parsePrecision, type Precision } from "../statistics/precision.ts";
import { sample } from "../statistics/sample.ts";
import { looksUpTo } from "../statistics/sequentialLooks.ts";
import { createStopping, type Look } from "../statistics/stopping.ts";

/** The precision that a user asks for. @throws BadInput blaming `--until` */
export function readPrecision(text: string, columns: readonly Pick<Observable, "name">[]): Precision {
  const refuse = (message: string, hint?: string): never => {
    throw new BadInput([{ path: "--until", value: text, message, hint }]);
  };
  let precision: Precision;
  try {
    precision = parsePrecision(text);
  } catch (error) {
    return refuse((error as Error).message);
  }
  const names = columns.map(({ name }) => name);
  const name = columnOf(precision);
  if (!names.includes(name)) refuse(`${name} is no column of paths.arrow`, suggestion(name, names));
  return precision;
}

/**
 * Watches one column of a run and says when it is precise enough. It looks after fixed numbers of paths, whole chunks,
 * so that where a run stops depends on its paths alone.
 */
export class UntilPrecise {
  readonly #stopping;
  readonly #column: number;
  readonly #values = sample.init();
  readonly #sizes: readonly number[];
  #next = 0;
  #look: Look | undefined;

  /**
   * @param columns of a row of paths.arrow
   * @param budget paths, at most
   */
  constructor(precision: Precision, columns: readonly Pick<Observable, "name">[], budget: number, chunkPaths: number) {
    this.#stopping = createStopping(precision);
    this.#column = columns.findIndex(({ name }) => name === columnOf(precision));
    this.#sizes = looksUpTo(budget, chunkPaths);
  }

  /** Values seen so far, in the order of the paths. */
  get seen(): Float64Array {
    return this.#values.values.subarray(0, this.#values.count);
  }

  /** Go on where another one of the same run had seen these values, of whole chunks. Only before the first `add`. */
  resume(seen: Float64Array): void {
    for (const value of seen) sample.add(this.#values, value);
    this.#next = this.#sizes.filter((size) => size <= seen.length).length;
    if (this.#next > 0) this.#look = this.#stopping.look(this.#next, seen.subarray(0, this.#sizes[this.#next - 1]));
  }

  /** The last look; undefined before the first. */
  get look(): Look | undefined {
    return this.#look;
  }

  /** Precise enough, or at the end of the budget. */
  get done(): boolean {
    return this.#look?.met === true || this.#next === this.#sizes.length;
  }

  /** Take the rows of the next chunk, [paths × columns]. */
  add(rows: Float64Array, columns: number): void {
    for (let at = this.#column; at < rows.length; at += columns) sample.add(this.#values, rows[at]);
    const { values, count } = this.#values;
    if (count < this.#sizes[this.#next]) return;
    this.#next += 1;
    this.#look = this.#stopping.look(this.#next, values.subarray(0, count));
  }
}
