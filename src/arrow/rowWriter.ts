import type { Field } from "./field.ts";
import type { FileEntry } from "./manifest.ts";
import { ArrowFileWriter } from "./writer.ts";

/** Rows of a record batch. */
const BATCH_ROWS = 8192;

/** What one cell takes: a number (a code for a category), a text, or true and false as 1 and 0. */
export type Cell = number | string;

/** Writes an Arrow file row by row, in flat memory. */
export class RowWriter {
  readonly #writer: ArrowFileWriter;
  readonly #columns: readonly Cells[];
  #rows = 0;

  /** @throws Error on an impossible list of fields; FileError when the file cannot be created */
  constructor(path: string, fields: readonly Field[], metadata: Readonly<Record<string, string>>) {
    this.#writer = ArrowFileWriter.create(path, fields, metadata);
    this.#columns = fields.map(cellsOf);
  }

  /** @throws Error when a cell does not fit its field, at the latest when its batch is written; FileError when the disk fails */
  add(row: readonly Cell[]): void {
    if (row.length !== this.#columns.length) throw new Error(`${this.#writer.path} has ${this.#columns.length} columns, the row has ${row.length}`);
    for (let c = 0; c < row.length; c++) (this.#columns[c] as Cell[])[this.#rows] = row[c];
    this.#rows += 1;
    if (this.#rows === BATCH_ROWS) this.#flush();
  }

  /**
   * Add rows column by column: the same as `add` for each.
   *
   * @param columns one per field, each a value that all rows share, or one value per row
   * @throws as add
   */
  addRows(rows: number, columns: readonly (number | ArrayLike<number>)[]): void {
    for (let done = 0; done < rows; ) {
      const count = Math.min(rows - done, BATCH_ROWS - this.#rows);
      columns.forEach((values, c) => {
        const cells = this.#columns[c] as Float64Array;
        if (typeof values === "number") cells.fill(values, this.#rows, this.#rows + count);
        else for (let i = 0; i < count; i++) cells[this.#rows + i] = values[done + i];
      });
      this.#rows += count;
      done += count;
      if (this.#rows === BATCH_ROWS) this.#flush();
    }
  }

  /** @returns the file's entry in the manifest. @throws as add */
  close(): FileEntry {
    this.#flush();
    return this.#writer.close();
  }

  /** Give up: remove the partial file. Harmless after `close`. */
  abort(): void {
    this.#writer.abort();
  }

  #flush(): void {
    const rows = this.#rows;
    this.#rows = 0;
    this.#writer.write(this.#columns.map((column) => (Array.isArray(column) ? column.slice(0, rows) : column.subarray(0, rows))));
  }
}

type Cells = Float64Array | Uint32Array | Uint8Array | Int32Array | string[];

/** Room for the cells of one batch. */
function cellsOf({ type }: Field): Cells {
  switch (type) {
    case "float64":
      return new Float64Array(BATCH_ROWS);
    case "uint32":
      return new Uint32Array(BATCH_ROWS);
    case "bool":
      return new Uint8Array(BATCH_ROWS);
    case "text":
      return [];
    default:
      return new Int32Array(BATCH_ROWS);
  }
}
