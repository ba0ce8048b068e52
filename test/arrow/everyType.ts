import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Column } from "../../src/arrow/columnBuffers.ts";
import type { Field } from "../../src/arrow/field.ts";
import { ArrowFileWriter } from "../../src/arrow/writer.ts";

/** One column of every type; the units and names exercise UTF-8. */
export const everyType: readonly Field[] = [
  { name: "path", type: "uint32", unit: "1", description: "Index of the path." },
  { name: "note", type: "text", unit: "", description: "Free text: 円, é, and an empty one." },
  { name: "kind", type: "category", unit: "1", description: "Kind.", values: ["bank", "hedge fund", "生保"] },
  { name: "calm", type: "bool", unit: "1", description: "Even rows." },
  { name: "day", type: "int32", unit: "trading day", description: "Signed." },
  { name: "asset", type: "category", unit: "1", description: "Second dictionary.", values: ["fx", "ust"] },
  { name: "sold", type: "float64", unit: "USD bn", description: "NaN in every fifth row." },
];

export const identity = { seed: "42", configuration_hash: "abc", model_version: "0.1.0" };

const notes = ["", "円キャリー", "é|\n", "plain"];

/** Row i as the readers should give it back. */
export function expectedRow(i: number) {
  return {
    path: 4_000_000_000 + i,
    note: notes[i % 4]!,
    kind: everyType[2]!.values![i % 3]!,
    calm: i % 2 === 0,
    day: i - 2,
    asset: everyType[5]!.values![i % 2]!,
    sold: i % 5 === 4 ? NaN : i / 3 - 1e-9,
  };
}

/** Rows first … first + count − 1, codes and strings mixed to take every way in. */
export function batchOf(first: number, count: number): Column[] {
  const rows = Array.from({ length: count }, (_, k) => expectedRow(first + k));
  return [
    Uint32Array.from(rows, (row) => row.path),
    rows.map((row) => row.note),
    Int32Array.from(rows, (_, k) => (first + k) % 3),
    rows.map((row) => row.calm),
    Int32Array.from(rows, (row) => row.day),
    rows.map((row) => row.asset),
    Float64Array.from(rows, (row) => row.sold),
  ];
}

/** Write batches of the given sizes of the rows above. */
export function writeEveryType(path: string, batches: readonly number[]) {
  const writer = ArrowFileWriter.create(path, everyType, identity);
  let first = 0;
  for (const count of batches) {
    writer.write(batchOf(first, count));
    first += count;
  }
  return writer.close();
}

/** Call with a fresh folder, removed when the call is over. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "yenwind-arrow-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let result: T;
  try {
    result = use(folder);
  } catch (error) {
    remove();
    throw error;
  }
  if (result instanceof Promise) return result.finally(remove) as T;
  remove();
  return result;
}
