import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Field } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { ArrowFileWriter, type RowMark } from "../arrow/writer.ts";
import { type ChunkShape, chunkBlock } from "../paths/chunkLayout.ts";
import { AgentTally } from "./agentTally.ts";
import { RowBatcher } from "./batch.ts";
import { type Checkpoint, type RowsDone, writeCheckpoint } from "./checkpoint.ts";
import type { UntilPrecise } from "./untilPrecise.ts";

export const PATHS_FILE = "paths.arrow";
/** Daily values of every path: input of timeline.arrow, no result. */
export const DAILY_FILE = "daily.spool";

export interface GatheringOptions {
  readonly folder: string;
  readonly paths: readonly Field[];
  readonly daily: readonly Field[];
  readonly metadata: Readonly<Record<string, string>>;
  readonly agents: number;
  readonly until: UntilPrecise | undefined;
  /** Seconds between checkpoints, at least: 0 takes one after every chunk. Undefined: none, and nothing unfinished stays. */
  readonly checkpointSeconds: number | undefined;
}

/** Of the time, that checkpoints may take; and by how much they may be put off for it. */
const MOST_OF_THE_TIME = 0.01;
const LONGEST_DELAY = 20;

/**
 * What the chunks of a run leave behind, taken in chunk order: rows of paths.arrow and of the daily spool, the tally
 * of the agents, the values that the precision asked for is judged by.
 *
 * A checkpoint holds all of it, between two chunks, after both files are on the device. When one is taken depends on
 * the clock; what comes out at the end does not. Batches end after the same rows with and without an interruption,
 * since a checkpoint keeps the rows of an unfinished one, and resuming cuts off what was written after it.
 */
export class Gathering {
  readonly tally: AgentTally;
  readonly #options: GatheringOptions;
  readonly #shape: ChunkShape;
  readonly #paths: RowBatcher;
  readonly #daily: RowBatcher;
  readonly #secondsBefore: number;
  readonly #began = performance.now();
  #chunks: number;
  /** False once taking in a chunk has failed midway: there is nothing whole to go on from then. */
  #whole = true;
  #nextCheckpoint: number;

  /**
   * @param from where to go on; from the first chunk without it
   * @throws DamagedFile when the files are not as the checkpoint says; FileError when the disk fails
   */
  constructor(options: GatheringOptions, from?: Checkpoint) {
    const { folder, metadata, agents, until } = options;
    const open = (name: string, fields: readonly Field[], mark: RowMark | undefined) => {
      const path = join(folder, name);
      return mark === undefined ? ArrowFileWriter.create(path, fields, metadata) : ArrowFileWriter.reopen(path, fields, metadata, mark);
    };
    this.#options = options;
    this.#shape = { columns: options.paths.length, dailyValues: options.daily.length, agents };
    this.#paths = new RowBatcher(open(PATHS_FILE, options.paths, from?.paths.mark));
    try {
      this.#daily = new RowBatcher(open(DAILY_FILE, options.daily, from?.daily.mark));
    } catch (error) {
      this.#end(this.#paths.writer);
      throw error;
    }
    this.tally = new AgentTally(agents, from?.tally);
    this.#chunks = from?.chunks ?? 0;
    this.#secondsBefore = from?.seconds ?? 0;
    if (from !== undefined) {
      this.#paths.add(from.paths.waiting);
      this.#daily.add(from.daily.waiting);
      until?.resume(from.watched);
    }
    this.#nextCheckpoint = this.#began + 1000 * (options.checkpointSeconds ?? Infinity);
  }

  /** Chunks taken in; the next one has this number. */
  get chunks(): number {
    return this.#chunks;
  }

  /** Wall-clock seconds since the beginning, those of earlier sessions up to the checkpoint included. */
  get seconds(): number {
    return this.#secondsBefore + (performance.now() - this.#began) / 1000;
  }

  /** Take in the block of the next chunk. @throws FileError when the disk fails */
  add(paths: number, buffer: ArrayBuffer): void {
    const { until } = this.#options;
    if (until?.done) return; // it was running when the chunk before it was enough
    this.#whole = false;
    const block = chunkBlock(this.#shape, paths, buffer);
    this.#paths.add(block.rows);
    this.#daily.add(block.daily);
    this.tally.add(block);
    until?.add(block.rows, this.#shape.columns);
    this.#chunks += 1;
    this.#whole = true;
    if (performance.now() >= this.#nextCheckpoint) this.checkpoint();
  }

  /** Take a checkpoint, where there is something whole to go on from. @throws FileError when the disk fails: the one before it still holds */
  checkpoint(): void {
    const { folder, until, checkpointSeconds } = this.#options;
    if (checkpointSeconds === undefined || !this.#whole || this.#chunks === 0) return;
    const began = performance.now();
    const rows = (batcher: RowBatcher): RowsDone => ({ mark: batcher.writer.mark(), waiting: batcher.waiting() });
    writeCheckpoint(folder, {
      chunks: this.#chunks,
      seconds: this.seconds,
      paths: rows(this.#paths),
      daily: rows(this.#daily),
      tally: this.tally.state,
      watched: until?.seen ?? new Float64Array(0),
    });
    const ended = performance.now();
    const usual = 1000 * checkpointSeconds;
    this.#nextCheckpoint = ended + Math.max(usual, Math.min((ended - began) / MOST_OF_THE_TIME, LONGEST_DELAY * usual));
  }

  /** Write out what waits and complete both files. @returns the entry of paths.arrow. @throws FileError when the disk fails */
  close(): FileEntry {
    this.#paths.flush();
    this.#daily.flush();
    const entry = this.#paths.writer.close();
    this.#daily.writer.close();
    return entry;
  }

  /** After a failure elsewhere: leave the paths before it readable, where the disk allows it. */
  keepPaths(): void {
    try {
      this.checkpoint();
      this.#paths.flush();
      if (this.#paths.writer.rows > 0) this.#paths.writer.close();
    } catch {
      // The disk failed: the first error is the one to report.
    }
  }

  /** Close what is open. Unfinished files stay if the run can be gone on with; if not, they and the spool go. Harmless after `close`. */
  end(): void {
    this.#end(this.#paths.writer);
    this.#end(this.#daily.writer);
    if (this.#options.checkpointSeconds === undefined) rmSync(join(this.#options.folder, DAILY_FILE), { force: true });
  }

  #end(writer: ArrowFileWriter): void {
    if (this.#options.checkpointSeconds === undefined) writer.abort();
    else writer.leave();
  }
}
