type Schema = Readonly<Record<string, unknown>>;

const annotations = new Set(["$schema", "default", "description"]);

/**
 * Does a value satisfy a JSON Schema? The part of draft-07 that the configuration's schema uses.
 * @throws Error on any other keyword.
 */
export function validateJson(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, rule]) => annotations.has(keyword) || keep(keyword, rule, value, schema));
}

function keep(keyword: string, rule: unknown, value: unknown, schema: Schema): boolean {
  const mapping = typeOf(value) === "object" ? (value as Record<string, unknown>) : undefined;
  const list = Array.isArray(value) ? (value as unknown[]) : undefined;
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  switch (keyword) {
    case "type":
      return [rule].flat().some((type) => type === typeOf(value) || (type === "integer" && Number.isInteger(value)));
    case "enum":
      return (rule as unknown[]).includes(value);
    case "minimum":
      return typeof value !== "number" || value >= (rule as number);
    case "maximum":
      return typeof value !== "number" || value <= (rule as number);
    case "pattern":
      return typeof value !== "string" || new RegExp(rule as string, "u").test(value);
    case "minItems":
      return list === undefined || list.length >= (rule as number);
    case "maxItems":
      return list === undefined || list.length <= (rule as number);
    case "items":
      return list === undefined || list.every((item) => validateJson(rule as Schema, item));
    case "properties":
      return mapping === undefined ||
        Object.entries(properties).every(([key, child]) => !Object.hasOwn(mapping, key) || validateJson(child, mapping[key]));
    case "required":
      return mapping === undefined || (rule as string[]).every((key) => Object.hasOwn(mapping, key));
    case "additionalProperties":
      if (rule !== false) throw new Error("additionalProperties is not false");
      return mapping === undefined || Object.keys(mapping).every((key) => Object.hasOwn(properties, key));
    case "anyOf":
      return (rule as Schema[]).some((member) => validateJson(member, value));
    case "oneOf":
      return (rule as Schema[]).filter((member) => validateJson(member, value)).length === 1;
    default:
      throw new Error(`unexpected keyword ${keyword}`);
  }
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
