import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { FileError } from "../arrow/fileError.ts";
import { flushFolder } from "../arrow/flushFolder.ts";
import { readFully } from "../arrow/readFully.ts";
import { type Entry, type FailureEntry, isEntry, type UnitEntry } from "./journalEntry.ts";

const JOURNAL = "journal.jsonl";
const DATA = "units.bin";

/** What a folder has computed so far. */
export interface Recovered {
  /** Units per point, by their first path. */
  readonly units: ReadonlyMap<string, readonly UnitEntry[]>;
  /** Lines that were torn or whose numbers are damaged: their units are computed again. */
  readonly dropped: number;
}

interface Waiting {
  readonly entry: Entry;
  readonly data: Uint8Array | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The finished units of a sweep, on disk: `units.bin` holds their numbers, `journal.jsonl` one line for each, both
 * only ever appended to. A line is written after the numbers it tells of are on the device, and a unit counts as
 * finished once its line is too: whatever stops the program, no finished unit is lost, and what was being written
 * is recognised and dropped. Units that finish while the device is busy share the next flush.
 */
export class UnitStore {
  readonly folder: string;
  readonly metrics: number;
  readonly recovered: Recovered;
  readonly #units = new Map<string, UnitEntry[]>();
  readonly #journal: FileHandle;
  readonly #data: FileHandle;
  readonly #reader: number;
  #end: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;
  #broken: FileError | undefined;

  private constructor(folder: string, metrics: number, files: { journal: FileHandle; data: FileHandle; reader: number }, found: Found) {
    this.folder = folder;
    this.metrics = metrics;
    this.#journal = files.journal;
    this.#data = files.data;
    this.#reader = files.reader;
    this.#end = found.end;
    for (const entry of found.units) this.#index(entry);
    this.recovered = { units: this.#units, dropped: found.dropped };
  }

  /**
   * Open the store of a folder, a new one where there is none.
   *
   * @param metrics numbers per path
   * @throws FileError when the disk fails
   */
  static async open(folder: string, metrics: number): Promise<UnitStore> {
    const [journalPath, dataPath] = [join(folder, JOURNAL), join(folder, DATA)];
    try {
      const isNew = !existsSync(journalPath);
      const data = await open(dataPath, "a");
      const journal = await open(journalPath, "a");
      if (isNew) flushFolder(folder);
      const reader = openSync(dataPath, "r");
      const found = recover(journalPath, reader, statSync(dataPath).size, metrics);
      // Drop what was torn, so that what follows starts on a line of its own.
      truncate(dataPath, found.end);
      truncate(journalPath, found.journalEnd);
      return new UnitStore(folder, metrics, { journal, data, reader }, found);
    } catch (cause) {
      throw cause instanceof FileError ? cause : new FileError("open", journalPath, cause);
    }
  }

  /** Keep a unit, [metrics × count]. Resolves once it is on the device. @throws FileError when the disk fails, from then on always */
  add(point: string, first: number, values: Float64Array, seconds: number): Promise<void> {
    const data = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    const entry: UnitEntry = { point, first, count: values.length / this.metrics, at: this.#end, crc: crc32(data), seconds: Number(seconds.toPrecision(3)) };
    this.#end += data.byteLength;
    return this.#append(entry, data).then(() => this.#index(entry));
  }

  /** Note that a path of a point has failed. */
  addFailure(entry: FailureEntry): Promise<void> {
    return this.#append(entry, undefined);
  }

  /** Units of a point by their first path. */
  unitsOf(point: string): readonly UnitEntry[] {
    return this.#units.get(point) ?? [];
  }

  /** One metric of the first paths of a point, in the order of the paths. @throws Error unless all of them are there */
  column(point: string, metric: number, paths: number): Float64Array {
    const values = new Float64Array(paths);
    let next = 0;
    for (const { first, count, at } of this.unitsOf(point)) {
      if (first >= paths) break;
      if (first !== next) throw new Error(`paths ${next} to ${first - 1} of point ${point} are missing`);
      const used = Math.min(count, paths - first);
      const part = values.subarray(first, first + used);
      readFully(this.#reader, new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at + 8 * metric * count);
      next = first + used;
    }
    if (next < paths) throw new Error(`paths ${next} to ${paths - 1} of point ${point} are missing`);
    return values;
  }

  /** Wait for what is being written, and close. */
  async close(): Promise<void> {
    await this.#flushing?.catch(() => {});
    closeSync(this.#reader);
    await this.#data.close();
    await this.#journal.close();
  }

  #index(entry: UnitEntry): void {
    const units = this.#units.get(entry.point) ?? [];
    this.#units.set(entry.point, units);
    let at = units.length;
    while (at > 0 && units[at - 1].first > entry.first) at--;
    units.splice(at, 0, entry);
  }

  #append(entry: Entry, data: Uint8Array | undefined): Promise<void> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, data, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Write out what waits, all at once, until nothing does. */
  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken !== undefined) throw this.#broken;
        const numbers = batch.flatMap(({ data }) => data ?? []);
        if (numbers.length > 0) {
          await writeWhole(this.#data, numbers.length === 1 ? numbers[0] : Buffer.concat(numbers));
          await this.#data.datasync();
        }
        await writeWhole(this.#journal, Buffer.from(batch.map(({ entry }) => `${JSON.stringify(entry)}\n`).join("")));
        await this.#journal.datasync();
        for (const { resolve } of batch) resolve();
      } catch (cause) {
        this.#broken = cause instanceof FileError ? cause : new FileError("write", join(this.folder, DATA), cause);
        for (const { reject } of batch) reject(this.#broken);
      }
    }
    this.#flushing = undefined;
  }
}

/** A disk may take fewer bytes than offered: offer the rest until all is taken or it fails. */
async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done);
    if (bytesWritten === 0) throw new Error("the disk took no more bytes");
    done += bytesWritten;
  }
}

