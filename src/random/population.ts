import seedrandom from "seedrandom";
import { seedText } from "./seedText.ts";

/** A sequential generator for drawing the population, once, before any path runs. */
export interface PopulationRandom {
  /** Next uniform in [0, 1), 53 random bits. */
  readonly next: () => number;
  /**
   * A uniformly random order of 0 … n − 1 (Fisher–Yates, n − 1 draws).
   * @throws RangeError when n is not an integer in 0 … 2³¹ − 1.
   */
  readonly permutation: (n: number) => Int32Array;
}

/**
 * The population generator of a seed string. Its sequence depends on the seed
 * only, and is independent of the path keys made from the same seed.
 */
export function populationRandom(seed: string): PopulationRandom {
  const next = seedrandom(seedText(["population", seed]));
  return {
    next: () => next(),
    permutation(n) {
      if ((n | 0) !== n || n < 0) {
        throw new RangeError(`permutation length must be an integer in 0 … 2^31 − 1, got ${n}`);
      }
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let last = n - 1; last > 0; last--) {
        const chosen = Math.floor(next() * (last + 1));
        const held = order[last];
        order[last] = order[chosen];
        order[chosen] = held;
      }
      return order;
    },
  };
}
