import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { ParameterTree } from "../model/parameter.ts";
import { fileKeys, headParameters, merge, type Mapping } from "./configuration.ts";
import { BadInput, type Finding } from "./errors.ts";
import { nearest } from "./nearest.ts";
import { show } from "./showValue.ts";
import { readYaml, type YamlFile } from "./yamlText.ts";

/**
 * A file and the files it extends, the child first.
 * @throws BadInput for what cannot be read, malformed YAML, or a cycle of `extends`.
 */
export function readChain(text: string, file: string, tree: ParameterTree): YamlFile[] {
  const chain = [readYaml(text, file, tree)];
  const seen = new Set([identity(file)]);
  for (let child = chain[0]!; child.value.extends !== undefined; ) {
    const { extends: parent } = child.value;
    const { line, column, excerpt } = child.place(["extends"]);
    const found = { file: child.file, line, column, excerpt, path: "extends", value: parent };
    if (typeof parent !== "string" || parent === "") {
      const expected = "a path such as ./baseline.yaml";
      throw new BadInput([{ ...found, message: `${show(parent)} is not the name of a file`, expected }]);
    }
    const path = isAbsolute(parent) ? parent : join(dirname(child.file), parent);
    const source = readText(path, found);
    if (seen.has(identity(path))) {
      const files = [...chain.map((layer) => layer.file), path].join(" → ");
      throw new BadInput([{ ...found, message: `the files extend each other in a circle: ${files}` }]);
    }
    seen.add(identity(path));
    child = readYaml(source, path, tree);
    chain.push(child);
  }
  return chain;
}

/**
 * The text of a file.
 * @throws BadInput when it is missing, a directory, unreadable, or not UTF-8, placed at `blame` if another
 *   file asked for it.
 */
export function readText(path: string, blame: Omit<Finding, "message"> = { file: path, path: "" }): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = (code !== undefined && reasons[code]) || message;
    const near = code === "ENOENT" ? nearestFile(path) : undefined;
    const hint = near === undefined ? undefined : `Did you mean ${near}?`;
    throw new BadInput([{ ...blame, message: `cannot read ${path}: ${reason}`, hint }]);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory, not a file",
  EACCES: "permission denied",
  ERR_ENCODING_INVALID_ENCODED_DATA: "it is not UTF-8 text",
};

function nearestFile(path: string): string | undefined {
  try {
    const names = readdirSync(dirname(path)).filter((name) => /\.(ya?ml|m?js)$/.test(name));
    const near = nearest(basename(path), names) ?? names.find((name) => name.startsWith(`${basename(path)}.`));
    return near === undefined ? undefined : join(dirname(path), near);
  } catch {
    return undefined; // The folder does not exist either.
  }
}

function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path); // A text that was not read from the disk.
  }
}

/**
 * The values of a chain. Sections merge; every parameter and list of the child replaces the parent's;
 * name and description are the child's own.
 */
export function mergeChain(chain: readonly YamlFile[], tree: ParameterTree): Mapping {
  return chain
    .map(({ value }, i) => without(value, i === 0 ? fileKeys : [...fileKeys, ...Object.keys(headParameters)]))
    .reduceRight((parent, child) => merge(parent, child, tree));
}

function without(value: Mapping, keys: readonly string[]): Mapping {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
