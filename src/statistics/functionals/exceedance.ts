import { clopperPearson } from "../binomial.ts";
import type { Functional } from "../functional.ts";
import { kish } from "../kish.ts";
import { wilson } from "../probability.ts";

/**
 * The probability to exceed a threshold, P(X > t): IF = 1{x > t} − p̂. It rests on the paths that exceed it.
 * The 95 % interval of the estimate is Wilson's, that at any other confidence Clopper and Pearson's.
 */
export function exceedance(name: string, threshold: number): Functional {
  const hits = (values: Float64Array) => {
    let count = 0;
    for (const x of values) if (x > threshold) count += 1;
    return count;
  };
  return {
    name,
    estimate: ({ values }) => wilson(hits(values), values.length),

    influence({ values }, into = new Float64Array(values.length)) {
      const share = hits(values) / values.length;
      for (let i = 0; i < values.length; i++) into[i] = values[i] > threshold ? 1 - share : -share;
      return into;
    },

    effectiveSize: ({ values }, weights) =>
      weights === undefined ? hits(values) : kish(weights.filter((_, i) => values[i] > threshold)),
    interval: ({ values }, alpha) => clopperPearson(hits(values), values.length, alpha),
  };
}
