import type { z } from "zod";
import { isParameter, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { isMapping, isPrefix, valueAt, type Path } from "./configuration.ts";
import { declarationAt, eventTree, sameNameElsewhere } from "./declarations.ts";
import { lawNames, type LawName } from "./laws.ts";
import { nearest } from "./nearest.ts";
import { expectation } from "./parameterText.ts";
import { show } from "./showValue.ts";
import { wrongValue } from "./wrongValue.ts";

/** A finding that does not know its file yet. */
export interface Problem {
  readonly path: Path;
  /** Point at the key rather than at its value. */
  readonly at?: "key";
  readonly value?: unknown;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

type Issue = z.core.$ZodIssue;

/**
 * Say what is wrong in the terms of the declarations: name, value, range, unit, nearest valid name.
 * At most one problem per path: 0.5 need not be told that it is not whole and below the minimum too.
 */
export function problemsOf(issues: readonly Issue[], root: unknown, tree: ParameterTree): Problem[] {
  const seen = new Set<string>();
  return explain(issues, root, tree, []).filter(({ path }) => {
    const name = path.join(".");
    return !seen.has(name) && seen.add(name);
  });
}

function explain(issues: readonly Issue[], root: unknown, tree: ParameterTree, base: Path): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    const path = [...base, ...(issue.path as (string | number)[])];
    const value = valueAt(root, path);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => strayKey(tree, [...path, key], value));
    if (issue.code === "invalid_union") return distribution(issue.errors, root, tree, path, value);
    if (issue.code === "custom") {
      // A mistyped key leaves a gap; the key is the thing to report.
      const gap = issues.some((other) => other.code === "unrecognized_keys" && samePath(other, issue));
      const { expected, at } = (issue.params ?? {}) as Pick<Problem, "expected" | "at">;
      return gap ? [] : [{ path, value, message: issue.message, expected, at }];
    }
    const declared = declarationAt(tree, path);
    const known = declared !== undefined && isParameter(declared);
    return [known ? wrongValue(issue, path, value, declared) : notAMapping(tree, path, value, declared)];
  });
}

function samePath(a: Issue, b: Issue): boolean {
  return a.path.length === b.path.length && isPrefix(a.path as Path, b.path as Path);
}

function notAMapping(tree: ParameterTree, path: Path, value: unknown, section: ParameterTree | undefined): Problem {
  if (path.join() === "events") {
    return { path, value, message: `${show(value)} is not a list`, expected: "a list of events; [] for none" };
  }
  const known = Object.keys(section ?? (path[0] === "events" ? eventTree : tree));
  const message = value === undefined ? "missing" : `${show(value)} is not a mapping`;
  return { path, value, message, expected: `a mapping with keys of ${known.join(", ")}` };
}

/** Report on the one law that was meant; a union by itself would report on all of them. */
function distribution(errors: Issue[][], root: unknown, tree: ParameterTree, path: Path, value: unknown): Problem[] {
  const declared = declarationAt(tree, path) as Parameter;
  if (!isMapping(value)) return [wrongValue(errors[0]![0]!, path, value, declared)];
  const [first, ...more] = Object.keys(value).filter((key) => lawNames.includes(key as LawName));
  const stray = Object.keys(value).filter((key) => key !== first && !more.includes(key));
  const surplus = [...stray, ...more].map((key) => strayKey(tree, [...path, key], value));
  if (surplus.length > 0) return surplus;
  if (first === undefined) {
    return [{ path, value, message: "the mapping names no distribution", expected: expectation(declared) }];
  }
  return explain(errors[1 + lawNames.indexOf(first as LawName)]!, root, tree, path);
}

function strayKey(tree: ParameterTree, path: Path, holder: unknown): Problem {
  const key = String(path.at(-1));
  const isEvent = path[0] === "events" && path.length === 3;
  const parent = isEvent ? eventTree : (declarationAt(tree, path.slice(0, -1)) ?? tree);
  const lists = path.length === 1 ? ["events", "extends"] : [];
  const known = isParameter(parent) ? lawNames : [...Object.keys(parent), ...lists];
  if (isParameter(parent) && known.includes(key as LawName)) {
    const other = Object.keys(holder as object).find((name) => name !== key);
    return { path, at: "key", message: `the distribution already is ${other}`, expected: expectation(parent) };
  }
  const near = nearest(key, known) ?? sameNameElsewhere(tree, path);
  const hint = near === undefined ? undefined : `Did you mean ${near}?`;
  return { path, at: "key", message: "unknown key", expected: `one of ${known.join(", ")}`, hint };
}
