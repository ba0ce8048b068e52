import type { Override } from "../config/override.ts";
import { valueAt } from "../config/configuration.ts";
import { changeRun, historyOf } from "../run/prepare.ts";
import type { Measured } from "./measured.ts";
import { runsOf, type ScenarioChoice, workFor } from "./runScenarios.ts";
import type { ScenarioPool } from "./scenarioPool.ts";
import { judge, type Quantity } from "./target.ts";

/** A parameter that is set in every scenario. */
export interface ScenarioParameter {
  readonly name: string;
  /** Dotted paths of the configuration. */
  readonly paths: readonly string[];
  /** Its value in the base configuration, where scenarios keep their distance from it: they scale with it. */
  readonly relativeTo: number | undefined;
}

/**
 * Measures quantities at values of parameters: the scenarios that they need, with these values, on the same random
 * numbers at all points.
 *
 * @returns a function of the values; what it answers depends on them alone. It throws BadInput when they cannot be, and
 *   WorkerFailure when a path fails
 */
export function targetEvaluator(quantities: readonly Quantity[], parameters: readonly ScenarioParameter[], choice: ScenarioChoice, pool: ScenarioPool) {
  const work = workFor(quantities.map(({ sample }) => sample), choice);
  return async (values: readonly number[]): Promise<readonly Measured[]> => {
    const changed = work.map((scenario) => {
      const configuration = changeRun(scenario.loaded, overrides(parameters, values, scenario.configuration));
      return { ...scenario, configuration, history: historyOf(configuration, scenario.loaded.sources) };
    });
    const runs = runsOf(await Promise.all(changed.map(async (one) => [one.name, await pool.run(one)] as const)));
    return quantities.map((quantity) => judge(quantity, runs));
  };
}

function overrides(parameters: readonly ScenarioParameter[], values: readonly number[], scenario: unknown): Override[] {
  return parameters.flatMap(({ name, paths, relativeTo }, p) =>
    paths.map((path) => {
      const keys = path.split(".");
      const value = relativeTo === undefined ? values[p] : ((valueAt(scenario, keys) as number) * values[p]) / relativeTo;
      return { option: name, path: keys, value };
    }),
  );
}
