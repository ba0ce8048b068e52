import type { Measured } from "../facts/measured.ts";

/** How far a median may be from what was observed, on either side of it. */
export interface Tolerances {
  readonly below: number;
  readonly above: number;
}

/**
 * The tolerances of a target, from what it says at many points. A target may allow more on one side than on the other,
 * up to anything; at each point it tells the tolerance of the side that the median is on. Where no median is on a side,
 * that of the other stands for it.
 */
export function tolerancesOf(measured: readonly Measured[]): Tolerances {
  const below = measured.find(({ median, observed }) => median < observed)?.tolerance;
  const above = measured.find(({ median, observed }) => median >= observed)?.tolerance;
  const known = below ?? above ?? measured[0]?.tolerance ?? 0;
  return { below: below ?? known, above: above ?? known };
}
