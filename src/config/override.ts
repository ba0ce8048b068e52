import { isScalar, parseDocument } from "yaml";
import { isParameter, text, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { childOf, fileKeys, isMapping, merge, type Mapping, type Path } from "./configuration.ts";
import { suggestPath } from "./declarations.ts";
import { BadInput, type Finding } from "./errors.ts";

/** One `--set path=value`, taken apart. */
export interface Override {
  /** As the user wrote it, for messages: `--set agents.hedge_fund.count=5000`. */
  readonly option: string;
  readonly path: Path;
  readonly value: unknown;
}

const events = text({ default: "", description: "Stands for the list of events", source: "convention" });

/**
 * Take `path=value` apart: a dotted path (entries of lists by index, as in `events.0.day`) and a YAML value.
 * @throws BadInput naming the option when there is no `=`, the path is not declared, or the value is not YAML.
 */
export function parseOverride(given: string, tree: ParameterTree): Override {
  const option = `--set ${given}`;
  const equals = given.indexOf("=");
  const name = given.slice(0, equals).trim();
  if (equals < 1 || name === "") {
    throw refusal(option, { path: "", message: "is not of the form path=value", hint: "For example run.paths=2000" });
  }
  const refused = refusalOf(name, tree);
  if (refused !== undefined) throw refusal(option, { path: name, ...refused });
  const path = name.split(".");
  return { option, path, value: parseValue(given.slice(equals + 1), option, path, leafAt(tree, path)) };
}

/** Why a dotted path cannot be set; undefined when it can. */
export function refusalOf(name: string, tree: ParameterTree): { readonly message: string; readonly hint?: string } | undefined {
  const path = name.split(".");
  if (fileKeys.includes(name)) return { message: "can only be given in a file" };
  if (canBeSet(tree, path)) return undefined;
  const near = suggestPath({ ...tree, events }, path);
  return { message: "unknown parameter", hint: near === undefined ? undefined : `Did you mean ${near}?` };
}

function canBeSet(tree: ParameterTree, path: Path): boolean {
  if (path[0] === "events") return true;
  let node: Parameter | ParameterTree | undefined = tree;
  for (const key of path) {
    if (isParameter(node)) return node.type === "distribution" || node.type === "numbers";
    node = childOf(node, key);
    if (node === undefined) return false;
  }
  return true;
}

function leafAt(tree: ParameterTree, path: Path): Parameter | undefined {
  let node: Parameter | ParameterTree | undefined = tree;
  for (const key of path) node = node === undefined || isParameter(node) ? undefined : childOf(node, key);
  return node !== undefined && isParameter(node) ? node : undefined;
}

function parseValue(source: string, option: string, path: Path, declared: Parameter | undefined): unknown {
  const document = parseDocument(source, { prettyErrors: false, logLevel: "error" });
  const root = document.contents;
  const digits = isScalar(root) && typeof root.value === "number" ? root.source : undefined;
  if (declared?.type === "text" && digits !== undefined) return digits;
  try {
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault !== undefined) throw fault;
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw refusal(option, { path: path.join("."), message: `the value is not YAML: ${(error as Error).message}` });
  }
}

/**
 * The raw values with one of them replaced. Below a parameter that is not given, its default is the start:
 * `size.lognormal.sigma=2` keeps the default's median. A section takes a mapping, merged into it.
 * @throws BadInput for an index that a list does not have.
 */
export function applyOverride(raw: Mapping, { option, path, value }: Override, tree: ParameterTree): Mapping {
  const setBelow = (node: unknown, depth: number, declared: Parameter | ParameterTree | undefined): unknown => {
    if (depth === path.length) {
      const section = declared !== undefined && !isParameter(declared) && isMapping(node) && isMapping(value);
      return section ? merge(node, value, declared) : value;
    }
    const key = String(path[depth]);
    if (Array.isArray(node)) {
      if (!/^\d+$/.test(key) || Number(key) >= node.length) {
        const list = path.slice(0, depth).join(".");
        const message = `${list} has ${node.length} ${node.length === 1 ? "entry" : "entries"}, counted from 0`;
        throw refusal(option, { path: path.join("."), message });
      }
      return node.map((item: unknown, i) => (i === Number(key) ? setBelow(item, depth + 1, undefined) : item));
    }
    const before = isMapping(node) ? node : {};
    const child = declared === undefined || isParameter(declared) ? undefined : childOf(declared, key);
    const given = Object.hasOwn(before, key) ? before[key] : depth === 0 && key === "events" ? [] : defaultOf(child);
    return { ...before, [key]: setBelow(given, depth + 1, child) };
  };
  return setBelow(raw, 0, tree) as Mapping;
}

function defaultOf(declared: Parameter | ParameterTree | undefined): unknown {
  return declared !== undefined && isParameter(declared) ? declared.default : undefined;
}

function refusal(option: string, finding: Finding): BadInput {
  return new BadInput([{ file: option, ...finding }]);
}
