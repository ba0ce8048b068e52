import { isParameter, type Distribution, type Parameter, type ParameterTree } from "../../src/model/parameter.ts";
import { code, prose, table } from "./markdown.ts";

const HEAD = ["parameter", "meaning", "unit", "range", "default", "source"];

/** A table with one row per parameter of a tree, named by its path in a configuration file. */
export function parameterTable(tree: ParameterTree, prefix: string): string {
  return table(HEAD, parameterRows(tree, prefix));
}

function parameterRows(tree: ParameterTree, prefix: string): string[][] {
  return Object.entries(tree).flatMap(([name, node]) =>
    isParameter(node) ? [row(prefix + name, node)] : parameterRows(node, `${prefix}${name}.`),
  );
}

function row(path: string, parameter: Parameter): string[] {
  const { description, source } = parameter;
  const unit = "unit" in parameter ? prose(parameter.unit) : "";
  const perAgent = parameter.type === "distribution" ? " (one value per agent)" : "";
  return [code(path), prose(description) + perAgent, unit, range(parameter), defaultText(parameter), prose(source)];
}

function range(parameter: Parameter): string {
  switch (parameter.type) {
    case "choice":
      return parameter.options.map(code).join(", ");
    case "boolean":
      return "true, false";
    case "text":
      return "text";
    default:
      return `${compact(parameter.min)} to ${compact(parameter.max)}`;
  }
}

function defaultText(parameter: Parameter): string {
  switch (parameter.type) {
    case "number":
      return compact(parameter.default);
    case "numbers":
      return parameter.default.map(compact).join(", ");
    case "distribution":
      return law(parameter.default);
    case "text":
      return parameter.default === "" ? "" : code(parameter.default);
    default:
      return String(parameter.default);
  }
}

/** `lognormal: median 2, sigma 0.4` */
function law(distribution: Distribution): string {
  if (typeof distribution === "number") return compact(distribution);
  const [[name, fields]] = Object.entries(distribution) as [string, Record<string, number | readonly number[]>][];
  const values = Object.entries(fields).map(([field, value]) =>
    typeof value === "number" ? `${field} ${compact(value)}` : `${field} ${value.map(compact).join("/")}`,
  );
  return `${name}: ${values.join(", ")}`;
}

/** 1e9 rather than ten digits; a true minus sign. */
function compact(value: number): string {
  const text = Math.abs(value) >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
  return text.replace(/^-/, "−");
}
