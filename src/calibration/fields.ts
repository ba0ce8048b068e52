import { bool, type Field, float64, uint32 } from "../arrow/field.ts";
import type { CalibratedParameter } from "./overrides.ts";
import type { TargetFacts } from "./targets.ts";


const wave = uint32("wave", "index", "Number of the wave, 1 is the first");
const DEVIATIONS = "standard deviations";

export interface CalibrationColumns {
  readonly parameters: readonly Pick<CalibratedParameter, "name" | "unit" | "description">[];
  readonly targets: readonly TargetFacts[];
}

/** Fields of both files of a calibration. */
export function calibrationFields({ parameters, targets }: CalibrationColumns) {
  return {
    points: [
      wave,
      uint32("point", "index", "Number of the point"),
      ...parameters.map(({ name, unit, description }) => float64(name, unit, description)),
      ...targets.flatMap(({ name, unit, description }) => [
        float64(`${name}.observed`, unit, `${description}: what history gives`),
        float64(`${name}.median`, unit, `${description}: median over the paths`),
        float64(`${name}.q10`, unit, `${description}: 10 % quantile over the paths`),
        float64(`${name}.q90`, unit, `${description}: 90 % quantile over the paths`),
        float64(`${name}.implausibility`, DEVIATIONS, `${description}: distance between history and the median`),
        bool(`${name}.agrees`, `${description}: is the median within the tolerance, or history between the 10 and 90 % quantiles`),
      ]),
      float64("max_implausibility", DEVIATIONS, "The largest implausibility of all targets; infinite where the point could not be simulated"),
      bool("accepted", "Is no target more implausible than what is accepted, and does every one agree"),
      { name: "error", type: "text", unit: "1", description: "Why it could not be simulated" },
    ],
    waves: [
      wave,
      uint32("points", "points", "Points simulated"),
      uint32("accepted", "points", "Points of them accepted"),
      uint32("order", "1", "Order of the response surfaces: 2 quadratic, 1 linear, 0 constant, by the number of points"),
      uint32("fitted", "points", "Points of all waves that the surfaces were fitted to"),
      uint32("candidates", "points", "Candidates that were judged by the surfaces"),
      float64("share", "1", "Share of the volume of the ranges that is not ruled out after the wave"),
      ...targets.flatMap(({ name }) => [
        float64(`${name}.cross_validated`, "1", "Share of the variance of the medians that the surface predicts at points left out"),
        float64(`${name}.smallest`, DEVIATIONS, "Smallest emulated implausibility in what the waves before had left; infinite where the target has no number anywhere"),
        float64(`${name}.share`, "1", "Share of what the waves before had left that this target alone leaves"),
      ]),
    ],
  } satisfies Record<string, readonly Field[]>;
}

/** Names that a parameter cannot have: columns of the files are called so. */
export const RESERVED_NAMES: readonly string[] = [
  ...new Set(Object.values(calibrationFields({ parameters: [], targets: [] })).flat().map(({ name }) => name)),
];
