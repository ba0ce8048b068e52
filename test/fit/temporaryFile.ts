import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A writer of files that are gone after the tests of the file that asks for it. */
export function temporaryFiles(): (text: string, name?: string) => string {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-fit-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (text, name = "closes.csv") => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
}

/** n consecutive calendar days from a date. */
export function calendarDays(from: string, n: number): string[] {
  return Array.from({ length: n }, (_, i) => new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10));
}
