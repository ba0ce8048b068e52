import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writevSync } from "node:fs";
import { dirname } from "node:path";
import { FileError } from "./fileError.ts";
import { flushFolder } from "./flushFolder.ts";
import { DamagedFile, type FileMark, rewind } from "./rewind.ts";

/**
 * A file that appears under its name only when complete.
 *
 * Bytes go to `<path>.partial`, synchronously and in order; `commit` makes them durable and
 * renames. After a failure the partial stays (its complete part may be worth recovering)
 * until `abort` or the next attempt; the final name is never touched.
 */
export class AtomicFile {
  readonly path: string;
  readonly partial: string;
  readonly #hash: Hash;
  #descriptor: number | undefined;
  #bytes: number;
  #committed = false;

  /**
   * Begin a file, or go on with one from a mark: what was appended later is dropped.
   *
   * @throws FileError when the partial cannot be created or opened; DamagedFile when it is not as it was marked.
   */
  constructor(path: string, from?: FileMark) {
    this.path = path;
    this.partial = `${path}.partial`;
    this.#hash = from === undefined ? createHash("sha256") : this.#attempt("reopen", () => rewind(path, this.partial, from));
    this.#bytes = from?.bytes ?? 0;
    this.#descriptor = this.#attempt("create", () => openSync(this.partial, from === undefined ? "w" : "a"));
  }

  /** True until commit, abort or the first failure. */
  get open(): boolean {
    return this.#descriptor !== undefined;
  }

  /**
   * Write the chunks one after the other. When this returns they may be overwritten.
   *
   * @throws FileError on a failing disk; the file then takes no more bytes.
   */
  append(chunks: readonly Uint8Array[]): void {
    const descriptor = this.#opened();
    this.#attempt("write", () => writeFully(descriptor, chunks));
    for (const chunk of chunks) {
      this.#hash.update(chunk);
      this.#bytes += chunk.byteLength;
    }
  }

  /** Flush to the device. @returns where the file can be gone on with, whatever happens later. @throws FileError when it fails */
  mark(): FileMark {
    const descriptor = this.#opened();
    this.#attempt("flush", () => fsyncSync(descriptor));
    return { bytes: this.#bytes, sha256: this.#hash.copy().digest("hex") };
  }

  /**
   * Flush to the device, rename to the final name, flush the folder.
   *
   * @throws FileError when any step fails.
   */
  commit(): FileMark {
    const descriptor = this.#opened();
    this.#attempt("flush", () => fsyncSync(descriptor));
    this.#attempt("close", () => this.#close());
    this.#attempt("rename", () => renameSync(this.partial, this.path));
    this.#committed = true;
    this.#attempt("flush the folder of", () => flushFolder(dirname(this.path)));
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }

  /** Close and remove the partial. Harmless after commit or a second time. */
  abort(): void {
    this.#close();
    if (!this.#committed) rmSync(this.partial, { force: true });
  }

  /** Close and leave the partial for later. Harmless after commit or a second time. */
  leave(): void {
    this.#close();
  }

  #opened(): number {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed and takes no more data`);
    return this.#descriptor;
  }

  #close(): void {
    const descriptor = this.#descriptor;
    this.#descriptor = undefined;
    if (descriptor !== undefined) closeSync(descriptor);
  }

  #attempt<T>(action: string, operation: () => T): T {
    try {
      return operation();
    } catch (cause) {
      try {
        this.#close();
      } catch {
        // the first failure is the one to report
      }
      throw cause instanceof DamagedFile ? cause : new FileError(action, this.partial, cause);
    }
  }
}

/** Write a whole file, durably; one of that name is replaced, or stays as it was. @throws FileError when the disk fails */
export function writeAtomically(path: string, chunks: readonly Uint8Array[]): void {
  const file = new AtomicFile(path);
  try {
    file.append(chunks);
    file.commit();
  } finally {
    file.abort();
  }
}

/** A disk may take fewer bytes than offered: offer the rest until all is taken or it fails. */
function writeFully(descriptor: number, pieces: readonly Uint8Array[]): void {
  let rest = pieces;
  while (rest.length > 0) {
    const written = writevSync(descriptor, rest);
    if (written === 0) throw new Error("the disk took no more bytes");
    rest = dropBytes(rest, written);
  }
}

function dropBytes(pieces: readonly Uint8Array[], count: number): Uint8Array[] {
  let i = 0;
  while (i < pieces.length && count >= pieces[i]!.byteLength) count -= pieces[i++]!.byteLength;
  const rest = pieces.slice(i);
  if (count > 0) rest[0] = rest[0]!.subarray(count);
  return rest;
}
