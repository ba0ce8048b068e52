import type { z } from "zod";
import { isParameter, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { type Configuration, fileTree, isMapping } from "./configuration.ts";
import { frozen } from "./frozen.ts";
import { completeConfiguration, type LoadOptions } from "./load.ts";
import { applyOverride, type Override } from "./override.ts";
import { eventListSchema, valueSchema } from "./schema.ts";

/**
 * A complete configuration with some of its values replaced: equal to completing it anew, but only what has changed is
 * checked again, and what has not is shared. For sweeps, which do this for every point.
 *
 * @param before complete and frozen
 * @throws BadInput as completeConfiguration
 */
export function changeConfiguration<T extends ParameterTree>(
  before: Configuration<T>, set: readonly Override[], options: Omit<LoadOptions<T>, "set">,
): Configuration<T> {
  const tree = fileTree(options.tree);
  try {
    const values = set.reduce((raw, override) => applyOverride(raw, override, tree), before as Readonly<Record<string, unknown>>);
    const configuration = recheckSection(tree, values, before) as Configuration<T>;
    if ((options.checks?.(configuration) ?? []).length === 0) return configuration;
  } catch (error) {
    if (error !== REFUSED) throw error;
  }
  // Something is wrong: the whole check says what, and where.
  return completeConfiguration(before, { ...options, set }).configuration;
}

const REFUSED = new Error("a value is refused");
const schemas = new WeakMap<Parameter, z.ZodType>();

/** @param declared undefined for the list of events, the one thing in a configuration that no parameter declares */
function recheck(declared: Parameter | ParameterTree | undefined, value: unknown, before: unknown): unknown {
  if (value === before) return before;
  if (declared === undefined) return parsed(eventListSchema, value);
  if (!isParameter(declared)) return recheckSection(declared, value, before);
  const schema = schemas.get(declared) ?? valueSchema(declared);
  schemas.set(declared, schema);
  return parsed(schema, value);
}

function recheckSection(tree: ParameterTree, value: unknown, before: unknown): unknown {
  if (!isMapping(value) || !isMapping(before)) throw REFUSED;
  if (Object.keys(value).some((key) => !Object.hasOwn(before, key))) throw REFUSED;
  return Object.freeze(Object.fromEntries(Object.keys(before).map((key) => [key, recheck(tree[key], value[key], before[key])])));
}

function parsed(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (!result.success) throw REFUSED;
  return frozen(result.data);
}
