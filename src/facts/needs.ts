import type { RunConfiguration } from "../run/prepare.ts";
import type { Runs, ScenarioPaths } from "./scenarioPaths.ts";

/** What is asked of each scenario. */
export type Needs = ReadonlyMap<string, readonly string[]>;

const PATHS = 12;

/**
 * What some computations ask of the simulated paths, found by trying them on made-up ones: it need not be written down
 * a second time. What they ask for may depend on the configurations, not on the paths.
 */
export function needsOf(computations: readonly ((runs: Runs) => unknown)[], configurationOf: (scenario: string) => RunConfiguration): Needs {
  const needs = new Map<string, Set<string>>();
  const runs = (scenario: string): ScenarioPaths => {
    const asked = needs.get(scenario) ?? new Set<string>();
    needs.set(scenario, asked);
    return {
      configuration: configurationOf(scenario),
      paths: PATHS,
      column: (name) => {
        asked.add(name);
        // Different numbers on every path: computations may divide by their spread.
        return Float64Array.from({ length: PATHS }, (_, path) => 1 + ((asked.size * 7 + path * path) % 13) / 13);
      },
    };
  };
  for (const compute of computations) compute(runs);
  return new Map([...needs].map(([scenario, names]) => [scenario, [...names]]));
}
