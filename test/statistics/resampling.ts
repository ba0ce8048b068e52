import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import type { Resampling } from "../../src/statistics/bootstrap.ts";

/** Resamples from a seed. */
export function resampling(resamples: number, seed = "resampling"): Resampling {
  const { uniform } = createRandom(keyFor(seed, "bootstrap"));
  return { resamples, uniform: (resample, draw) => uniform(draw, resample, 0, 0) };
}

export const NONE: Resampling = resampling(0);
