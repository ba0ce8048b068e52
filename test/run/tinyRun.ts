import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readColumn } from "../../src/arrow/readColumn.ts";
import { completeRun } from "../../src/run/prepare.ts";
import { simulateToFolder } from "../../src/run/simulateToFolder.ts";

const FEW = { hedge_fund: 20, trend_follower: 4, retail_trader: 8, life_insurer: 3, pension_fund: 4, investment_trust: 4, bank: 4 };

/** Few agents, three days, twelve paths unless said otherwise. */
export function tinyRun(set: readonly string[] = []) {
  const agents = Object.fromEntries(Object.entries(FEW).map(([kind, count]) => [kind, { count }]));
  return completeRun({ name: "tiny", calendar: { days: 3, rounds_per_day: 2 }, run: { paths: 12, chunk_paths: 2 }, agents }, set);
}

/** Simulate it in this thread. @returns the run folder */
export async function simulateTiny(out: string, set: readonly string[] = []): Promise<string> {
  return (await simulateToFolder(tinyRun(set), { out, threads: 0 })).folder;
}

/** Change one value of a column of paths.arrow in place: the first that occurs only once in the file. */
export function forge(folder: string, column: string, change: (stored: number) => number): { path: number; stored: number } {
  const file = join(folder, "paths.arrow");
  const bytes = readFileSync(file);
  const place = (value: number) => {
    const pattern = Buffer.from(Float64Array.of(value).buffer);
    const at = bytes.indexOf(pattern);
    return bytes.indexOf(pattern, at + 1) < 0 ? at : -1;
  };
  const values = readColumn(file, column);
  const path = values.findIndex((value) => place(value) >= 0);
  if (path < 0) throw new Error(`no value of ${column} is unique in the file`);
  const stored = values[path];
  bytes.writeDoubleLE(change(stored), place(stored));
  writeFileSync(file, bytes);
  return { path, stored };
}

/** Change what the manifest says. */
export function editManifest(folder: string, edit: (manifest: any) => void): void {
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  edit(manifest);
  writeFileSync(file, JSON.stringify(manifest));
}

/** Make the manifest agree with a file that was changed. */
export function rehash(folder: string, name: string): void {
  const bytes = readFileSync(join(folder, name));
  editManifest(folder, ({ files }) => {
    const entry = files.find((file: { name: string }) => file.name === name);
    Object.assign(entry, { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
  });
}
