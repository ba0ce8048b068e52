/** A line of the journal: a finished unit, or a path that failed. */
export type Entry = UnitEntry | FailureEntry;

export interface UnitEntry {
  /** Content address of the point. */
  readonly point: string;
  /** Paths first … first + count − 1. */
  readonly first: number;
  readonly count: number;
  /** Where its numbers start in units.bin, in bytes. */
  readonly at: number;
  /** CRC-32 of its numbers. */
  readonly crc: number;
  /** Seconds of one thread that it took. */
  readonly seconds: number;
}

export interface FailureEntry {
  readonly point: string;
  /** Number of the path, where it is known, and what went wrong. */
  readonly failed: { readonly path: number | null; readonly message: string };
}

export function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Partial<Record<keyof UnitEntry | "failed", unknown>>;
  if (typeof entry.point !== "string") return false;
  if (typeof entry.failed === "object" && entry.failed !== null) return true;
  return [entry.first, entry.count, entry.at, entry.crc].every((n) => Number.isSafeInteger(n) && (n as number) >= 0);
}
