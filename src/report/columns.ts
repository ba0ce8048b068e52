import type { Table } from "apache-arrow";
import { readTable } from "../arrow/table.ts";

/** A category as codes into its values. */
export interface Codes {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Columns of a small Arrow file, whole; rows as objects would take a hundred times as long. */
export class Columns {
  readonly path: string;
  readonly rows: number;
  /** Name, unit and description of every column. */
  readonly fields: readonly { readonly name: string; readonly unit: string; readonly description: string }[];
  /** Name of what was simulated, from the schema's metadata. */
  readonly name: string | undefined;
  readonly #table: Table;

  /** @throws FileError when the file cannot be read */
  constructor(path: string) {
    this.path = path;
    this.#table = readTable(path);
    this.rows = this.#table.numRows;
    this.name = this.#table.schema.metadata.get("name");
    this.fields = this.#table.schema.fields.map(({ name, metadata }) => ({ name, unit: metadata.get("unit") ?? "", description: metadata.get("description") ?? "" }));
  }

  /** A column of numbers. @throws Error when there is none of that name */
  numbers(name: string): ArrayLike<number> {
    return this.#vector(name).toArray() as ArrayLike<number>;
  }

  /** A column of any type, value by value. */
  values(name: string): (number | string | boolean)[] {
    return [...this.#vector(name)] as (number | string | boolean)[];
  }

  /** A column of categories. */
  codes(name: string): Codes {
    const parts = this.#vector(name).data;
    const codes = new Int32Array(this.rows);
    let at = 0;
    for (const { values } of parts) {
      codes.set(values as Int32Array, at);
      at += (values as Int32Array).length;
    }
    return { values: parts.length === 0 ? [] : ([...parts[0].dictionary!] as string[]), codes };
  }

  /** Is it a column of numbers? */
  numeric(name: string): boolean {
    return /^(Int|Uint|Float)/.test(String(this.#vector(name).type));
  }

  #vector(name: string) {
    const vector = this.#table.getChild(name);
    if (vector === null) throw new Error(`${this.path} has no column "${name}"`);
    return vector;
  }
}

/** A number as it is embedded in a page: seven significant digits; null where it is undefined. */
export function embedded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(7)) : null;
}
