import type { Field } from "../arrow/field.ts";
import type { FileEntry } from "../arrow/manifest.ts";
import { ArrowFileWriter } from "../arrow/writer.ts";

/** Rows of numbers (category codes, integers, floats) gathered for one small file of one record batch. */
export class TidyTable {
  readonly #columns: number[][];

  constructor(columns: number) {
    this.#columns = Array.from({ length: columns }, () => []);
  }

  add(...row: number[]): void {
    row.forEach((value, c) => this.#columns[c].push(value));
  }

  /** @throws FileError when the disk fails; the file then does not exist */
  write(path: string, fields: readonly Field[], metadata: Readonly<Record<string, string>>): FileEntry {
    const writer = ArrowFileWriter.create(path, fields, metadata);
    try {
      writer.write(
        this.#columns.map((values, c) => {
          const { type } = fields[c];
          if (type === "float64") return Float64Array.from(values);
          return type === "uint32" ? Uint32Array.from(values) : Int32Array.from(values);
        }),
      );
      return writer.close();
    } finally {
      writer.abort();
    }
  }
}
