import { eventTypes } from "../model/markets/events.ts";
import { integer, isParameter, number, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { childOf, type Path } from "./configuration.ts";
import { laws, type LawName } from "./laws.ts";
import { editDistance, nearest } from "./nearest.ts";

const when = (unit: string, description: string) =>
  integer({ unit, min: 1, max: 1_000_000, default: 1, description, source: "scenario" });

/** The keys of one scripted event: when, and one of the event types. */
export const eventTree = {
  day: when("day", "Trading day, 1 = first"),
  round: when("round", "Round of the day, 1 = first"),
  ...eventTypes,
} satisfies ParameterTree;

/**
 * What is declared at a path: a parameter, a section, or nothing. Goes on into the fields of a
 * distribution, the entries of a list of numbers, and the keys of a scripted event.
 */
export function declarationAt(tree: ParameterTree, path: Path): Parameter | ParameterTree | undefined {
  if (path[0] === "events") return path.length < 2 ? undefined : descend(eventTree, path.slice(2));
  return descend(tree, path);
}

function descend(tree: ParameterTree, path: Path): Parameter | ParameterTree | undefined {
  let node: Parameter | ParameterTree | undefined = tree;
  for (const key of path) {
    if (node === undefined) return undefined;
    node = below(node, key);
  }
  return node;
}

function below(node: Parameter | ParameterTree, key: string | number): Parameter | ParameterTree | undefined {
  if (!isParameter(node)) return childOf(node, key);
  if (node.type === "distribution") {
    const families = laws(node);
    return Object.hasOwn(families, key) ? families[key as LawName].fields : undefined;
  }
  if (node.type === "numbers") {
    const { length: _, type: __, default: ___, ...facts } = node;
    return number({ ...facts, default: node.min });
  }
  return undefined;
}

/**
 * A declared path that the user may have meant by an undeclared one: the same path with each unknown
 * name replaced by the nearest valid one, else a parameter of the same name elsewhere in the tree.
 */
export function suggestPath(tree: ParameterTree, path: Path): string | undefined {
  const repaired: string[] = [];
  let node: ParameterTree = tree;
  for (const key of path) {
    const name = Object.hasOwn(node, key) ? String(key) : nearest(String(key), Object.keys(node));
    if (name === undefined) return sameNameElsewhere(tree, path);
    repaired.push(name);
    const child: Parameter | ParameterTree = node[name]!;
    if (isParameter(child)) {
      const inner = child.type === "distribution" || child.type === "numbers";
      return [...repaired, ...(inner ? path.slice(repaired.length) : [])].join(".");
    }
    node = child;
  }
  return repaired.join(".");
}

/** The declared path that ends in the same name and is closest to the one given. */
export function sameNameElsewhere(tree: ParameterTree, path: Path): string | undefined {
  const asked = path.join(".");
  const last = String(path.at(-1));
  return parameterPaths(tree)
    .filter((candidate) => candidate === last || candidate.endsWith(`.${last}`))
    .sort((a, b) => editDistance(asked, a) - editDistance(asked, b))[0];
}

/** Dotted paths of all parameters of a tree, in the order of declaration. */
export function parameterPaths(tree: ParameterTree, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([name, node]) =>
    isParameter(node) ? [prefix + name] : parameterPaths(node, `${prefix}${name}.`),
  );
}
