import { z } from "zod";
import { isParameter, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { fileTree, type Configuration } from "./configuration.ts";
import { distributionSchema } from "./distributionSchema.ts";
import { eventsSchema } from "./eventsSchema.ts";
import { documentation } from "./parameterText.ts";

const built = new WeakMap<ParameterTree, z.ZodType>();

/**
 * The schema of a whole configuration file. Unknown keys are refused, what is not given takes its default.
 * `$schema` and `extends` are known only so that editors accept them; the loader removes both.
 */
export function configurationSchema<T extends ParameterTree>(tree: T): z.ZodType<Configuration<T>> {
  const known = built.get(tree);
  if (known !== undefined) return known as z.ZodType<Configuration<T>>;
  const { name, description, ...sections } = fileTree(tree);
  const shape = {
    $schema: z.string().optional().describe("JSON Schema for editors; ignored"),
    extends: z.string().optional().describe("File whose values this one changes, relative to it"),
    name: withDefault(name as Parameter, z.string().regex(/^[a-z0-9-]+$/)),
    description: leafSchema(description as Parameter),
    ...shapeOf(sections),
    events: eventListSchema,
  };
  const schema = z.strictObject(shape) as unknown as z.ZodType<Configuration<T>>;
  built.set(tree, schema); // Sweeps check thousands of configurations against one tree.
  return schema;
}

/** The list `events`. */
export const eventListSchema = eventsSchema(sectionSchema);

/** A mapping with exactly the declared keys; each may be left out. */
export function sectionSchema(tree: ParameterTree): z.ZodType<Record<string, unknown>> {
  return z.strictObject(shapeOf(tree));
}

function shapeOf(tree: ParameterTree): Record<string, z.ZodType> {
  return Object.fromEntries(
    Object.entries(tree).map(([name, node]) => [
      name,
      isParameter(node) ? leafSchema(node) : sectionSchema(node).prefault({}),
    ]),
  );
}

function leafSchema(parameter: Parameter): z.ZodType {
  return withDefault(parameter, valueSchema(parameter));
}

function withDefault(parameter: Parameter, schema: z.ZodType): z.ZodType {
  return schema.default(() => parameter.default).describe(documentation(parameter));
}

/** What a parameter accepts when it is given. */
export function valueSchema(parameter: Parameter): z.ZodType {
  switch (parameter.type) {
    case "number":
      return numberSchema(parameter);
    case "numbers": {
      const list = z.array(numberSchema(parameter));
      return parameter.length === undefined ? list : list.length(parameter.length);
    }
    case "distribution":
      return distributionSchema(parameter, valueSchema);
    case "boolean":
      return z.boolean();
    case "choice":
      return z.enum(parameter.options as [string, ...string[]]);
    case "text":
      return z.string();
  }
}

function numberSchema({ min, max, integer }: { min: number; max: number; integer?: boolean }): z.ZodType<number> {
  const inRange = z.number().min(min).max(max);
  return integer === true ? inRange.int() : inRange;
}
