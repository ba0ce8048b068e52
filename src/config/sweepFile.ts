import type { z } from "zod";
import { valueAt } from "./configuration.ts";
import { type DeclarationFile, type Dialect, parseDeclaration, type Reading } from "./declarationFile.ts";
import type { Finding } from "./errors.ts";
import { readText } from "./extends.ts";
import { suggestion } from "./nearest.ts";
import { show } from "./showValue.ts";
import { DESIGN_NAMES, PARAMETER_HEAD, type SweepDeclaration, sweepSchema, VALUE_NAMES } from "./sweepSchema.ts";

/** A sweep file as read. */
export type SweepFile = DeclarationFile<SweepDeclaration>;

/** Read a sweep file. @throws BadInput with every finding, each at its file, line and column */
export function readSweepFile(file: string): SweepFile {
  return parseSweep(readText(file), file);
}

/** The same for the text of a file. @throws BadInput as readSweepFile */
export function parseSweep(text: string, file: string): SweepFile {
  return parseDeclaration(text, file, dialect);
}

const TOP_KEYS = Object.keys(sweepSchema.shape).filter((key) => key !== "$schema");
const PARAMETER_KEYS = [...Object.keys(PARAMETER_HEAD), ...VALUE_NAMES];

const dialect: Dialect<SweepDeclaration> = {
  schema: sweepSchema,
  noName: "sweep",
  keys: (path) => (path.length === 0 ? TOP_KEYS : path[0] === "parameters" && path.length === 2 ? PARAMETER_KEYS : []),
  expectations: {
    base: "the name of a configuration file, relative to this file",
    design: `one of ${DESIGN_NAMES.join(", ")}`,
    parameters: "a mapping from a short name to a path and its values",
  },
  explain: (issue, reading) => (issue.path[0] === "design" && issue.code === "invalid_union" ? explainDesign(issue, reading) : undefined),
};

/** Report on the design that was meant; a union by itself would report on all of them. */
function explainDesign(issue: z.core.$ZodIssueInvalidUnion, { root, finding, usual }: Reading): Finding[] {
  const value = valueAt(root, issue.path as (string | number)[]);
  const [key, ...more] = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const at = DESIGN_NAMES.indexOf(String(key)) - 1; // grid and one_at_a_time share the first member of the union
  if (key !== undefined && more.length === 0 && at >= 1) return issue.errors[at]!.flatMap((inner) => usual({ ...inner, path: ["design", ...inner.path] }));
  const given = typeof value === "string" ? value : key;
  const needs = typeof value === "string" && DESIGN_NAMES.includes(value) ? `${value} needs settings: design: { ${value}: { … } }` : undefined;
  return [finding(["design"], {
    value,
    message: value === undefined ? "missing" : `${show(value)} is not a design`,
    expected: dialect.expectations.design,
    hint: needs ?? (given === undefined ? undefined : suggestion(given, DESIGN_NAMES)),
  })];
}
