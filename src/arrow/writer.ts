import { basename } from "node:path";
import { arrowSchema } from "./arrowSchema.ts";
import { AtomicFile } from "./atomicFile.ts";
import { columnBuffers } from "./columnBuffers.ts";
import type { Column } from "./columnBuffers.ts";
import { checkFields } from "./field.ts";
import type { Field } from "./field.ts";
import { IpcEncoder } from "./ipcEncoder.ts";
import type { FileEntry } from "./manifest.ts";

/**
 * Writes one Arrow IPC file (uncompressed), batch by batch, in flat memory.
 *
 * The bytes are a function of fields, metadata, batches and nothing else. Each batch is on
 * its way to the disk when `write` returns, so the caller may reuse its arrays. The file
 * appears under its name at `close`; until then `<path>.partial` begins like an Arrow stream
 * (from byte 8), so the complete batches of an interrupted run can be recovered.
 */
export class ArrowFileWriter {
  readonly path: string;
  readonly fields: readonly Field[];
  readonly #file: AtomicFile;
  readonly #encoder: IpcEncoder;
  #rows = 0;

  private constructor(path: string, fields: readonly Field[], encoder: IpcEncoder) {
    this.path = path;
    this.fields = fields;
    this.#encoder = encoder;
    this.#file = new AtomicFile(path);
    try {
      this.#file.append(encoder.start(fields));
    } catch (error) {
      this.#file.abort();
      throw error;
    }
  }

  /**
   * @param fields the columns, in file order.
   * @param metadata the run's identity, kept in the schema.
   * @throws Error on an impossible list of fields; FileError when the file cannot be created.
   */
  static create(
    path: string,
    fields: readonly Field[],
    metadata: Readonly<Record<string, string>>,
  ): ArrowFileWriter {
    checkFields(fields);
    return new ArrowFileWriter(path, fields, new IpcEncoder(arrowSchema(fields, metadata)));
  }

  /** Rows written so far. */
  get rows(): number {
    return this.#rows;
  }

  /**
   * Append one record batch; no rows, no batch.
   *
   * @param columns one per field, in file order, all of one length.
   * @throws Error when count, length, type or content do not fit the fields: nothing is written
   *   and the file stays usable. FileError when the disk fails: only `abort` is left.
   */
  write(columns: readonly Column[]): void {
    if (!this.#file.open) throw new Error(`${this.path} is closed and takes no more data`);
    if (columns.length !== this.fields.length) {
      throw new Error(`${this.path} has ${this.fields.length} columns, the batch has ${columns.length}`);
    }
    const rows = columns[0]!.length;
    const buffers = this.fields.map((field, i) => {
      const column = columns[i]!;
      if (column.length !== rows) {
        const first = this.fields[0]!.name;
        throw new Error(`column "${field.name}" has ${column.length} rows, "${first}" has ${rows}`);
      }
      return columnBuffers(field, column);
    });
    if (rows === 0) return;
    this.#file.append(this.#encoder.batch(rows, buffers));
    this.#rows += rows;
  }

  /**
   * Write the footer, make the file durable and give it its name.
   *
   * @returns the file's entry in the manifest.
   * @throws FileError when the disk fails: an earlier file of this name is then untouched.
   */
  close(): FileEntry {
    if (!this.#file.open) throw new Error(`${this.path} is already closed`);
    this.#file.append(this.#encoder.end());
    return { name: basename(this.path), rows: this.#rows, ...this.#file.commit() };
  }

  /** Give up: close and remove the partial file. Harmless after `close`. */
  abort(): void {
    this.#file.abort();
  }
}
