import { closeSync, openSync } from "node:fs";
import { declaredField } from "./arrowSchema.ts";
import type { Field } from "./field.ts";
import { FileError } from "./fileError.ts";
import { readBatchLayout, readFooter, readUnfinished } from "./fileLayout.ts";
import { float64Places, valuePosition } from "./float64Places.ts";
import { readFully } from "./readFully.ts";

/** Where to put a column, instead of a new array; its length must be the file's rows. */
export interface ColumnTarget {
  readonly into?: Float64Array;
}

/**
 * An Arrow file of any size, open for reading float64 columns and rows one at a time.
 *
 * Only the bytes asked for are read; kept are the descriptor and one file position per
 * batch and float64 column. `fields` lists every column (categories without their values).
 */
export class OpenColumns {
  readonly path: string;
  readonly rows: number;
  readonly fields: readonly Field[];
  /** The schema's metadata: the run's identity. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Names of the float64 columns, in file order: what `row` returns. */
  readonly names: readonly string[];
  readonly #indexOf: ReadonlyMap<string, number>;
  /** First row of every batch, then the number of rows. */
  readonly #starts: Float64Array;
  /** File positions of the values, [batch × float64 column]. */
  readonly #positions: Float64Array;
  #descriptor: number | undefined;

  constructor(path: string, end?: number) {
    this.path = path;
    try {
      this.#descriptor = openSync(path, "r");
      const { schema, blocks } = end === undefined ? readFooter(this.#descriptor) : readUnfinished(this.#descriptor, end);
      this.fields = schema.fields.map(declaredField);
      this.metadata = Object.fromEntries(schema.metadata);
      const places = float64Places(this.fields);
      this.names = places.map(({ name }) => name);
      this.#indexOf = new Map(this.names.map((name, i) => [name, i]));
      this.#starts = new Float64Array(blocks.length + 1);
      this.#positions = new Float64Array(blocks.length * places.length);
      for (const [batch, block] of blocks.entries()) {
        const layout = readBatchLayout(this.#descriptor, block);
        this.#starts[batch + 1] = this.#starts[batch]! + layout.header.length;
        this.#positions.set(places.map((place) => valuePosition(layout, place)), batch * places.length);
      }
      this.rows = this.#starts[blocks.length]!;
    } catch (cause) {
      this.close();
      throw new FileError("read", path, cause);
    }
  }

  /**
   * The values of one float64 column, length `rows`; memory is this one array.
   *
   * @throws Error on an unknown name, another type, or an `into` of another length;
   *   FileError when the disk fails.
   */
  column(name: string, { into = new Float64Array(this.rows) }: ColumnTarget = {}): Float64Array {
    const column = this.#indexOf.get(name);
    if (column === undefined) throw this.#noSuchColumn(name);
    if (into.length !== this.rows) {
      throw new Error(`${this.path} has ${this.rows} rows, the target has ${into.length}`);
    }
    for (let batch = 0; batch + 1 < this.#starts.length; batch++) {
      this.#read(into.subarray(this.#starts[batch], this.#starts[batch + 1]), this.#position(batch, column));
    }
    return into;
  }

  /**
   * The values of row i (0 ≤ i < rows) over all float64 columns, as in `names`.
   *
   * @throws RangeError when there is no such row; FileError when the disk fails.
   */
  row(i: number): Float64Array {
    if (!Number.isInteger(i) || i < 0 || i >= this.rows) {
      throw new RangeError(`${this.path} has ${this.rows} rows, no row ${i}`);
    }
    let batch = 0;
    for (let after = this.#starts.length - 1; after - batch > 1; ) {
      const middle = (batch + after) >> 1;
      if (this.#starts[middle]! <= i) batch = middle;
      else after = middle;
    }
    const offset = 8 * (i - this.#starts[batch]!);
    const values = new Float64Array(this.names.length);
    for (let column = 0; column < values.length; column++) {
      this.#read(values.subarray(column, column + 1), this.#position(batch, column) + offset);
    }
    return values;
  }

  /** Release the file. Harmless a second time. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #position(batch: number, column: number): number {
    return this.#positions[batch * this.names.length + column]!;
  }

  #read(values: Float64Array, position: number): void {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed`);
    try {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      readFully(this.#descriptor, bytes, position);
    } catch (cause) {
      throw new FileError("read", this.path, cause);
    }
  }

  #noSuchColumn(name: string): Error {
    const field = this.fields.find((candidate) => candidate.name === name);
    if (field) return new Error(`${this.path}: column "${name}" is of type ${field.type}, not float64`);
    return new Error(`${this.path} has no column "${name}"`);
  }
}

/**
 * Open a file for reading by column. Close it after use.
 *
 * @throws FileError when the file is missing, incomplete, compressed or not one of ours.
 */
export function openColumns(path: string): OpenColumns {
  return new OpenColumns(path);
}

/**
 * Open a file that is still being written, without categories, up to a position where a record batch ends. Close it
 * after use.
 *
 * @throws FileError when it is missing, or no record batch ends there.
 */
export function openUnfinished(path: string, end: number): OpenColumns {
  return new OpenColumns(path, end);
}

/** One float64 column of a file of any size; see `OpenColumns.column`. */
export function readColumn(path: string, name: string, target: ColumnTarget = {}): Float64Array {
  const file = openColumns(path);
  try {
    return file.column(name, target);
  } finally {
    file.close();
  }
}
