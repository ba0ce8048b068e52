import type { z } from "zod";
import type { Parameter } from "../model/parameter.ts";
import type { Path } from "./configuration.ts";
import { nearest } from "./nearest.ts";
import { expectation, unitSuffix } from "./parameterText.ts";
import type { Problem } from "./problems.ts";
import { show } from "./showValue.ts";

/** What is wrong with the value of a parameter, what was expected, and how to write what was probably meant. */
export function wrongValue(issue: z.core.$ZodIssue, path: Path, value: unknown, declared: Parameter): Problem {
  const expected = issue.code === "invalid_format" ? "small letters a-z, digits and -" : expectation(declared);
  if (value === undefined) return { path, message: "missing", expected };
  return { path, value, message: complaint(issue, value, declared), expected, hint: hintFor(value, declared) };
}

function complaint(issue: z.core.$ZodIssue, value: unknown, declared: Parameter): string {
  const shown = show(value);
  const unit = unitSuffix(declared);
  const fraction = declared.type === "number" && Number.isFinite(value);
  switch (issue.code) {
    case "too_small":
      return Array.isArray(value) ? entries(value) : `${shown} is below the minimum ${issue.minimum}${unit}`;
    case "too_big":
      return Array.isArray(value) ? entries(value) : `${shown} is above the maximum ${issue.maximum}${unit}`;
    case "invalid_format":
      return `${shown} contains other characters`;
    case "invalid_value":
      return `${shown} is not one of the options`;
    default:
      return `${shown} is not ${fraction ? "a whole number" : nouns[declared.type]}`;
  }
}

const entries = (list: readonly unknown[]) => (list.length === 1 ? "1 entry" : `${list.length} entries`);

const nouns: Readonly<Record<Parameter["type"], string>> = {
  number: "a finite number",
  distribution: "a finite number or a mapping",
  numbers: "a list of numbers",
  boolean: "true or false",
  choice: "text",
  text: "text",
};

function hintFor(value: unknown, declared: Parameter): string | undefined {
  if (declared.type === "text" && value === null) return 'Write "" for none';
  if (typeof value !== "string") return undefined;
  if (declared.type === "choice") {
    const near = nearest(value, declared.options);
    return near === undefined ? undefined : `Did you mean ${near}?`;
  }
  if (declared.type === "boolean") {
    if (/^(yes|on|true)$/i.test(value)) return "Write true";
    if (/^(no|off|false)$/i.test(value)) return "Write false";
  }
  if (declared.type === "number" || declared.type === "distribution") {
    const digits = value.replaceAll(/[_,\s]/g, "");
    if (digits !== "" && Number.isFinite(Number(digits))) return `Write ${Number(digits)}`;
  }
  return undefined;
}
