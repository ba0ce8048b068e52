import type { z } from "zod";
import { CALIBRATED_PARAMETER_KEYS, CALIBRATION_KEYS, type CalibrationDeclaration, calibrationSchema, FINITE_LAW_NAMES, OWN_TARGET_KEYS } from "./calibrationSchema.ts";
import { isMapping, valueAt } from "./configuration.ts";
import { type DeclarationFile, type Dialect, parseDeclaration, type Reading } from "./declarationFile.ts";
import type { Finding } from "./errors.ts";
import { readText } from "./extends.ts";
import { VALUE_NAMES } from "./sweepSchema.ts";

/** A calibration file as read. */
export type CalibrationFile = DeclarationFile<CalibrationDeclaration>;

/** Read a calibration file. @throws BadInput with every finding, each at its file, line and column */
export function readCalibrationFile(file: string): CalibrationFile {
  return parseCalibration(readText(file), file);
}

/** The same for the text of a file. @throws BadInput as readCalibrationFile */
export function parseCalibration(text: string, file: string): CalibrationFile {
  return parseDeclaration(text, file, dialect);
}

const dialect: Dialect<CalibrationDeclaration> = {
  schema: calibrationSchema,
  noName: "calibration",
  keys: (path) => (path.length === 0 ? CALIBRATION_KEYS : path[0] === "parameters" && path.length === 2 ? CALIBRATED_PARAMETER_KEYS : []),
  expectations: {
    base: "the name of a configuration file, relative to this file",
    targets: "a list of names, or of columns with what was observed: { name, metric, observed, tolerance }",
    parameters: "a mapping from a short name to a path and a range",
  },
  explain(issue, reading) {
    if (issue.path[0] === "targets" && issue.code === "invalid_union") return explainTarget(issue, reading);
    if (issue.path[0] === "parameters" && issue.code === "unrecognized_keys" && issue.keys.some(isOtherLaw)) return explainLaws(issue, reading);
    return undefined;
  },
};

/** A mapping is meant as a target of the file's own, whatever else is wrong with it. */
function explainTarget(issue: z.core.$ZodIssueInvalidUnion, { root, finding, usual }: Reading): Finding[] {
  const path = issue.path as (string | number)[];
  if (isMapping(valueAt(root, path))) {
    return issue.errors[1]!.flatMap((inner) => usual({ ...inner, path: [...path, ...inner.path] })).map((found) => (found.message === "unknown key" ? { ...found, expected: `one of ${OWN_TARGET_KEYS.join(", ")}` } : found));
  }
  return [finding(path, { value: valueAt(root, path), message: "is no target", expected: dialect.expectations.targets })];
}

const isOtherLaw = (key: string): boolean => (VALUE_NAMES as readonly string[]).includes(key);

/** Laws and lists that a sweep takes: a calibration searches between two ends. */
function explainLaws(issue: z.core.$ZodIssueUnrecognizedKeys, { finding, usual }: Reading): Finding[] {
  const path = issue.path as (string | number)[];
  const unknown = issue.keys.filter((key) => !isOtherLaw(key));
  return [
    ...issue.keys.filter(isOtherLaw).map((key) => finding([...path, key], { message: "gives no finite range to search", expected: `${FINITE_LAW_NAMES.join(" or ")}: { low, high }` }, "key")),
    ...(unknown.length > 0 ? usual({ ...issue, keys: unknown }) : []),
  ];
}
