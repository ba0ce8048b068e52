import type { RunConfiguration } from "../run/prepare.ts";

/** What was kept of the simulated paths of one scenario. */
export interface ScenarioPaths {
  readonly configuration: RunConfiguration;
  readonly paths: number;
  /** A column of paths.arrow, or a daily value `variable@day`: one number per path. @throws Error when it was not kept */
  readonly column: (name: string) => Float64Array;
}

/** The simulated paths of the scenarios by name. */
export type Runs = (scenario: string) => ScenarioPaths;

/** Value of a daily variable at the end of a day, one per path. */
export function at({ column }: ScenarioPaths, variable: string, day: number): Float64Array {
  return column(`${variable}@${day}`);
}

/** A number made of the numbers of each path. */
export function each(columns: readonly Float64Array[], f: (...values: number[]) => number): Float64Array {
  return columns[0].map((_, path) => f(...columns.map((column) => column[path])));
}
