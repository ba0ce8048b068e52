import type { Functional } from "../functional.ts";
import { kish } from "../kish.ts";
import { linearInterval } from "../linearInterval.ts";
import { moments } from "../moments.ts";
import { outsideLargestAtom } from "../outsideLargestAtom.ts";

/** The mean: IF = x − x̄. It rests on all paths. */
export const mean: Functional = {
  name: "mean",
  estimate: (sample) => moments.value(sample.moments).mean,
  influence({ values, moments: { mean: centre } }, into = new Float64Array(values.length)) {
    for (let i = 0; i < values.length; i++) into[i] = values[i] - centre;
    return into;
  },
  effectiveSize: ({ values }, weights) => (weights === undefined ? values.length : kish(weights)),
  interval: (sample, alpha) => linearInterval(sample.linearize(mean), outsideLargestAtom(sample.sorted), alpha),
};
