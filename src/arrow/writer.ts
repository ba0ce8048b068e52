import { closeSync, openSync } from "node:fs";
import { basename } from "node:path";
import type { FileBlock } from "apache-arrow/ipc/metadata/file";
import { arrowSchema } from "./arrowSchema.ts";
import { AtomicFile } from "./atomicFile.ts";
import { columnBuffers } from "./columnBuffers.ts";
import type { Column } from "./columnBuffers.ts";
import { checkFields } from "./field.ts";
import type { Field } from "./field.ts";
import { walkBatches } from "./fileLayout.ts";
import { IpcEncoder } from "./ipcEncoder.ts";
import type { FileEntry } from "./manifest.ts";
import { readFully } from "./readFully.ts";
import { DamagedFile, type FileMark } from "./rewind.ts";

/** Where a file can be gone on with: rows, size and SHA-256 of what was on the device. */
export interface RowMark extends FileMark {
  readonly rows: number;
}

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
  #rows: number;

  private constructor(path: string, fields: readonly Field[], encoder: IpcEncoder, file: AtomicFile, rows: number) {
    this.path = path;
    this.fields = fields;
    this.#encoder = encoder;
    this.#file = file;
    this.#rows = rows;
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
    const encoder = new IpcEncoder(arrowSchema(fields, metadata));
    const file = new AtomicFile(path);
    try {
      file.append(encoder.start(fields));
    } catch (error) {
      file.abort();
      throw error;
    }
    return new ArrowFileWriter(path, fields, encoder, file, 0);
  }

  /**
   * Go on with a file from a mark of it: batches written later are dropped, and the bytes at `close` are those of a
   * file that was never left.
   *
   * @param fields with `metadata`, those of the file.
   * @throws DamagedFile when the file is missing, not what was marked, or one of other fields or metadata; FileError
   *   when it cannot be opened. It keeps what it had then.
   */
  static reopen(
    path: string,
    fields: readonly Field[],
    metadata: Readonly<Record<string, string>>,
    mark: RowMark,
  ): ArrowFileWriter {
    checkFields(fields);
    const encoder = new IpcEncoder(arrowSchema(fields, metadata));
    const start = Buffer.concat(encoder.start(fields));
    const file = new AtomicFile(path, mark);
    try {
      encoder.resume(batchesOf(file.partial, start, mark));
    } catch (error) {
      file.leave();
      throw error;
    }
    return new ArrowFileWriter(path, fields, encoder, file, mark.rows);
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

  /** Flush to the device. @returns where the file can be reopened, whatever happens later. @throws FileError when the disk fails */
  mark(): RowMark {
    return { rows: this.#rows, ...this.#file.mark() };
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

  /** Close and leave the partial file, to be reopened. Harmless after `close`. */
  leave(): void {
    this.#file.leave();
  }
}

/** The record batches of a file up to a mark. @throws DamagedFile unless the file begins as given and holds them */
function batchesOf(partial: string, start: Uint8Array, mark: RowMark): FileBlock[] {
  const descriptor = openSync(partial, "r");
  try {
    const head = Buffer.alloc(start.byteLength);
    if (mark.bytes < head.byteLength) throw new Error("too short");
    readFully(descriptor, head, 0);
    if (!head.equals(start)) throw new Error("it has other fields or metadata");
    const { blocks, rows } = walkBatches(descriptor, head.byteLength, mark.bytes);
    if (rows !== mark.rows) throw new Error(`it holds ${rows} rows`);
    return blocks;
  } catch (error) {
    throw new DamagedFile(partial, `is not the file that was marked: ${(error as Error).message}`);
  } finally {
    closeSync(descriptor);
  }
}
