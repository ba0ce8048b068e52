import type { ParameterTree } from "../model/parameter.ts";
import { isPrefix, sectionOf, type Path } from "./configuration.ts";
import type { Finding } from "./errors.ts";
import type { Override } from "./override.ts";
import type { Problem } from "./problems.ts";
import type { YamlFile } from "./yamlText.ts";

/** Where values can come from: the files of a chain, the child first, and the overrides in the order given. */
export interface Sources {
  readonly files: readonly YamlFile[];
  readonly overrides: readonly Override[];
}

/** Tell for each problem which file or option brought the value in, and sort by where they stand. */
export function locateAll(problems: readonly Problem[], tree: ParameterTree, sources: Sources): Finding[] {
  const order = (finding: Finding) => sources.files.findIndex(({ file }) => file === finding.file);
  return problems
    .map((problem) => locate(problem, tree, sources))
    .sort((a, b) => order(a) - order(b) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function locate(problem: Problem, tree: ParameterTree, { files, overrides }: Sources): Finding {
  const { path, at, value, message, expected, hint } = problem;
  const what = { path: path.join("."), value, message, expected, hint };
  const setter = overrides.findLast((override) => isPrefix(override.path, path));
  if (setter !== undefined) return { file: setter.option, ...what };
  const owned = ownedPart(tree, path);
  const owner = files.find((file) => file.place(owned).found);
  const below = overrides.findLast((override) => isPrefix(path, override.path));
  if (below !== undefined && !owner?.place(path).found) return { file: below.option, ...what };
  const file = owner ?? deepest(files, path);
  if (file === undefined) return what;
  const { line, column, excerpt, found } = file.place(path, at);
  const remark = !found && value !== undefined ? "This is the default" : undefined;
  return { file: file.file, line, column, excerpt, ...what, hint: hint ?? remark };
}

/** The part of a path that one file alone decides: down to the parameter, or to the first unknown key. */
function ownedPart(tree: ParameterTree, path: Path): Path {
  let section: ParameterTree | undefined = tree;
  let length = 0;
  while (section !== undefined && length < path.length) {
    section = sectionOf(section, path[length]!);
    length++;
  }
  return path.slice(0, length);
}

function deepest(files: readonly YamlFile[], path: Path): YamlFile | undefined {
  const depth = (file: YamlFile) => file.place(path).depth;
  return [...files].sort((a, b) => depth(b) - depth(a))[0];
}
