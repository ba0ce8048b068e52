import { isParameter, type Parameter, type ParameterTree } from "../model/parameter.ts";
import { fileTree, type Configuration, type Mapping } from "./configuration.ts";
import { documentation } from "./parameterText.ts";

const width = 110;

/**
 * A configuration file with every value written out, each below a comment with its description, unit,
 * range and source. Parsing the file gives back the same configuration.
 *
 * @param schema address of the JSON Schema for editors, relative to the file.
 */
export function commentedYaml<T extends ParameterTree>(
  tree: T,
  configuration: Configuration<T>,
  schema?: string,
): string {
  const lines = schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`];
  for (const [name, declared] of Object.entries(fileTree(tree))) {
    if (!isParameter(declared) && lines.length > 0) lines.push("");
    lines.push(...entry(name, declared, (configuration as Mapping)[name], ""));
  }
  lines.push("", "# Dated events of the scenario; random shocks run on top of them.");
  if (configuration.events.length === 0) lines.push("events: []");
  else lines.push("events:", ...configuration.events.map((event) => `  - ${flow(event)}`));
  return `${lines.join("\n")}\n`;
}

function entry(name: string, declared: Parameter | ParameterTree, value: unknown, indent: string): string[] {
  if (isParameter(declared)) {
    return [...comment(documentation(declared), indent), `${indent}${name}: ${flow(value)}`];
  }
  const below = Object.entries(declared).flatMap(([key, child]) =>
    entry(key, child, (value as Mapping)[key], `${indent}  `),
  );
  return below.length === 0 ? [`${indent}${name}: {}`] : [`${indent}${name}:`, ...below];
}

/** Break a text into comment lines of at most `width` columns. */
function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}# ${word}`);
  }
  return lines;
}

/** A value on one line. JSON is YAML; only plain words and the keys of mappings go without quotes. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "string") return isPlainWord(value) ? value : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, item]) => `${key}: ${flow(item)}`).join(", ")} }`;
}

/** A word that no version of YAML takes for a truth value, a null, or a number. */
function isPlainWord(text: string): boolean {
  return /^[a-z][a-z0-9_-]*$/i.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
}
