import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTable } from "../../src/arrow/table.ts";
import { loadRun } from "../../src/run/prepare.ts";
import { runFolder } from "../../src/run/runFolder.ts";
import { simulateToFolder, type SimulateOptions } from "../../src/run/simulateToFolder.ts";

/** The configuration of test/golden: everything happens in it, and it takes a fraction of a second. */
const file = join(import.meta.dirname, "../golden/golden.yaml");

export const load = (...set: string[]) => loadRun(file, set);

/** Runs a configuration into a folder of its own, gives it to `use` and removes it. */
export async function simulated<T>(
  set: readonly string[],
  options: Partial<SimulateOptions>,
  use: (folder: string) => T,
): Promise<T> {
  const out = mkdtempSync(join(tmpdir(), "yenwind-digests-"));
  try {
    const loaded = load(...set);
    await simulateToFolder(loaded, { out, threads: 0, ...options });
    return use(runFolder(out, loaded));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The rows of paths.arrow as strings of bytes in hex: equal only if equal to the bit. */
export function pathRows(folder: string): string[] {
  const table = readTable(join(folder, "paths.arrow"));
  const columns = table.schema.fields.map((_, c) => table.getChildAt(c)!.toArray() as Float64Array);
  return Array.from({ length: table.numRows }, (_, row) => rowBits(Float64Array.from(columns, (column) => column[row]!)));
}

export const rowBits = (row: Float64Array): string => Buffer.from(row.buffer, row.byteOffset, row.byteLength).toString("hex");
