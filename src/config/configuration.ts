import { isParameter, text, type Parameter, type ParameterTree, type Values } from "../model/parameter.ts";
import type { ScriptedEvent } from "../model/markets/events.ts";
import { runParameters } from "./runParameters.ts";

/** A complete, checked, deeply frozen configuration for the parameters of `T`. */
export type Configuration<T extends ParameterTree> = {
  readonly name: string;
  readonly description: string;
  readonly run: Values<typeof runParameters>;
  readonly events: readonly ScriptedEvent[];
} & Values<T>;

/** Where something sits in a configuration: keys and list indices from the root. */
export type Path = readonly (string | number)[];

export type Mapping = Readonly<Record<string, unknown>>;

/** The keys that say what a configuration is called. A child file never inherits them. */
export const headParameters = {
  name: text({ default: "unnamed", description: "Name of the results folder: a-z, 0-9 and -", source: "convention" }),
  description: text({ default: "", description: "What this configuration is for", source: "convention" }),
} satisfies ParameterTree;

/** The keys that steer the reading of a file and are no part of the configuration. */
export const fileKeys: readonly string[] = ["$schema", "extends"];

/**
 * Every parameter that a file may give, except the list `events`.
 * @throws Error when the model declares a section under a name that the file format uses itself.
 */
export function fileTree(tree: ParameterTree): ParameterTree {
  const own: ParameterTree = { ...headParameters, run: runParameters };
  for (const name of [...Object.keys(own), ...fileKeys, "events"]) {
    if (Object.hasOwn(tree, name)) throw new Error(`a model cannot declare a section called ${name}`);
  }
  return { ...own, ...tree };
}

/** The declaration directly below a tree, if it has one of that name. */
export function childOf(tree: ParameterTree, key: string | number): Parameter | ParameterTree | undefined {
  return Object.hasOwn(tree, key) ? tree[key] : undefined;
}

/** The subtree of that name; undefined for a parameter or an unknown name. */
export function sectionOf(tree: ParameterTree, key: string | number): ParameterTree | undefined {
  const child = childOf(tree, key);
  return child === undefined || isParameter(child) ? undefined : child;
}

export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isPrefix(prefix: Path, path: Path): boolean {
  return prefix.length <= path.length && prefix.every((part, i) => String(part) === String(path[i]));
}

/** The value at a path of plain data, undefined when there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** Raw values of a child over those of its parent: sections merge, anything else is replaced whole. */
export function merge(parent: Mapping, child: Mapping, tree: ParameterTree): Mapping {
  const merged = new Map(Object.entries(parent));
  for (const [key, value] of Object.entries(child)) {
    const section = sectionOf(tree, key);
    const before = merged.get(key);
    const both = section !== undefined && isMapping(before) && isMapping(value);
    merged.set(key, both ? merge(before, value, section) : value);
  }
  return Object.fromEntries(merged);
}
