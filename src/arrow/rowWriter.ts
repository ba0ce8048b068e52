import type { Column } from "./columnBuffers.ts";
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
  readonly #columns: Cell[][];

  /** @throws Error on an impossible list of fields; FileError when the file cannot be created */
  constructor(path: string, fields: readonly Field[], metadata: Readonly<Record<string, string>>) {
    this.#writer = ArrowFileWriter.create(path, fields, metadata);
    this.#columns = fields.map(() => []);
  }

  /** @throws Error when a cell does not fit its field; FileError when the disk fails */
  add(row: readonly Cell[]): void {
    for (let c = 0; c < row.length; c++) this.#columns[c].push(row[c]);
    if (this.#columns[0].length === BATCH_ROWS) this.#flush();
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
    this.#writer.write(this.#writer.fields.map((field, c) => columnOf(field, this.#columns[c])));
    for (const column of this.#columns) column.length = 0;
  }
}

function columnOf({ type }: Field, cells: readonly Cell[]): Column {
  switch (type) {
    case "float64":
      return Float64Array.from(cells as readonly number[]);
    case "uint32":
      return Uint32Array.from(cells as readonly number[]);
    case "bool":
      return Uint8Array.from(cells as readonly number[]);
    case "text":
      return cells as readonly string[];
    default:
      return Int32Array.from(cells as readonly number[]);
  }
}
