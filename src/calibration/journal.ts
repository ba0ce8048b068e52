import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { FileError } from "../arrow/fileError.ts";
import { flushFolder } from "../arrow/flushFolder.ts";
import { canonicalJson } from "../config/canonical.ts";
import type { Measured } from "../facts/measured.ts";

/** Its name within the folder. */
export const JOURNAL = "journal.jsonl";

/** Remembers the answers of points. */
export interface Memory {
  readonly recall: (values: readonly number[]) => readonly Measured[] | undefined;
  /** @returns the answer as `recall` will give it */
  readonly keep: (values: readonly number[], measured: readonly Measured[]) => readonly Measured[];
}

/** A memory that ends with the program. */
export function forgetfulMemory(): Memory {
  return memory(new Map(), () => {});
}

/** What a journal file holds, and how to add to it. */
export interface Journal extends Memory {
  /** Points that it had when it was opened. */
  readonly size: number;
  readonly close: () => void;
}

/**
 * The evaluated points of a folder: one line of JSON each in `journal.jsonl`, its values and what was measured. The
 * file is only ever appended to, and a line is on the device before its point counts as done; what a crash leaves
 * half written is cut off.
 *
 * @throws FileError when the disk fails
 */
export function openJournal(folder: string): Journal {
  const path = join(folder, JOURNAL);
  const attempt = <T>(action: string, work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new FileError(action, path, cause);
    }
  };
  const { known, end } = attempt("read", () => (existsSync(path) ? recover(readFileSync(path)) : { known: new Map<string, readonly Measured[]>(), end: undefined }));
  if (end !== undefined) attempt("mend", () => truncateSync(path, end));
  const descriptor = attempt("open", () => openSync(path, "a"));
  if (end === undefined) flushFolder(folder);
  const append = (line: string): void =>
    attempt("write", () => {
      appendFileSync(descriptor, line);
      fsyncSync(descriptor);
    });
  return { ...memory(known, append), size: known.size, close: () => closeSync(descriptor) };
}

interface Line {
  readonly values: readonly number[];
  readonly measured: readonly Measured[];
}

function memory(known: Map<string, readonly Measured[]>, append: (line: string) => void): Memory {
  return {
    recall: (values) => known.get(canonicalJson(values)),
    keep(values, measured) {
      // JSON knows one number that is none: an answer is what can be read back, so that resuming changes no bit.
      const line = `${JSON.stringify({ values, measured: measured.map(plain) } satisfies Line)}\n`;
      append(line);
      const kept = parsed(line)!.measured;
      known.set(canonicalJson(values), kept);
      return kept;
    },
  };
}

/** Whole lines, and where they end. */
function recover(bytes: Buffer): { readonly known: Map<string, readonly Measured[]>; readonly end: number } {
  const known = new Map<string, readonly Measured[]>();
  let end = 0;
  for (let lineEnd; (lineEnd = bytes.indexOf("\n", end)) >= 0; end = lineEnd + 1) {
    const line = parsed(bytes.toString("utf8", end, lineEnd));
    if (line === undefined) break;
    known.set(canonicalJson(line.values), line.measured);
  }
  return { known, end };
}

const NUMBERS = ["observed", "tolerance", "median", "error", "spread", "q10", "q90"] as const;

function plain(measured: Measured): Measured {
  return { name: measured.name, ...(Object.fromEntries(NUMBERS.map((key) => [key, measured[key]])) as Omit<Measured, "name">) };
}

/** @returns undefined for what is no whole line */
function parsed(text: string): Line | undefined {
  try {
    const { values, measured } = JSON.parse(text) as Line;
    if (!Array.isArray(values) || !values.every(Number.isFinite) || !Array.isArray(measured)) return undefined;
    return { values, measured: measured.map(withNumbers) };
  } catch {
    return undefined;
  }
}

/** @throws Error for a text or a missing number */
function withNumbers(given: Measured): Measured {
  const numbers = NUMBERS.map((key) => {
    const value: unknown = given[key];
    if (value !== null && typeof value !== "number") throw new Error(`${key} is no number`);
    return [key, value ?? NaN];
  });
  if (typeof given.name !== "string") throw new Error("name is no text");
  return { name: given.name, ...(Object.fromEntries(numbers) as Omit<Measured, "name">) };
}
