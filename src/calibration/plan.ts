import { dirname, resolve } from "node:path";
import type { CalibrationFile } from "../config/calibrationFile.ts";
import { FINITE_LAW_NAMES } from "../config/calibrationSchema.ts";
import { configurationHash } from "../config/canonical.ts";
import { BadInput, type Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import type { Override } from "../config/override.ts";
import type { Model } from "../kinds/model.ts";
import { log } from "../model/elementary.ts";
import { changeRun, type Loaded, loadRun, type RunConfiguration } from "../run/prepare.ts";
import { lawQuantile } from "../sweep/laws.ts";
import { resolveParameters, type SweepParameter } from "../sweep/parameters.ts";
import { placedAtParameters } from "../sweep/placeFindings.ts";
import { pointId } from "../sweep/plan.ts";
import type { Search } from "./calibrate.ts";
import { RESERVED_NAMES } from "./fields.ts";
import { type CalibratedParameter, overridesIn } from "./overrides.ts";
import { type PlannedTarget, planTargets, type TargetCatalogue } from "./targets.ts";

/** A calibration, ready to run. */
export interface CalibrationPlan {
  readonly file: CalibrationFile;
  readonly model: Model;
  readonly base: Loaded;
  /** What file and command line set in the base and in every scenario. */
  readonly set: readonly (string | Override)[];
  readonly parameters: readonly CalibratedParameter[];
  readonly targets: readonly PlannedTarget[];
  readonly search: Search;
  /** Pairs of parameters, by number. */
  readonly ridges: readonly (readonly [number, number])[];
  /** Paths per point and scenario. */
  readonly paths: number;
  /** Names the run folder: equal for calibrations whose points can be used again. Ranges and waves have no part in it. */
  readonly hash: string;
}

export interface CalibrationPlanOptions {
  readonly model: Model;
  readonly catalogue: TargetCatalogue;
  /** Overrides `path=value`, after those of the file. */
  readonly set?: readonly string[];
  /** Number of waves, in place of that of the file. */
  readonly waves?: number | undefined;
}

/** Check everything that can be before the first point. @throws BadInput with what is wrong in the file, or in the base */
export function planCalibration(file: CalibrationFile, { model, catalogue, set: given = [], waves: count }: CalibrationPlanOptions): CalibrationPlan {
  const { declaration, finding } = file;
  const findings: Finding[] = [];
  const set: (string | Override)[] = [
    ...Object.entries(declaration.set).map(([path, value]): Override => ({ option: `${file.file}, set`, path: path.split("."), value })),
    ...(declaration.paths === undefined ? [] : [`run.paths=${declaration.paths}`]),
    ...given,
  ];
  const base = loadRun(resolve(dirname(file.file), declaration.base), set, model);
  const resolved = resolveParameters(file, model.parameters, base.configuration, findings, FINITE_LAW_NAMES);
  if (resolved.length === 0) findings.push(finding(["parameters"], { message: "there are no parameters to search" }));
  const targets = planTargets(file, base, catalogue, findings);
  const names = resolved.map(({ name }) => name);
  for (const name of names.filter((own) => RESERVED_NAMES.includes(own))) findings.push(finding(["parameters", name], { message: "is a column of the result files: choose another name" }, "key"));
  if (findings.length > 0) throw new BadInput(findings);
  const parameters = resolved.map((parameter) => calibrated(file, parameter, findings));
  checkRanges(file, base, parameters, findings);
  const ridges = declaration.ridges.map((pair, r) => ridgeOf(file, pair, r, parameters, findings));
  if (findings.length > 0) throw new BadInput(findings);
  const configuration = base.configuration as unknown as RunConfiguration;
  const waves = { ...declaration.waves, count: count ?? declaration.waves.count };
  return {
    file, model, base, set, parameters, targets, ridges,
    search: { dimensions: parameters.length, valuesAt: (unit) => parameters.map(({ at }, p) => at(unit[p])), base: baseIn(parameters), targets: targets.map(({ name }) => name), waves, cutoff: declaration.cutoff, accept: declaration.accept },
    paths: configuration.run.paths,
    hash: configurationHash({
      base: pointId(configuration),
      paths: configuration.run.paths,
      targets: targets.map(({ name, identity }) => ({ name, identity })),
      parameters: parameters.map(({ name, paths, relative }) => ({ name, paths: [...paths], relative })),
    }),
  };
}

function calibrated({ declaration, finding }: CalibrationFile, { name, paths, unit, description, law, at, inBase, whole }: SweepParameter, findings: Finding[]): CalibratedParameter {
  const { relative } = declaration.parameters[name];
  const [low, high] = [lawQuantile(law!, 0), lawQuantile(law!, 1)];
  if (low === high) findings.push(finding(["parameters", name], { message: "its range is a single value", hint: "Give it below set." }));
  const number = typeof inBase === "number" ? inBase : undefined;
  if (relative && !(number !== undefined && number !== 0)) {
    findings.push(finding(["parameters", name, "relative"], { message: `${paths[0]} has no number other than 0 in the base, which a ratio needs` }));
  }
  const share = (value: number) => ("loguniform" in law! ? log(value / low) / log(high / low) : (value - low) / (high - low));
  return { name, paths, unit, description, relative, whole, low, high, inBase: number, at: (u) => at(u) as number, share };
}

/** The values of the base, where all of them lie in what is searched. */
function baseIn(parameters: readonly CalibratedParameter[]): Search["base"] {
  const values = parameters.flatMap(({ inBase, low, high }) => (inBase !== undefined && low <= inBase && inBase <= high ? [inBase] : []));
  return values.length === parameters.length ? { values, unit: Float64Array.from(values, (value, p) => parameters[p].share(value)) } : undefined;
}

/** Every end of every range, the other parameters as in the base: what cannot be there is told before anything runs. */
function checkRanges(file: CalibrationFile, base: Loaded, parameters: readonly CalibratedParameter[], findings: Finding[]): void {
  for (const parameter of parameters) {
    for (const end of [parameter.low, parameter.high]) {
      try {
        changeRun(base, overridesIn(base.configuration, [parameter], [end]));
      } catch (error) {
        if (!(error instanceof BadInput)) throw error;
        findings.push(...placedAtParameters(error, file, [parameter.name], `At the end ${end} of its range`).findings);
      }
    }
  }
}

function ridgeOf({ finding }: CalibrationFile, pair: readonly [string, string], r: number, parameters: readonly CalibratedParameter[], findings: Finding[]): [number, number] {
  const names = parameters.map(({ name }) => name);
  const [a, b] = pair.map((name, n) => {
    const p = names.indexOf(name);
    if (p < 0) findings.push(finding(["ridges", r, n], { value: name, message: `${name} is no parameter of this calibration`, expected: `one of ${names.join(", ")}`, hint: suggestion(name, names) }));
    else if (!(parameters[p].low > 0)) findings.push(finding(["ridges", r, n], { value: name, message: `${name} has values that are not positive, and a ratio needs positive ones` }));
    return p;
  });
  return [a, b];
}
