import { childYaml } from "../config/childYaml.ts";
import { changeRun } from "../run/prepare.ts";
import type { CalibrationResult } from "./calibrate.ts";
import { overridesIn } from "./overrides.ts";
import type { CalibrationPlan } from "./plan.ts";

/**
 * One accepted point as a configuration file: the base with the point's values, to the last digit. What the
 * calibration set in common, such as fewer agents, stays out.
 *
 * @param point number of an accepted point: the most central one stands for the set; the least implausible one
 *   would stand for the noise of its paths
 * @param baseFrom the base's path, relative to where the file will lie
 */
export function acceptedConfiguration({ file, base, parameters, model, hash }: CalibrationPlan, { evaluations }: CalibrationResult, point: number, baseFrom: string, name: string): string {
  const { values, implausibility } = evaluations[point];
  const accepted = evaluations.filter((evaluation) => evaluation.accepted).length;
  const overrides = overridesIn(base.configuration, parameters, values);
  const comment = `Point ${point} of calibration ${file.name} (${hash.slice(0, 8)}): max implausibility ${Number(implausibility.toPrecision(3))}, the most central of ${accepted} accepted points.\nOne of a set: what the calibration says of a parameter is its accepted range.`;
  const head = { name, description: `Accepted by calibration ${file.name}, point ${point}`, extends: baseFrom };
  return childYaml(head, { ...changeRun(base, overrides) }, overrides.map(({ path }) => path), model.parameters, comment);
}
