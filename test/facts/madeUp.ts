import { join } from "node:path";
import { scenarioLoader } from "../../src/facts/runScenarios.ts";
import type { Runs, ScenarioPaths } from "../../src/facts/scenarioPaths.ts";
import type { Quantity } from "../../src/facts/target.ts";
import { builtInModel } from "../../src/kinds/model.ts";
import type { RunConfiguration } from "../../src/run/prepare.ts";

export const configs = join(import.meta.dirname, "../../configs");

const load = scenarioLoader({ configs, set: [], model: builtInModel, effort: 1 });

/** The configuration of a scenario, each loaded once per test file. */
export const configurationOf = (scenario: string): RunConfiguration => load(scenario).configuration as unknown as RunConfiguration;

/** Paths of which every column is what `column` says. */
export function runsWith(paths: number, column: (name: string, scenario: string) => ArrayLike<number>, configuration = configurationOf): Runs {
  return (scenario): ScenarioPaths => ({ configuration: configuration(scenario), paths, column: (name) => Float64Array.from(column(name, scenario)) });
}

/** A number in [0, 1) that a text and a path determine: no two columns look alike. */
export function noise(text: string, path: number): number {
  let hash = 2166136261 ^ path;
  for (const letter of text) hash = Math.imul(hash ^ letter.codePointAt(0)!, 16777619) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0) / 2 ** 32;
}

/** Made-up paths that every computation accepts: positive numbers, different on every path. */
export const noisyRuns = (paths: number): Runs => runsWith(paths, (name, scenario) => Array.from({ length: paths }, (_, path) => 1 + noise(`${scenario} ${name}`, path)));

/** Nothing is asked of the scenarios. */
export const noRuns: Runs = () => {
  throw new Error("no scenario is asked for");
};

/** A quantity whose sample is given. */
export const quantityOf = (sample: readonly number[], observed: number, range: readonly [number, number]): Quantity => ({
  name: "q", label: "a quantity", unit: "1", observed, range, sample: () => Float64Array.from(sample),
});
