import { normalInterval, type Estimate } from "./estimate.ts";
import type { Functional } from "./functional.ts";
import { linearization, type PreparedSample } from "./preparedSample.ts";

/** A functional of two runs that draw the same random numbers. */
export interface Contrast {
  readonly a: number;
  readonly b: number;
  /** b − a with its 95 % interval, in the unit of the functional. */
  readonly difference: Estimate;
  /**
   * How many times as many paths two runs with random numbers of their own would need for an interval as narrow:
   * (Var IF_a + Var IF_b)/Var(IF_b − IF_a). Infinite where the influences are the same, NaN where nothing varies
   * at all.
   */
  readonly varianceReduction: number;
}

/** Overwritten by every contrast: a sweep makes hundreds of thousands. */
let scratch = new Float64Array(0);

/**
 * Difference of a functional between two samples of the same paths, with an interval that knows of the pairing:
 *
 *   d = θ̂(b) − θ̂(a) ± z·SE,   SE² = Σ (IF_b − IF_a)²/(n (n − 1))
 *
 * over the paths, IF the influence values of the functional; for the mean the paired interval of `pairedDifference`.
 * The bounds are NaN where the sample is too small for influence values. An interval of width 0 says that no path
 * told the two apart to first order, not that none could.
 *
 * What is computed of `a` is kept with it: prepare the reference once and contrast many others with it.
 *
 * Source: Hampel (1974), Journal of the American Statistical Association 69, 383–393 (influence); Glasserman & Yao
 * (1992), Management Science 38, 884–908 (common random numbers).
 *
 * @param a values of the reference, one per path
 * @param b values of the same paths otherwise, in the same order
 * @throws RangeError when the samples differ in size
 */
export function contrast(functional: Functional, a: PreparedSample, b: PreparedSample): Contrast {
  const n = a.values.length;
  if (b.values.length !== n) {
    throw new RangeError(`a contrast needs the same paths on both sides, got ${n} and ${b.values.length}`);
  }
  const one = a.linearize(functional);
  if (scratch.length < n) scratch = new Float64Array(2 * n);
  const other = linearization(functional, b, scratch.subarray(0, n));
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = other.influence[i] - one.influence[i];
    squares += d * d;
  }
  return {
    a: one.value,
    b: other.value,
    difference: normalInterval(other.value - one.value, Math.sqrt(squares / (n * (n - 1)))),
    varianceReduction: (one.squares + other.squares) / squares,
  };
}
