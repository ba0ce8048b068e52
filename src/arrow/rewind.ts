import { createHash, type Hash } from "node:crypto";
import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, renameSync } from "node:fs";

/** How much of a file was on the device at some moment: its size, and the SHA-256 of that much. */
export interface FileMark {
  readonly bytes: number;
  readonly sha256: string;
}

/** A file that is not, or no longer, what it was when it was marked. */
export class DamagedFile extends Error {
  constructor(file: string, what: string) {
    super(`${file} ${what}`);
    this.name = "DamagedFile";
  }
}

const CHUNK = 1 << 20;

/**
 * Bring a partial file back to a mark: what came later is cut off. A file that got its final name since is partial
 * again.
 *
 * @returns the digest of what is left, to be continued
 * @throws DamagedFile when it is missing, shorter, or begins with other bytes: nothing is cut then
 */
export function rewind(path: string, partial: string, { bytes, sha256 }: FileMark): Hash {
  if (!existsSync(partial)) {
    if (!existsSync(path)) throw new DamagedFile(partial, "is missing");
    renameSync(path, partial);
  }
  const descriptor = openSync(partial, "r+");
  try {
    const hash = digestOfFirst(descriptor, bytes);
    if (hash?.copy().digest("hex") !== sha256) throw new DamagedFile(partial, "is not what it was when it was last flushed");
    if (fstatSync(descriptor).size > bytes) ftruncateSync(descriptor, bytes);
    return hash;
  } finally {
    closeSync(descriptor);
  }
}

/** Undefined where the file is shorter. */
function digestOfFirst(descriptor: number, bytes: number): Hash | undefined {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (let at = 0; at < bytes; ) {
    const read = readSync(descriptor, buffer, 0, Math.min(CHUNK, bytes - at), at);
    if (read === 0) return undefined;
    hash.update(buffer.subarray(0, read));
    at += read;
  }
  return hash;
}
