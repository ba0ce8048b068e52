/** How a column of a result file declares itself: schema, metadata and docs come from here. */

export type FieldType = "float64" | "int32" | "uint32" | "category" | "text" | "bool";

/**
 * One column. No column holds nulls; a float64 that is undefined is NaN.
 *
 * `unit` and `description` travel in the Arrow field metadata under these two keys.
 * `values` is the one fixed dictionary of a category, in code order: code i means values[i].
 */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly unit: string;
  readonly description: string;
  readonly values?: readonly string[];
}

export const float64 = (name: string, unit: string, description: string): Field => ({ name, type: "float64", unit, description });
export const uint32 = (name: string, unit: string, description: string): Field => ({ name, type: "uint32", unit, description });
export const text = (name: string, description: string): Field => ({ name, type: "text", unit: "1", description });
export const bool = (name: string, description: string): Field => ({ name, type: "bool", unit: "1", description });
export const category = (name: string, description: string, values: readonly string[]): Field => ({ name, type: "category", unit: "1", description, values });

/**
 * Refuse a list of fields that no file can carry.
 *
 * @throws Error on an empty list, an empty or repeated name, a category without values
 *   or with repeated ones, and values on anything but a category.
 */
export function checkFields(fields: readonly Field[]): void {
  if (fields.length === 0) throw new Error("a file needs at least one field");
  const seen = new Set<string>();
  for (const { name, type, values } of fields) {
    if (name === "") throw new Error("a field needs a name");
    if (seen.has(name)) throw new Error(`field "${name}" is declared twice`);
    seen.add(name);
    if (type !== "category") {
      if (values) throw new Error(`field "${name}" is of type ${type}: only a category has values`);
      continue;
    }
    if (!values || values.length === 0) throw new Error(`category "${name}" declares no values`);
    const repeated = values.find((value, i) => values.indexOf(value) !== i);
    if (repeated !== undefined) throw new Error(`category "${name}" lists "${repeated}" twice`);
  }
}
