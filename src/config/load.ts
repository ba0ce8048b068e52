import { basename } from "node:path";
import type { ParameterTree } from "../model/parameter.ts";
import { configurationHash } from "./canonical.ts";
import { fileKeys, fileTree, isMapping, valueAt } from "./configuration.ts";
import type { Configuration, Mapping, Path } from "./configuration.ts";
import { BadInput, type Finding } from "./errors.ts";
import { mergeChain, readChain, readText } from "./extends.ts";
import { frozen } from "./frozen.ts";
import { locateAll } from "./locate.ts";
import { applyOverride, parseOverride, type Override } from "./override.ts";
import { problemsOf, type Problem } from "./problems.ts";
import { configurationSchema } from "./schema.ts";
import type { YamlFile } from "./yamlText.ts";

/** What a check across parameters found; the path says which value to point at. */
export interface CheckFinding {
  readonly path: Path;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

export interface LoadOptions<T extends ParameterTree> {
  /** The parameters that the model declares. */
  readonly tree: T;
  /** Overrides `path=value`, or taken apart, applied in order after `extends`. */
  readonly set?: readonly (string | Override)[];
  /** Relations between values; called only when every single value is in order. */
  readonly checks?: (configuration: Configuration<T>) => readonly CheckFinding[];
}

export interface LoadedConfiguration<T extends ParameterTree> {
  /** Complete and deeply frozen. */
  readonly configuration: Configuration<T>;
  /** SHA-256, in hex, of all but the description. */
  readonly hash: string;
  readonly name: string;
  /** The files read, the child first. */
  readonly sources: readonly string[];
}

/**
 * Read, complete, and check a configuration file.
 * @throws BadInput with every finding, each at its file, line and column.
 */
export function loadConfiguration<T extends ParameterTree>(
  path: string,
  options: LoadOptions<T>,
): LoadedConfiguration<T> {
  return parseConfiguration(readText(path), { ...options, fileName: path });
}

/**
 * The same for the text of a file. `extends` is relative to `fileName`, which also gives the default name.
 * @throws BadInput as loadConfiguration.
 */
export function parseConfiguration<T extends ParameterTree>(
  text: string,
  { fileName = "configuration.yaml", ...options }: LoadOptions<T> & { readonly fileName?: string },
): LoadedConfiguration<T> {
  const tree = fileTree(options.tree);
  const files = readChain(text, fileName, tree);
  return check({ name: nameOf(fileName), ...mergeChain(files, tree) }, files, options);
}

/**
 * The same for values given in code: any part of a configuration.
 * @throws BadInput, without files and lines.
 */
export function completeConfiguration<T extends ParameterTree>(
  given: Mapping,
  options: LoadOptions<T>,
): LoadedConfiguration<T> {
  if (!isMapping(given)) throw new BadInput([{ path: "", message: "the configuration is not a mapping" }]);
  const key = fileKeys.find((name) => Object.hasOwn(given, name));
  if (key !== undefined) throw new BadInput([{ path: key, message: "can only be given in a file", value: given[key] }]);
  return check(given, [], options);
}

/** The declared default of every parameter of a tree. */
export function defaultConfiguration<T extends ParameterTree>(tree: T): Configuration<T> {
  return completeConfiguration({}, { tree }).configuration;
}

function check<T extends ParameterTree>(
  raw: Mapping,
  files: readonly YamlFile[],
  { tree, set = [], checks }: LoadOptions<T>,
): LoadedConfiguration<T> {
  const declared = fileTree(tree);
  const { values, overrides, refused } = override(raw, set, declared);
  const parsed = configurationSchema(tree).safeParse(values);
  const fail = (problems: readonly Problem[]): never => {
    throw new BadInput([...refused, ...locateAll(problems, declared, { files, overrides })]);
  };
  if (!parsed.success) return fail(problemsOf(parsed.error.issues, values, declared));
  const configuration = frozen(parsed.data);
  const findings = refused.length === 0 && checks !== undefined ? checks(configuration) : [];
  const found = findings.map((finding) => ({ value: valueAt(configuration, finding.path), ...finding }));
  if (refused.length > 0 || found.length > 0) return fail(found);
  const { name } = configuration as { name: string };
  return { configuration, hash: configurationHash(configuration), name, sources: files.map(({ file }) => file) };
}

/** Apply what can be applied, so that one bad option does not hide the other findings. */
function override(raw: Mapping, set: readonly (string | Override)[], tree: ParameterTree) {
  const overrides: Override[] = [];
  const refused: Finding[] = [];
  let values = raw;
  for (const given of set) {
    try {
      const one = typeof given === "string" ? parseOverride(given, tree) : given;
      values = applyOverride(values, one, tree);
      overrides.push(one);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      refused.push(...error.findings);
    }
  }
  return { values, overrides, refused };
}

/** `configs/My Scenario.yaml` is called `my-scenario`. */
function nameOf(fileName: string): string {
  const stem = basename(fileName).replace(/\.(ya?ml|json)$/i, "").toLowerCase();
  return stem.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "unnamed";
}
