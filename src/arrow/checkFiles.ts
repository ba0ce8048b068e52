import { createHash } from "node:crypto";
import { closeSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "./fileError.ts";
import type { Manifest } from "./manifest.ts";

/** One way in which a file differs from its manifest entry. */
export interface Mismatch {
  readonly name: string;
  readonly property: "presence" | "bytes" | "sha256";
  readonly expected: string;
  readonly actual: string;
}

const CHUNK = 1 << 20;

/**
 * Recompute size and SHA-256 of every file a manifest lists, in its order.
 *
 * @returns what differs; empty when the folder is intact.
 * @throws FileError when a file exists but cannot be read.
 */
export function checkFiles(folder: string, manifest: Pick<Manifest, "files">): Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const { name, bytes, sha256 } of manifest.files) {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) {
      mismatches.push({ name, property: "presence", expected: "present", actual: "missing" });
    } else if (found.size !== bytes) {
      mismatches.push({ name, property: "bytes", expected: String(bytes), actual: String(found.size) });
    } else {
      const actual = fileHash(path);
      if (actual !== sha256) mismatches.push({ name, property: "sha256", expected: sha256, actual });
    }
  }
  return mismatches;
}

/** SHA-256 of a file of any size, in hex, in flat memory. */
function fileHash(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(CHUNK);
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    for (let read; (read = readSync(descriptor, buffer)) > 0; ) hash.update(buffer.subarray(0, read));
  } catch (cause) {
    throw new FileError("read", path, cause);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
  return hash.digest("hex");
}
