import type { Field } from "./field.ts";

/**
 * The values of one column in one batch:
 * float64: Float64Array · int32: Int32Array · uint32: Uint32Array · text: strings ·
 * bool: booleans, or 0 and 1 in a Uint8Array ·
 * category: codes in an Int32Array or Uint16Array, or the values themselves.
 */
export type Column =
  | Float64Array
  | Int32Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | readonly string[]
  | readonly boolean[];

/**
 * The Arrow buffers of one column, without the validity buffer (no column has nulls):
 * values, or offsets and bytes for text. They are the caller's own memory wherever the
 * bytes on disk are the same.
 *
 * @throws Error naming the column when type or content does not fit its declaration.
 */
export function columnBuffers(field: Field, column: Column): ArrayBufferView[] {
  switch (field.type) {
    case "float64":
      if (!(column instanceof Float64Array)) throw mismatch(field, column, "a Float64Array");
      return [withOneNaN(column)];
    case "int32":
      if (!(column instanceof Int32Array)) throw mismatch(field, column, "an Int32Array");
      return [column];
    case "uint32":
      if (!(column instanceof Uint32Array)) throw mismatch(field, column, "a Uint32Array");
      return [column];
    case "bool":
      return [bits(field, column)];
    case "text":
      if (!isListOf(column, "string")) throw mismatch(field, column, "strings");
      return textBuffers(field.name, column);
    case "category":
      return [codes(field, column)];
  }
}

/**
 * UTF-8 text as Arrow keeps it: length + 1 offsets, then the bytes.
 *
 * @throws Error naming the column when the bytes exceed the 2 GiB that offsets can address.
 */
export function textBuffers(name: string, texts: readonly string[]): [Int32Array, Uint8Array] {
  const offsets = new Int32Array(texts.length + 1);
  let end = 0;
  texts.forEach((text, i) => {
    end += Buffer.byteLength(text);
    if (end > 0x7fffffff) throw new Error(`column "${name}": more than 2 GiB of text in one batch`);
    offsets[i + 1] = end;
  });
  const bytes = Buffer.alloc(end);
  texts.forEach((text, i) => bytes.write(text, offsets[i]!));
  return [offsets, bytes];
}

/** Engines differ in the sign and payload of a NaN; a file knows one NaN only. */
function withOneNaN(column: Float64Array): Float64Array {
  let i = 0;
  while (i < column.length && column[i] === column[i]) i++;
  if (i === column.length) return column;
  const copy = Float64Array.from(column);
  const words = new Uint32Array(copy.buffer);
  for (; i < copy.length; i++) {
    if (copy[i] === copy[i]) continue;
    words[2 * i] = 0;
    words[2 * i + 1] = 0x7ff80000;
  }
  return copy;
}

function bits(field: Field, column: Column): Uint8Array {
  if (!(column instanceof Uint8Array) && !isListOf(column, "boolean")) {
    throw mismatch(field, column, "booleans, or a Uint8Array of 0 and 1");
  }
  const packed = new Uint8Array(Math.ceil(column.length / 8));
  for (let i = 0; i < column.length; i++) {
    const value = Number(column[i]);
    if (value > 1) throw new Error(`column "${field.name}", row ${i}: ${value} is neither 0 nor 1`);
    packed[i >> 3]! |= value << (i & 7);
  }
  return packed;
}

function codes(field: Field, column: Column): Int32Array {
  const values = field.values!;
  if (isListOf(column, "string")) {
    const codeOf = new Map(values.map((value, code) => [value, code]));
    return Int32Array.from(column, (value, row) => {
      const code = codeOf.get(value);
      if (code === undefined) throw notListed(field, row, JSON.stringify(value));
      return code;
    });
  }
  if (!(column instanceof Int32Array) && !(column instanceof Uint16Array)) {
    throw mismatch(field, column, "codes (Int32Array or Uint16Array) or strings");
  }
  for (let row = 0; row < column.length; row++) {
    const code = column[row]!;
    if (code < 0 || code >= values.length) throw notListed(field, row, `code ${code}`);
  }
  return column instanceof Int32Array ? column : Int32Array.from(column);
}

function isListOf<T extends "string" | "boolean">(
  column: Column,
  type: T,
): column is Extract<Column, readonly (T extends "string" ? string : boolean)[]> {
  return Array.isArray(column) && column.every((value) => typeof value === type);
}

function notListed(field: Field, row: number, what: string): Error {
  const known = `one of its ${field.values!.length} values`;
  return new Error(`category "${field.name}", row ${row}: ${what} is not ${known}`);
}

function mismatch(field: Field, column: Column, expected: string): Error {
  const got = Object.prototype.toString.call(column).slice(8, -1);
  return new Error(`column "${field.name}" is of type ${field.type} and takes ${expected}, not ${got}`);
}
