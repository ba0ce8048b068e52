import { fileTree, valueAt } from "../config/configuration.ts";
import { declarationAt } from "../config/declarations.ts";
import type { Finding } from "../config/errors.ts";
import { refusalOf } from "../config/override.ts";
import type { DeclarationFile } from "../config/declarationFile.ts";
import { type DeclaredParameter, type SweepDeclaration, VALUE_NAMES } from "../config/sweepSchema.ts";
import { isParameter, type ParameterTree } from "../model/parameter.ts";
import { type Law, lawQuantile, nonsenseInLaw } from "./laws.ts";

/** What a parameter of a sweep is set to: a number, a text, or whatever else YAML can say. */
export type SweepValue = unknown;

/** A parameter of a sweep: what it sets, and which values it takes. */
export interface SweepParameter {
  readonly name: string;
  /** Dotted paths of the configuration, all set to the same value; `base` stands for the configuration file. */
  readonly paths: readonly string[];
  readonly unit: string;
  readonly description: string;
  /** Are all its values numbers? */
  readonly numeric: boolean;
  /** Are they whole ones? */
  readonly whole: boolean;
  /** The values of a list or range; a law has none. */
  readonly values: readonly SweepValue[] | undefined;
  readonly law: Law | undefined;
  /** The value at a share u in [0, 1] of the list or law. */
  readonly at: (u: number) => SweepValue;
  /** The value in the base configuration; undefined where it has none. */
  readonly inBase: SweepValue;
}

/** The path that stands for the configuration file itself. */
export const BASE = "base";

/** What no path depends on. */
const NEUTRAL: readonly string[] = ["name", "description", "run.paths", "run.chunk_paths"];

/** A file that declares parameters: a sweep, or one whose parameters take their values from a law alone. */
export type ParametersFile = DeclarationFile<Pick<SweepDeclaration, "base" | "parameters"> & Partial<Pick<SweepDeclaration, "design">>>;

/** What the parameters of a file mean; findings are pushed. @param valueNames what each must have exactly one of */
export function resolveParameters(
  file: ParametersFile, tree: ParameterTree, base: object, findings: Finding[], valueNames: readonly string[] = VALUE_NAMES,
): SweepParameter[] {
  const full = fileTree(tree);
  return Object.entries(file.declaration.parameters).map(([name, declared]) => resolve(file, name, declared, full, base, findings, valueNames));
}

function resolve(
  { finding, declaration }: ParametersFile, name: string, declared: DeclaredParameter, tree: ParameterTree, base: unknown, findings: Finding[],
  valueNames: readonly string[],
): SweepParameter {
  const at = ["parameters", name];
  const refuse = (path: readonly string[], what: Omit<Finding, "path">) => void findings.push(finding([...at, ...path], what));
  const paths = typeof declared.path === "string" ? [declared.path] : declared.path;
  const declarations = paths.filter((path) => path !== BASE).flatMap((path) => {
    const refused = refusalOf(path, tree);
    if (refused !== undefined) refuse(["path"], { value: path, ...refused });
    if (NEUTRAL.includes(path)) refuse(["path"], { value: path, message: "changes no path of a point", hint: "Set it for all points below set, or with --paths." });
    const found = refused === undefined ? declarationAt(tree, path.split(".")) : undefined;
    return found !== undefined && isParameter(found) ? [found] : [];
  });
  const [first] = declarations;
  const unit = first !== undefined && "unit" in first ? first.unit : "1";
  const clash = declarations.find((other) => ("unit" in other ? other.unit : "1") !== unit);
  if (clash !== undefined) refuse(["path"], { message: "the paths have different units", expected: unit });
  if (declared.unit !== undefined && declared.unit !== unit && first !== undefined) {
    refuse(["unit"], { value: declared.unit, message: `${paths[0]} is in ${unit}, not in ${declared.unit}`, expected: unit });
  }

  const given = VALUE_NAMES.filter((key) => declared[key] !== undefined);
  if (given.length !== 1 && !isList(declaration.design)) {
    refuse([], { message: given.length === 0 ? "has no values" : `has both ${given.join(" and ")}`, expected: `exactly one of ${valueNames.join(", ")}` });
  }
  const whole = first?.type === "number" && first.integer === true;
  const law = lawOf(declared);
  for (const { field, message } of law === undefined ? [] : nonsenseInLaw(law)) refuse([Object.keys(law!)[0], field], { message });
  const values = declared.values ?? (declared.range === undefined ? undefined : spaced(declared.range).map(whole ? Math.round : (x) => x));
  if (paths.includes(BASE) && !(paths.length === 1 && values?.every((value) => typeof value === "string"))) {
    refuse(["path"], { message: "base takes a list of configuration files, and nothing beside it" });
  }
  return {
    name,
    paths,
    unit: paths.includes(BASE) ? "1" : unit,
    description: declared.description ?? (first?.description ?? `Value of ${paths.join(", ")}`),
    whole,
    numeric: law !== undefined || (values ?? []).every((value) => typeof value === "number"),
    values,
    law,
    at: (u) => {
      if (law === undefined) return values![Math.min(values!.length - 1, Math.floor(u * values!.length))];
      const value = lawQuantile(law, u);
      return whole ? Math.round(value) : value;
    },
    inBase: paths[0] === BASE ? declaration.base : valueAt(base, paths[0].split(".")),
  };
}

const isList = (design: SweepDeclaration["design"] | undefined) => typeof design === "object" && "list" in design;

function lawOf({ uniform, loguniform, normal, lognormal, triangular }: DeclaredParameter): Law | undefined {
  if (uniform) return { uniform };
  if (loguniform) return { loguniform };
  if (normal) return { normal };
  if (lognormal) return { lognormal };
  return triangular ? { triangular } : undefined;
}

/** `steps` values from one end to the other, in equal steps or equal ratios; the ends are exact. */
function spaced({ from, to, steps, log }: NonNullable<DeclaredParameter["range"]>): number[] {
  return Array.from({ length: steps }, (_, i) => {
    if (i === 0) return from;
    if (i === steps - 1) return to;
    const share = i / (steps - 1);
    const value = log ? lawQuantile({ loguniform: { low: from, high: to } }, share) : from + share * (to - from);
    return Number(value.toPrecision(12)); // 0.30000000000000004 is nobody's value
  });
}
