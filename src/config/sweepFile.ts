import { basename } from "node:path";
import type { z } from "zod";
import { valueAt, type Path } from "./configuration.ts";
import { BadInput, type Finding } from "./errors.ts";
import { readText } from "./extends.ts";
import { suggestion } from "./nearest.ts";
import { show } from "./showValue.ts";
import { DESIGN_NAMES, type SweepDeclaration, sweepSchema, VALUE_NAMES } from "./sweepSchema.ts";
import { readYaml } from "./yamlText.ts";

/** A sweep file as read: what it declares, and where in the file everything stands. */
export interface SweepFile {
  readonly file: string;
  readonly name: string;
  readonly declaration: SweepDeclaration;
  /** A finding about the value (or key) at a path of the file. */
  readonly finding: (path: Path, what: Omit<Finding, "path">, at?: "key") => Finding;
}

/** Read a sweep file. @throws BadInput with every finding, each at its file, line and column */
export function readSweepFile(file: string): SweepFile {
  return parseSweep(readText(file), file);
}

/** The same for the text of a file. @throws BadInput as readSweepFile */
export function parseSweep(text: string, file: string): SweepFile {
  const yaml = readYaml(text, file, {});
  const finding: SweepFile["finding"] = (path, what, at) => {
    const { line, column, excerpt } = yaml.place(path, at);
    return { file, line, column, excerpt, path: path.join("."), ...what };
  };
  const parsed = sweepSchema.safeParse(yaml.value);
  if (!parsed.success) throw new BadInput(parsed.error.issues.flatMap((issue) => explain(issue, yaml.value, finding)));
  const name = parsed.data.name ?? (basename(file).replace(/\.ya?ml$/i, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "sweep");
  return { file, name, declaration: parsed.data, finding };
}

const TOP_KEYS = Object.keys(sweepSchema.shape).filter((key) => key !== "$schema");
const PARAMETER_KEYS = ["path", "unit", "description", ...VALUE_NAMES];

function explain(issue: z.core.$ZodIssue, root: unknown, finding: SweepFile["finding"]): Finding[] {
  const path = issue.path as (string | number)[];
  const value = valueAt(root, path);
  if (issue.code === "unrecognized_keys") {
    const known = path.length === 0 ? TOP_KEYS : path[0] === "parameters" && path.length === 2 ? PARAMETER_KEYS : [];
    return issue.keys.map((key) =>
      finding([...path, key], { message: "unknown key", expected: known.length > 0 ? `one of ${known.join(", ")}` : undefined, hint: suggestion(key, known) }, "key"),
    );
  }
  if (path[0] === "design" && issue.code === "invalid_union") return explainDesign(issue, value, root, finding);
  if (issue.code === "invalid_key") return [finding(path, { message: "cannot be a name", expected: issue.issues[0]?.message.replace(/ are expected$/, "") }, "key")];
  const expected = expectations[path.join(".")];
  if (value === undefined) return [finding(path, { message: "missing", expected })];
  return [finding(path, { value, message: `${show(value)}: ${issue.message.replace(/^Invalid input: /, "")}`, expected })];
}

const expectations: Readonly<Record<string, string>> = {
  base: "the name of a configuration file, relative to this file",
  design: `one of ${DESIGN_NAMES.join(", ")}`,
  parameters: "a mapping from a short name to a path and its values",
};

/** Report on the design that was meant; a union by itself would report on all of them. */
function explainDesign(issue: z.core.$ZodIssueInvalidUnion, value: unknown, root: unknown, finding: SweepFile["finding"]): Finding[] {
  const [key, ...more] = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const at = DESIGN_NAMES.indexOf(String(key)) - 1; // grid and one_at_a_time share the first member of the union
  if (key !== undefined && more.length === 0 && at >= 1) {
    return issue.errors[at]!.flatMap((inner) => explain({ ...inner, path: ["design", ...inner.path] }, root, finding));
  }
  const given = typeof value === "string" ? value : key;
  const needs = typeof value === "string" && DESIGN_NAMES.includes(value) ? `${value} needs settings: design: { ${value}: { … } }` : undefined;
  return [finding(["design"], {
    value,
    message: value === undefined ? "missing" : `${show(value)} is not a design`,
    expected: expectations.design,
    hint: needs ?? (given === undefined ? undefined : suggestion(given, DESIGN_NAMES)),
  })];
}
