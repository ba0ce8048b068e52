import type { ArrowFileWriter } from "../arrow/writer.ts";

/** Rows gathered before they are written as one record batch. */
const BATCH_ROWS = 1024;

/**
 * Gathers rows of float64 values and writes them column by column, a record batch at a time:
 * batches end after the same rows whatever portions the rows arrive in.
 */
export class RowBatcher {
  readonly writer: ArrowFileWriter;
  readonly #columns: Float64Array[];
  #filled = 0;

  constructor(writer: ArrowFileWriter) {
    this.writer = writer;
    this.#columns = writer.fields.map(() => new Float64Array(BATCH_ROWS));
  }

  /** Append rows, shape [n × fields]. @throws FileError when the disk fails */
  add(rows: Float64Array): void {
    const width = this.#columns.length;
    for (let at = 0; at < rows.length; at += width) {
      for (let c = 0; c < width; c++) this.#columns[c][this.#filled] = rows[at + c];
      this.#filled += 1;
      if (this.#filled === BATCH_ROWS) this.flush();
    }
  }

  /** Rows gathered and not yet written, shape [n × fields]: a copy, which `add` takes back. */
  waiting(): Float64Array {
    const width = this.#columns.length;
    const rows = new Float64Array(this.#filled * width);
    this.#columns.forEach((column, c) => {
      for (let r = 0; r < this.#filled; r++) rows[r * width + c] = column[r];
    });
    return rows;
  }

  /** Write what is gathered. */
  flush(): void {
    if (this.#filled === 0) return;
    this.writer.write(this.#columns.map((column) => column.subarray(0, this.#filled)));
    this.#filled = 0;
  }
}
