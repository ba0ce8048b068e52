import type { RecordBatch } from "apache-arrow/ipc/metadata/message";
import type { Field } from "./field.ts";

/** Where one record batch lies: `body` is the file position that its buffer offsets count from. */
export interface BatchLayout {
  readonly header: RecordBatch;
  readonly body: number;
}

/** Where a float64 column stands in a batch's metadata: its node and its values buffer. */
export interface Float64Place {
  readonly name: string;
  readonly node: number;
  readonly buffer: number;
}

/** Every column has a validity buffer and a values buffer; text has offsets in between. */
export function float64Places(fields: readonly Pick<Field, "name" | "type">[]): Float64Place[] {
  const places: Float64Place[] = [];
  let buffers = 0;
  fields.forEach(({ name, type }, node) => {
    if (type === "float64") places.push({ name, node, buffer: buffers + 1 });
    buffers += type === "text" ? 3 : 2;
  });
  return places;
}

/** File position of the first value of a column in a batch. @throws Error when the batch is damaged */
export function valuePosition({ header, body }: BatchLayout, { name, node, buffer }: Float64Place): number {
  if (header.nodes[node]!.nullCount > 0) throw new Error(`column "${name}" has nulls`);
  const values = header.buffers[buffer];
  if (!values || values.length < 8 * header.length) {
    throw new Error(`damaged Arrow file: column "${name}" is short`);
  }
  return body + values.offset;
}
