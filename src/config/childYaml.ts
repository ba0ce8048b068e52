import { stringify } from "yaml";
import { isParameter, type ParameterTree } from "../model/parameter.ts";
import { childOf, fileTree, isMapping, type Mapping, type Path, valueAt } from "./configuration.ts";

/**
 * A configuration file that gives what stands at some paths of a configuration, and takes the rest from its parent.
 * Distributions and lists of a file replace those of its parent, so they are written whole.
 *
 * @param head name, extends, and what else comes first
 * @param paths may go on below a parameter: into a law's field, an event's key
 * @param comment lines at the top
 */
export function childYaml(head: Mapping, configuration: Mapping, paths: readonly Path[], tree: ParameterTree, comment: string): string {
  const full = fileTree(tree);
  const values: Record<string, unknown> = { ...head };
  for (const path of paths) {
    const whole = path.slice(0, depthOf(path, full));
    let node: Record<string, unknown> = values;
    for (const key of whole.slice(0, -1)) {
      const below = node[key];
      node = (node[key] = isMapping(below) ? below : {}) as Record<string, unknown>;
    }
    node[whole.at(-1)!] = valueAt(configuration, whole);
  }
  return `${comment.split("\n").map((line) => `# ${line}`.trimEnd()).join("\n")}\n${stringify(values, { lineWidth: 0 })}`;
}

/** How many keys lead to the parameter, or to the list of events. */
function depthOf(path: Path, tree: ParameterTree): number {
  if (path[0] === "events") return 1;
  let node = tree;
  for (const [depth, key] of path.entries()) {
    const child = childOf(node, key);
    if (child === undefined || isParameter(child)) return depth + 1;
    node = child;
  }
  return path.length;
}
