import { RecordBatchFileWriter } from "apache-arrow";
import type { Schema } from "apache-arrow";
import type { FileBlock } from "apache-arrow/ipc/metadata/file";
import { BufferRegion, DictionaryBatch, FieldNode } from "apache-arrow/ipc/metadata/message";
import { Message, RecordBatch } from "apache-arrow/ipc/metadata/message";
import { toUint8Array } from "apache-arrow/util/buffer";
import type { ArrayBufferViewInput } from "apache-arrow/util/buffer";
import { textBuffers } from "./columnBuffers.ts";
import type { Field } from "./field.ts";

const NO_VALIDITY = new Uint8Array(0);

/**
 * The library's encoder of the Arrow IPC file format, without its queue (no back-pressure)
 * and its `write` (closes the file silently when a schema differs).
 *
 * Every call returns the bytes it produced, as views of the given buffers where possible.
 * Other than the library it writes the schema message in front too, so that a file without
 * its footer can be read as a stream, and every dictionary before the first batch.
 */
export class IpcEncoder extends RecordBatchFileWriter {
  readonly #schema: Schema;
  #chunks: Uint8Array[] = [];

  constructor(schema: Schema) {
    super();
    this.#schema = schema;
  }

  /** Magic, schema, and one dictionary per category, whose id is the field's position. */
  start(fields: readonly Field[]): Uint8Array[] {
    this.reset(undefined, this.#schema);
    fields.forEach(({ name, values }, id) => {
      if (!values) return;
      const { header, buffers, byteLength } = layOut(values.length, [textBuffers(name, values)]);
      this._writeMessage(Message.from(new DictionaryBatch(header, id), byteLength))._writeBodyBuffers(buffers);
    });
    return this.#take();
  }

  /** One record batch; per column the buffers that follow its validity buffer. */
  batch(rows: number, columns: readonly (readonly ArrayBufferView[])[]): Uint8Array[] {
    const { header, buffers, byteLength } = layOut(rows, columns);
    this._writeMessage(Message.from(header, byteLength))._writeBodyBuffers(buffers);
    return this.#take();
  }

  /** Take batches that the file holds already, in order, as if they had been encoded here. */
  resume(batches: readonly FileBlock[]): void {
    for (const batch of batches) {
      this._recordBatchBlocks.push(batch);
      this._position = batch.offset + batch.metaDataLength + batch.bodyLength;
    }
  }

  /** Footer and closing magic. */
  end(): Uint8Array[] {
    this._writeFooter(this.#schema);
    return this.#take();
  }

  protected override _writeSchema(schema: Schema): this {
    return super._writeSchema(schema)._writeMessage(Message.from(schema));
  }

  protected override _write(chunk: ArrayBufferViewInput): this {
    const bytes = toUint8Array(chunk) as Uint8Array;
    if (bytes.byteLength > 0) this.#chunks.push(bytes);
    this._position += bytes.byteLength;
    return this;
  }

  #take(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }
}

/** Lay the buffers out one after the other, each padded to a multiple of 8 bytes. */
function layOut(rows: number, columns: readonly (readonly ArrayBufferView[])[]) {
  const nodes: FieldNode[] = [];
  const regions: BufferRegion[] = [];
  const buffers: ArrayBufferView[] = [];
  let byteLength = 0;
  for (const column of columns) {
    nodes.push(new FieldNode(rows, 0));
    for (const buffer of [NO_VALIDITY, ...column]) {
      buffers.push(buffer);
      regions.push(new BufferRegion(byteLength, buffer.byteLength));
      byteLength += Math.ceil(buffer.byteLength / 8) * 8;
    }
  }
  return { header: new RecordBatch(rows, nodes, regions, null), buffers, byteLength };
}
