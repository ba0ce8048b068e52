import { readSync } from "node:fs";

/**
 * Fill `bytes` from the given position of an open file.
 *
 * @throws Error when the file ends before.
 */
export function readFully(descriptor: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.byteLength) {
    const read = readSync(descriptor, bytes, done, bytes.byteLength - done, position + done);
    if (read === 0) throw new Error(`the file ends at byte ${position + done}, before its contents do`);
    done += read;
  }
}
