import { expectedShortfall as estimated } from "../expectedShortfall.ts";
import type { Functional } from "../functional.ts";
import { kishBeyond } from "../kish.ts";
import { linearInterval } from "../linearInterval.ts";

/**
 * The expected shortfall of the upper tail at level p. It rests on the ⌊(1 − p) n⌋ largest values.
 *
 *   IF = max(x − v, 0)/(1 − p) − (ES − v),   v = x₍⌈n p⌉₎
 *
 * so that Σ IF²/n² is the squared standard error of its 95 % interval. All NaN where (1 − p) n < 2, as the bounds
 * of that interval.
 *
 * Source: Rockafellar & Uryasev (2002), Journal of Banking & Finance 26, 1443–1471.
 *
 * @param p in (0, 1)
 */
export function expectedShortfall(name: string, p: number): Functional {
  /** Rank and rounding as in the estimate. */
  const valueAtRisk = (sorted: Float64Array) => {
    const n = sorted.length;
    return sorted[Math.max(0, n - 1 - Math.floor(n - n * p))];
  };
  const functional: Functional = {
    name,
    estimate: ({ sorted }) => estimated(sorted, p),

    influence({ values, sorted }, into = new Float64Array(values.length)) {
      const n = values.length;
      const t = n - n * p;
      if (t < 2) return into.fill(NaN);
      const v = valueAtRisk(sorted);
      const excess = estimated(sorted, p).value - v;
      const scale = n / t;
      for (let i = 0; i < n; i++) into[i] = values[i] > v ? (values[i] - v) * scale - excess : -excess;
      return into;
    },

    effectiveSize: ({ values }, weights) => kishBeyond(values, p, "upper", weights),

    interval(sample, alpha) {
      const v = valueAtRisk(sample.sorted);
      const beyond = sample.values.reduce((count, x) => (x > v ? count + 1 : count), 0);
      return linearInterval(sample.linearize(functional), beyond, alpha);
    },
  };
  return functional;
}
