import type { Estimate } from "./estimate.ts";
import { prepare, type PreparedSample } from "./preparedSample.ts";

/**
 * A number that describes the law of a metric, such as its mean or its expected shortfall, with all that is
 * known of its estimate. `parseFunctional` makes one of its name.
 */
export interface Functional {
  readonly name: string;

  /** The estimate with its 95 % interval, to the bit that of the row of a summary. */
  estimate(sample: PreparedSample): Estimate;

  /**
   * Empirical influence values, one per path in the order of the paths: how the estimate answers to a little more
   * weight on that path. They sum to 0 up to rounding, and √(Σ IF²/(n (n − 1))) is the standard error of the
   * estimate. NaN, all of them, where the sample is too small for a standard error.
   *
   * Source: Hampel (1974), Journal of the American Statistical Association 69, 383–393.
   *
   * @param into where they go, as long as the sample; without it, a new array
   */
  influence(sample: PreparedSample, into?: Float64Array): Float64Array;

  /**
   * Effective sample size: Kish's, over the paths on which the estimate rests.
   *
   * @param weights of the paths, in their order; all 1 when left out
   */
  effectiveSize(sample: PreparedSample, weights?: Float64Array): number;

  /**
   * The estimate with an interval at confidence 1 − alpha that may be relied on from small samples and small alphas
   * on; a bound is NaN where the sample is too small for that.
   *
   * @param alpha in (0, 1)
   */
  interval(sample: PreparedSample, alpha: number): Estimate;
}

/**
 * The estimate of a functional from a sample in any order, with its 95 % interval.
 *
 * @throws RangeError when there are no values or one is NaN or infinite
 */
export function estimate(functional: Functional, values: Float64Array): Estimate {
  return functional.estimate(prepare(values));
}
