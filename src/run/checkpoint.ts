import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { writeAtomically } from "../arrow/atomicFile.ts";
import { FileError } from "../arrow/fileError.ts";
import { DamagedFile } from "../arrow/rewind.ts";
import type { RowMark } from "../arrow/writer.ts";
import type { TallyState } from "./agentTally.ts";

export const CHECKPOINT = "checkpoint.bin";
const VERSION = 1;

/** Where a run can go on: everything that its first chunks have left behind. */
export interface Checkpoint {
  /** Chunks 0 … chunks − 1 are in it, no others. */
  readonly chunks: number;
  /** Wall-clock seconds that simulating them took. */
  readonly seconds: number;
  readonly paths: RowsDone;
  readonly daily: RowsDone;
  readonly tally: TallyState;
  /** Values that the precision asked for was judged by, in the order of the paths; empty without one. */
  readonly watched: Float64Array;
}

/** Rows of one file: those it holds, and [n × columns] those that wait for a batch to be full. */
export interface RowsDone {
  readonly mark: RowMark;
  readonly waiting: Float64Array;
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/**
 * Replace the checkpoint of a folder, durably and whole or not at all: SHA-256 of what follows (32 bytes), then the
 * checkpoint as `v8.serialize` lays it out, a format that later versions of Node read.
 *
 * @throws FileError when the disk fails: the checkpoint before it still holds
 */
export function writeCheckpoint(folder: string, checkpoint: Checkpoint): void {
  const body = serialize({ version: VERSION, ...checkpoint });
  writeAtomically(join(folder, CHECKPOINT), [digest(body), body]);
}

/** @returns undefined where there is none. @throws DamagedFile when it is not as it was written; FileError when it cannot be read */
export function readCheckpoint(folder: string): Checkpoint | undefined {
  const path = join(folder, CHECKPOINT);
  if (!existsSync(path)) return undefined;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new FileError("read", path, cause);
  }
  const body = bytes.subarray(32);
  if (!digest(body).equals(bytes.subarray(0, 32))) throw new DamagedFile(path, "is damaged");
  let checkpoint: Checkpoint & { readonly version: number };
  try {
    checkpoint = deserialize(body) as typeof checkpoint;
  } catch (error) {
    throw new DamagedFile(path, `cannot be read: ${(error as Error).message}`);
  }
  if (checkpoint.version !== VERSION) throw new DamagedFile(path, `has version ${checkpoint.version}; this program reads version ${VERSION}`);
  return checkpoint;
}
