import { fstatSync } from "node:fs";
import type { Schema } from "apache-arrow";
import { Footer } from "apache-arrow/ipc/metadata/file";
import type { FileBlock } from "apache-arrow/ipc/metadata/file";
import { Message } from "apache-arrow/ipc/metadata/message";
import type { RecordBatch } from "apache-arrow/ipc/metadata/message";
import { readFully } from "./readFully.ts";

const MAGIC = "ARROW1";
/** Footer length (int32) and closing magic. */
const TAIL = 4 + MAGIC.length;
/** Continuation marker and metadata length in front of every message. */
const MESSAGE_PREFIX = 8;

/** What the end of an Arrow IPC file says: its schema and where its record batches start. */
export interface FileFooter {
  readonly schema: Schema;
  readonly blocks: readonly FileBlock[];
}

/** Where one record batch lies: `body` is the file position that its buffer offsets count from. */
export interface BatchLayout {
  readonly header: RecordBatch;
  readonly body: number;
}

/** @throws Error when the file is no complete Arrow file. */
export function readFooter(descriptor: number): FileFooter {
  const size = fstatSync(descriptor).size;
  if (size < 2 * TAIL) throw new Error("not an Arrow file: too short");
  const tail = readBytes(descriptor, size - TAIL, TAIL);
  if (tail.toString("latin1", 4) !== MAGIC) {
    throw new Error(`not a complete Arrow file: it does not end in ${MAGIC}`);
  }
  const length = tail.readInt32LE(0);
  if (length <= 0 || length > size - TAIL) throw new Error("damaged Arrow file: impossible footer length");
  const footer = Footer.decode(readBytes(descriptor, size - TAIL - length, length));
  return { schema: footer.schema, blocks: [...footer.recordBatches()] };
}

/**
 * Read the metadata of one record batch, none of its values.
 *
 * @throws Error when the batch is damaged or compressed.
 */
export function readBatchLayout(descriptor: number, block: FileBlock): BatchLayout {
  const length = block.metaDataLength - MESSAGE_PREFIX;
  const message = Message.decode(readBytes(descriptor, block.offset + MESSAGE_PREFIX, length));
  if (!message.isRecordBatch()) throw new Error("damaged Arrow file: the footer points at no record batch");
  const header = message.header();
  if (header.compression) throw new Error("compressed Arrow files are not supported");
  return { header, body: block.offset + block.metaDataLength };
}

function readBytes(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readFully(descriptor, bytes, position);
  return bytes;
}
