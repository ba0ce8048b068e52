import type { Functional } from "../functional.ts";
import { kish } from "../kish.ts";
import { linearInterval } from "../linearInterval.ts";
import { outsideLargestAtom } from "../outsideLargestAtom.ts";
import { standardDeviation as estimated } from "../standardDeviation.ts";

/**
 * The standard deviation s. It rests on all paths.
 *
 *   IF = ((x − m)² − m₂)/(2 √m₂),   m₂ = Σ (x − m)²/n
 *
 * so that Σ IF²/n² is the squared standard error of its 95 % interval. All 0 where nothing varies, NaN for n = 1.
 */
export const standardDeviation: Functional = {
  name: "sd",
  estimate: ({ sorted, moments }) => estimated(sorted, moments.mean),

  influence({ values, moments: { count, mean, m2 } }, into = new Float64Array(count)) {
    if (count < 2) return into.fill(NaN);
    if (m2 === 0) return into.fill(0);
    const variance = m2 / count;
    const scale = 2 * Math.sqrt(variance);
    for (let i = 0; i < count; i++) into[i] = ((values[i] - mean) * (values[i] - mean) - variance) / scale;
    return into;
  },

  effectiveSize: ({ values }, weights) => (weights === undefined ? values.length : kish(weights)),
  interval: (sample, alpha) =>
    linearInterval(sample.linearize(standardDeviation), outsideLargestAtom(sample.sorted), alpha),
};
