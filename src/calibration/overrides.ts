import { valueAt } from "../config/configuration.ts";
import { BadInput } from "../config/errors.ts";
import type { Override } from "../config/override.ts";
import type { SweepParameter } from "../sweep/parameters.ts";
import { parameterOption } from "../sweep/placeFindings.ts";

/** A parameter that is searched. */
export interface CalibratedParameter extends Pick<SweepParameter, "name" | "paths" | "unit" | "description"> {
  /** The value at a share u in [0, 1] of its range, and the share at a value, beyond [0, 1] for a value outside. */
  readonly at: (u: number) => number;
  readonly share: (value: number) => number;
  readonly low: number;
  readonly high: number;
  /** The value in the base; undefined where it has no number there. */
  readonly inBase: number | undefined;
  readonly relative: boolean;
  readonly whole: boolean;
}

/**
 * What a point sets in a scenario. A parameter sets its value; a relative one, where the scenario has another value v
 * than the base's b, sets v · value/b instead: the scenario's own difference from the base is kept as a ratio.
 *
 * @param scenario its complete configuration
 * @param values one per parameter
 * @throws BadInput when a relative parameter meets what is no number
 */
export function overridesIn(scenario: object, parameters: readonly CalibratedParameter[], values: readonly number[]): Override[] {
  return parameters.flatMap(({ name, paths, relative, inBase, whole }, p) =>
    paths.map((dotted): Override => {
      const path = dotted.split(".");
      const override = (value: number) => ({ option: parameterOption(name), path, value });
      if (!relative || inBase === undefined) return override(values[p]);
      const own = valueAt(scenario, path);
      if (typeof own !== "number") throw new BadInput([{ file: parameterOption(name), path: dotted, value: own, message: "is no number in a scenario, so that it cannot change in a ratio" }]);
      if (own === inBase) return override(values[p]);
      const scaled = (own * values[p]) / inBase;
      return override(whole ? Math.round(scaled) : scaled);
    }),
  );
}
