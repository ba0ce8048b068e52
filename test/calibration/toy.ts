import type { Simulated } from "../../src/calibration/emulator.ts";
import type { Measured } from "../../src/facts/measured.ts";

/** A measured target in which nothing but the median matters, unless said otherwise. */
export function measured(median: number, more: Partial<Measured> = {}): Measured {
  const spread = more.spread ?? 0;
  return { name: "toy", observed: 0, tolerance: 3, median, error: 0, spread, q10: median - 1.2816 * spread, q90: median + 1.2816 * spread, ...more };
}

/** Points of the unit cube with the outputs of a function at each. */
export function simulate(units: readonly Float64Array[], f: (u: Float64Array) => readonly Measured[]): Simulated[] {
  return units.map((unit) => ({ unit, measured: f(unit) }));
}
