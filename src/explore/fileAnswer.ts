import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../arrow/manifest.ts";

/** Part of a file: `length` bytes from `start`. The descriptor is the caller's to close. */
export interface FilePart {
  readonly descriptor: number;
  readonly size: number;
  readonly start: number;
  readonly length: number;
  /** Was a part asked for? */
  readonly partial: boolean;
}

/** File names as this program gives them: no folder, nothing hidden. */
const OWN = /^\w[\w-]*\.arrow$/;

/**
 * Open a result file of a folder, or the part of it that a Range header asks for.
 *
 * @param name refused unless the manifest lists it, it has no path in it, and it is a file of the folder itself: links
 *   lead out
 * @returns undefined where there is no such file; "range" for a part that it does not have
 */
export function openResult(folder: string, manifest: Manifest, name: string, range: string | undefined): FilePart | "range" | undefined {
  if (!OWN.test(name) || !manifest.files.some((file) => file.name === name)) return undefined;
  let descriptor: number;
  try {
    descriptor = openSync(join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) {
    closeSync(descriptor);
    return undefined;
  }
  const { size } = stat;
  const part = range === undefined ? { start: 0, length: size } : partOf(range, size);
  if (part !== undefined) return { descriptor, size, ...part, partial: range !== undefined };
  closeSync(descriptor);
  return "range";
}

/** One range of bytes, `bytes=a-b`, `bytes=a-` or `bytes=-n` (RFC 9110, section 14.1.2). @returns undefined where it has nothing of the file, or is several */
export function partOf(range: string, size: number): { readonly start: number; readonly length: number } | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || (first === "" && last === "")) return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  return start < end ? { start, length: end - start } : undefined;
}
