import { readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import type { Table } from "apache-arrow";
import { FileError } from "./fileError.ts";

/**
 * Read a whole Arrow file into memory: for files that are small, such as all but
 * `paths.arrow`. Single columns of large files: `openColumns`.
 *
 * @throws FileError when the file cannot be read, is over 2 GiB or is no Arrow file.
 */
export function readTable(path: string): Table {
  try {
    return parseTable(readFileSync(path));
  } catch (cause) {
    throw new FileError("read", path, cause);
  }
}

/** The same for the bytes of a file. @throws Error when they are no complete Arrow file */
export function parseTable(file: Uint8Array): Table {
  // A fresh array: the library needs the bytes to start on an 8-byte boundary.
  const bytes = new Uint8Array(file);
  if (Buffer.from(bytes.subarray(-6)).toString("latin1") !== "ARROW1") {
    throw new Error("not a complete Arrow file (it does not end in ARROW1)");
  }
  return tableFromIPC(bytes);
}
