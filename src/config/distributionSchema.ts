import { z } from "zod";
import { number, type DistributionParameter, type Parameter } from "../model/parameter.ts";
import { documentation } from "./parameterText.ts";
import { lawNames, laws, nonsenseIn, type Law, type LawName } from "./laws.ts";

/**
 * A number, or a mapping with one key that names a law. The members of the union are in the order
 * number, then `lawNames`; the reporting of errors relies on it.
 */
export function distributionSchema(
  parameter: DistributionParameter,
  valueSchema: (field: Parameter) => z.ZodType,
): z.ZodType {
  const { type: _, default: __, ...facts } = parameter;
  const families: Record<LawName, Law> = laws(parameter);
  const members = lawNames.map((name) => z.strictObject({ [name]: lawSchema(name, families[name], valueSchema) }));
  return z.union([valueSchema(number({ ...facts, default: facts.min })), ...members]);
}

function lawSchema(name: LawName, law: Law, valueSchema: (field: Parameter) => z.ZodType): z.ZodType {
  const fields = Object.entries(law.fields).map(([field, declared]) => {
    const schema = valueSchema(declared).describe(documentation(declared));
    return [field, law.optional.includes(field) ? schema.optional() : schema] as const;
  });
  return z.strictObject(Object.fromEntries(fields)).superRefine((given, context) => {
    for (const { field, message } of nonsenseIn(name, given)) {
      context.addIssue({ code: "custom", path: [field], message });
    }
  });
}
