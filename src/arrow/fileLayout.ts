import { fstatSync } from "node:fs";
import type { Schema } from "apache-arrow";
import { FileBlock, Footer } from "apache-arrow/ipc/metadata/file";
import { Message } from "apache-arrow/ipc/metadata/message";
import type { BatchLayout } from "./float64Places.ts";
import { readFully } from "./readFully.ts";

const MAGIC = "ARROW1";
/** Footer length (int32) and closing magic. */
const TAIL = 4 + MAGIC.length;
/** A file begins with the magic, padded to eight bytes. */
const PADDED_MAGIC = 8;
/** Continuation marker and metadata length in front of every message. */
const MESSAGE_PREFIX = 8;

/** What the end of an Arrow IPC file says: its schema and where its record batches start. */
export interface FileFooter {
  readonly schema: Schema;
  readonly blocks: readonly FileBlock[];
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

/**
 * Walk the record batches of a file without its footer, from the first to a position where one ends.
 *
 * @throws Error when anything but whole record batches lies there.
 */
export function walkBatches(descriptor: number, first: number, end: number): { readonly blocks: FileBlock[]; readonly rows: number } {
  const blocks: FileBlock[] = [];
  let rows = 0;
  let at = first;
  while (at < end) {
    const length = readBytes(descriptor, at, MESSAGE_PREFIX).readInt32LE(MESSAGE_PREFIX - 4);
    if (length <= 0 || length > end - at) throw new Error(`no record batch at byte ${at}`);
    const block = new FileBlock(MESSAGE_PREFIX + length, 0, at);
    const message = Message.decode(readBytes(descriptor, at + MESSAGE_PREFIX, length));
    if (!message.isRecordBatch()) throw new Error(`no record batch at byte ${at}`);
    block.bodyLength = message.bodyLength;
    blocks.push(block);
    rows += message.header().length;
    at += block.metaDataLength + block.bodyLength;
  }
  if (at !== end) throw new Error(`no record batch ends at byte ${end}`);
  return { blocks, rows };
}

/**
 * Schema and record batches of a file without its footer and without dictionaries, up to a position where a batch ends.
 *
 * @throws Error when anything but a schema and whole record batches lies there.
 */
export function readUnfinished(descriptor: number, end: number): FileFooter {
  const start = readBytes(descriptor, 0, PADDED_MAGIC + MESSAGE_PREFIX);
  const length = start.readInt32LE(PADDED_MAGIC + MESSAGE_PREFIX - 4);
  if (start.toString("latin1", 0, MAGIC.length) !== MAGIC || length <= 0 || length > end) throw new Error("not an Arrow file");
  const message = Message.decode(readBytes(descriptor, PADDED_MAGIC + MESSAGE_PREFIX, length));
  if (!message.isSchema()) throw new Error("damaged Arrow file: it does not begin with a schema");
  return { schema: message.header(), blocks: walkBatches(descriptor, PADDED_MAGIC + MESSAGE_PREFIX + length, end).blocks };
}

function readBytes(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readFully(descriptor, bytes, position);
  return bytes;
}
