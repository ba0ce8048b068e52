import { Bool, DataType, Dictionary, Float64, Int32, Uint32, Utf8 } from "apache-arrow";
import { Field as ArrowField, Schema } from "apache-arrow";
import type { Field, FieldType } from "./field.ts";

/**
 * The schema of a file. Metadata keys are sorted and dictionary ids are field positions
 * (the library would count them per process), so equal declarations give equal bytes.
 */
export function arrowSchema(fields: readonly Field[], metadata: Readonly<Record<string, string>>): Schema {
  const sorted = Object.keys(metadata).sort().map((key): [string, string] => [key, metadata[key]!]);
  return new Schema(fields.map(arrowField), new Map(sorted));
}

function arrowField(field: Field, position: number): ArrowField {
  const metadata = new Map([["unit", field.unit], ["description", field.description]]);
  return new ArrowField(field.name, arrowType(field.type, position), false, metadata);
}

function arrowType(type: FieldType, position: number): DataType {
  switch (type) {
    case "float64":
      return new Float64();
    case "int32":
      return new Int32();
    case "uint32":
      return new Uint32();
    case "bool":
      return new Bool();
    case "text":
      return new Utf8();
    case "category":
      return new Dictionary(new Utf8(), new Int32(), position);
  }
}

/**
 * The declaration that an Arrow field stands for, without the values of a category.
 *
 * @throws Error when the type is none of ours.
 */
export function declaredField(field: ArrowField): Field {
  return {
    name: field.name,
    type: declaredType(field),
    unit: field.metadata.get("unit") ?? "",
    description: field.metadata.get("description") ?? "",
  };
}

function declaredType({ name, type }: ArrowField): FieldType {
  if (DataType.isFloat(type) && String(type) === "Float64") return "float64";
  if (DataType.isInt(type) && type.bitWidth === 32) return type.isSigned ? "int32" : "uint32";
  if (DataType.isBool(type)) return "bool";
  if (DataType.isUtf8(type)) return "text";
  if (DataType.isDictionary(type) && DataType.isUtf8(type.dictionary)) return "category";
  throw new Error(`column "${name}" has type ${String(type)}, which no file of this program has`);
}
