import type { CalibrationFile } from "../config/calibrationFile.ts";
import type { OwnTarget } from "../config/calibrationSchema.ts";
import type { Finding } from "../config/errors.ts";
import { suggestion } from "../config/nearest.ts";
import type { Override } from "../config/override.ts";
import type { Model } from "../kinds/model.ts";
import type { BackEndName } from "../run/kernel.ts";
import type { Loaded, RunConfiguration } from "../run/prepare.ts";
import { chooseMetrics } from "../sweep/metrics.ts";
import type { TargetEvaluator } from "./evaluation.ts";
import type { CalibratedParameter } from "./overrides.ts";

/** What a target is called and how it reads. */
export interface TargetFacts {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

/** A target with a name of its own: a number of history's that the program knows. */
export interface NamedTarget extends TargetFacts {
  /** Plain data that its answers depend on besides base and parameters: what was observed, the scenario. Part of the folder's hash. */
  readonly identity: unknown;
}

/** What an evaluator is opened for. */
export interface EvaluatorRequest {
  readonly model: Model;
  readonly base: Loaded;
  /** What the file and the command line set in the base: a scenario takes it too, before a point's own overrides. */
  readonly set: readonly (string | Override)[];
  /** See `overridesIn`. */
  readonly parameters: readonly CalibratedParameter[];
  /** Paths per point and scenario. */
  readonly paths: number;
  readonly threads: number;
  readonly backEnd: BackEndName;
}

export interface OpenEvaluator {
  readonly evaluate: TargetEvaluator;
  readonly close: () => Promise<void>;
}

/** Where targets with names of their own come from. */
export interface TargetCatalogue {
  readonly targets: readonly NamedTarget[];
  /**
   * Open what answers for some of them. Its evaluator may reject with the BadInput or WorkerFailure of a point: the
   * search goes on without the point.
   *
   * @param names in the order in which they are to be answered
   * @throws BadInput when a scenario cannot be used
   */
  readonly open: (names: readonly string[], request: EvaluatorRequest) => Promise<OpenEvaluator>;
}

/** A target of a calibration. */
export interface PlannedTarget extends TargetFacts {
  /** A column of the base with what was observed; without it the catalogue answers. */
  readonly own: OwnTarget | undefined;
  readonly identity: unknown;
}

/** The targets that a file asks for; findings are pushed. */
export function planTargets({ declaration, finding }: CalibrationFile, base: Loaded, { targets }: TargetCatalogue, findings: Finding[]): PlannedTarget[] {
  const { days } = (base.configuration as unknown as RunConfiguration).calendar;
  const names = targets.map(({ name }) => name);
  const planned = declaration.targets.flatMap((given, t): PlannedTarget[] => {
    if (typeof given === "string") {
      const known = targets.find(({ name }) => name === given);
      if (known !== undefined) return [{ ...known, own: undefined }];
      const expected = names.length === 0 ? "a column with what was observed: { name, metric, observed, tolerance }" : `one of ${names.join(", ")}`;
      findings.push(finding(["targets", t], { value: given, message: `there is no target ${given}`, expected, hint: suggestion(given, names) }));
      return [];
    }
    let hint: string | undefined;
    const [metric, ...more] = chooseMetrics([given.metric], base.model.kinds, days, (_, near) => (hint = near));
    if (metric === undefined || more.length > 0) {
      findings.push(finding(["targets", t, "metric"], { value: given.metric, message: `${given.metric} is no column of paths.arrow`, expected: "the name of one column (docs/data-dictionary.md)", hint }));
      return [];
    }
    return [{ name: given.name, unit: metric.unit, description: metric.description, own: given, identity: { metric: given.metric, observed: given.observed, tolerance: given.tolerance } }];
  });
  planned.forEach(({ name }, t) => {
    if (planned.findIndex((other) => other.name === name) < t) findings.push(finding(["targets"], { value: name, message: `there are two targets ${name}` }));
  });
  return planned;
}
