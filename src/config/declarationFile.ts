import { basename } from "node:path";
import type { z } from "zod";
import { valueAt, type Path } from "./configuration.ts";
import { BadInput, type Finding } from "./errors.ts";
import { suggestion } from "./nearest.ts";
import { show } from "./showValue.ts";
import { readYaml } from "./yamlText.ts";

/** A file that declares work over many configurations, as read: what it declares, and where in the file everything stands. */
export interface DeclarationFile<T> {
  readonly file: string;
  readonly name: string;
  readonly declaration: T;
  /** A finding about the value (or key) at a path of the file. */
  readonly finding: (path: Path, what: Omit<Finding, "path">, at?: "key") => Finding;
}

/** How a sort of files reads. */
export interface Dialect<T> {
  readonly schema: z.ZodType<T>;
  /** Name of a file whose own name has no letter of a–z and no digit. */
  readonly noName: string;
  /** Known keys of the mapping at a path, for hints. */
  readonly keys: (path: Path) => readonly string[];
  /** What is expected at a dotted path. */
  readonly expectations: Readonly<Record<string, string>>;
  /** Findings about what this sort explains in its own way; undefined for what it does not. */
  readonly explain?: (issue: z.core.$ZodIssue, reading: Reading) => Finding[] | undefined;
}

/** A file that is being read. */
export interface Reading {
  readonly root: unknown;
  readonly finding: DeclarationFile<unknown>["finding"];
  /** Findings about an issue, in the usual way. */
  readonly usual: (issue: z.core.$ZodIssue) => Finding[];
}

/** Read the text of a file. @throws BadInput with every finding, each at its file, line and column */
export function parseDeclaration<T extends { readonly name?: string | undefined }>(text: string, file: string, dialect: Dialect<T>): DeclarationFile<T> {
  const yaml = readYaml(text, file, {});
  const finding: DeclarationFile<T>["finding"] = (path, what, at) => {
    const { line, column, excerpt } = yaml.place(path, at);
    return { file, line, column, excerpt, path: path.join("."), ...what };
  };
  const reading: Reading = { root: yaml.value, finding, usual: (issue) => explain(issue, dialect, reading) };
  const parsed = dialect.schema.safeParse(yaml.value);
  if (!parsed.success) throw new BadInput(parsed.error.issues.flatMap(reading.usual));
  const name = parsed.data.name ?? nameFor(file, dialect.noName);
  return { file, name, declaration: parsed.data, finding };
}

/** The name of what a YAML file holds, from its own: `My Sweep.yaml` is called `my-sweep`. */
export function nameFor(file: string, otherwise: string): string {
  return basename(file).replace(/\.ya?ml$/i, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || otherwise;
}

function explain<T>(issue: z.core.$ZodIssue, dialect: Dialect<T>, reading: Reading): Finding[] {
  const own = dialect.explain?.(issue, reading);
  if (own !== undefined) return own;
  const { root, finding } = reading;
  const path = issue.path as (string | number)[];
  const value = valueAt(root, path);
  if (issue.code === "unrecognized_keys") {
    const known = dialect.keys(path);
    return issue.keys.map((key) =>
      finding([...path, key], { message: "unknown key", expected: known.length > 0 ? `one of ${known.join(", ")}` : undefined, hint: suggestion(key, known) }, "key"),
    );
  }
  if (issue.code === "invalid_key") return [finding(path, { message: "cannot be a name", expected: issue.issues[0]?.message.replace(/ are expected$/, "") }, "key")];
  const expected = dialect.expectations[path.join(".")];
  if (value === undefined) return [finding(path, { message: "missing", expected })];
  return [finding(path, { value, message: `${show(value)}: ${issue.message.replace(/^Invalid input: /, "")}`, expected })];
}