interface Found {
  readonly units: readonly UnitEntry[];
  readonly dropped: number;
  /** Bytes of the data and of the journal that are whole. */
  readonly end: number;
  readonly journalEnd: number;
}

/** Read the journal as far as it is whole, and keep the units whose numbers are what their lines say. */
function recover(journalPath: string, reader: number, size: number, metrics: number): Found {
  const journal = readFileSync(journalPath); // in bytes: a damaged line may be no text
  const units: UnitEntry[] = [];
  let [dropped, end, journalEnd] = [0, 0, 0];
  for (let lineEnd; (lineEnd = journal.indexOf("\n", journalEnd)) >= 0; journalEnd = lineEnd + 1) {
    const entry = parsed(journal.toString("utf8", journalEnd, lineEnd));
    if (entry === undefined) break;
    if ("failed" in entry) continue;
    const bytes = 8 * metrics * entry.count;
    end = Math.max(end, Math.min(size, entry.at + bytes));
    if (entry.at + bytes <= size && isWhole(reader, entry, bytes)) units.push(entry);
    else dropped += 1;
  }
  return { units: onceEach(units), dropped: dropped + (journalEnd < journal.length ? 1 : 0), end, journalEnd };
}

/**
 * Every path once: a line whose numbers were lost holds again when they have been computed again in the same place,
 * and then two lines tell of them.
 */
function onceEach(units: readonly UnitEntry[]): UnitEntry[] {
  const covered = new Map<string, number>();
  return units.toSorted((a, b) => a.first - b.first).filter(({ point, first, count }) => {
    if (first < (covered.get(point) ?? 0)) return false;
    covered.set(point, first + count);
    return true;
  });
}

function parsed(line: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWhole(reader: number, { at, crc }: UnitEntry, bytes: number): boolean {
  const data = new Uint8Array(bytes);
  readFully(reader, data, at);
  return crc32(data) === crc;
}

function truncate(path: string, length: number): void {
  if (statSync(path).size === length) return;
  const descriptor = openSync(path, "r+");
  try {
    ftruncateSync(descriptor, length);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
