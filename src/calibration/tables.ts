import { join } from "node:path";
import type { FileEntry } from "../arrow/manifest.ts";
import { written } from "../sweep/tables.ts";
import type { CalibrationResult } from "./calibrate.ts";
import { calibrationFields } from "./fields.ts";
import { agrees } from "../facts/measured.ts";
import { implausibility } from "./implausibility.ts";
import type { CalibrationPlan } from "./plan.ts";

/** Write points.arrow and waves.arrow. @throws FileError when the disk fails */
export function writeTables(folder: string, plan: CalibrationPlan, { evaluations, waves }: CalibrationResult, metadata: Readonly<Record<string, string>>): FileEntry[] {
  const fields = calibrationFields(plan);
  return [
    written(join(folder, "points.arrow"), fields.points, metadata, (writer) => {
      for (const { wave, point, values, measured, failure, implausibility: worst, accepted } of evaluations) {
        const targets = plan.targets.flatMap((_, t) => {
          const target = measured[t];
          return target === undefined ? [NaN, NaN, NaN, NaN, Infinity, 0] : [target.observed, target.median, target.q10, target.q90, implausibility(target), Number(agrees(target))];
        });
        writer.add([wave, point, ...values, ...targets, worst, Number(accepted), failure ?? ""]);
      }
    }),
    written(join(folder, "waves.arrow"), fields.waves, metadata, (writer) => {
      for (const { wave, points, accepted, order, fitted, candidates, share, crossValidated, targets } of waves) {
        writer.add([wave, points, accepted, order, fitted, candidates, share, ...targets.flatMap((target, t) => [crossValidated[t], target.smallest, target.share])]);
      }
    }),
  ];
}
