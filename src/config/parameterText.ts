import type { Parameter } from "../model/parameter.ts";
import { lawNames } from "./laws.ts";

/** A unit as it stands behind a number; a pure number has none. */
const suffix = (unit: string) => (unit === "1" || unit === "" ? "" : ` (${unit})`);

/** What a parameter takes, for error messages: `a whole number from 1 to 100000 (agents)`. */
export function expectation(parameter: Parameter): string {
  switch (parameter.type) {
    case "number":
      return `a ${parameter.integer === true ? "whole " : ""}number ${range(parameter)}`;
    case "distribution":
      return `a number ${range(parameter)}, or a mapping with one of ${lawNames.join(", ")}`;
    case "numbers": {
      const count = parameter.length === undefined ? "" : `${parameter.length} `;
      return `a list of ${count}${parameter.integer === true ? "whole " : ""}numbers ${range(parameter)}`;
    }
    case "boolean":
      return "true or false";
    case "choice":
      return `one of ${parameter.options.join(", ")}`;
    case "text":
      return "text";
  }
}

function range({ min, max, unit }: { min: number; max: number; unit: string }): string {
  return `from ${min} to ${max}${suffix(unit)}`;
}

/** ` (agents)`: the unit of a parameter that has one. */
export function unitSuffix(parameter: Parameter): string {
  return "unit" in parameter ? suffix(parameter.unit) : "";
}

/** The facts of a declaration in one line: description, unit, range, source. */
export function documentation(parameter: Parameter): string {
  const { description, source } = parameter;
  return `${description}${facts(parameter)}. Source: ${source.replace(/\.$/, "")}.`;
}

function facts(parameter: Parameter): string {
  switch (parameter.type) {
    case "number":
      return ` [${parameter.unit}], ${parameter.min} to ${parameter.max}`;
    case "distribution":
      return ` [${parameter.unit}], ${parameter.min} to ${parameter.max}, one value per agent`;
    case "numbers":
      return ` [${parameter.unit}], each ${parameter.min} to ${parameter.max}`;
    case "choice":
      return `: ${parameter.options.join(", ")}`;
    case "boolean":
    case "text":
      return "";
  }
}
