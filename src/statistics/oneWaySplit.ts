import { moments } from "./moments.ts";
import { varianceParts, type VariancePart } from "./varianceParts.ts";

/** The result of one point with random numbers of its own. */
export interface PointMoments {
  readonly mean: number;
  /** Sample variance over paths. */
  readonly variance: number;
  readonly paths: number;
}

/** Where the variance comes from, when every point sees random numbers of its own. */
export interface OneWaySplit {
  readonly points: number;
  /** Points with a moment that is not a finite number, left out. */
  readonly pointsLeftOut: number;
  readonly parameters: VariancePart;
  /** Within points: the seed, alone and with the parameters, which cannot be told apart. */
  readonly seed: VariancePart;
}

/**
 * Law of total variance for points with independent random numbers: a one-way layout.
 *
 *   Var y = Var E[y | point] + E Var[y | point] = σ_a² + σ_w²
 *   σ_w² = mean s_i²,   σ_a² = Var ȳ_i − mean(s_i²/n_i)
 *
 * Unbiased for independently drawn points, before a negative σ_a² is set to 0. All NaN below two points.
 *
 * Source: Searle, Casella & McCulloch (1992), Variance Components, chapter 3.
 */
export function oneWaySplit(results: readonly PointMoments[]): OneWaySplit {
  const used = results.filter(({ mean, variance, paths }) => Number.isFinite(mean) && Number.isFinite(variance / paths));
  const [means, withins, noises] = [moments.init(), moments.init(), moments.init()];
  for (const { mean, variance, paths } of used) {
    moments.add(means, mean);
    moments.add(withins, variance);
    moments.add(noises, variance / paths);
  }
  const between = used.length > 1 ? Math.max(0, means.m2 / (used.length - 1) - noises.mean) : NaN;
  const [parameters, seed] = varianceParts([between, used.length > 1 ? withins.mean : NaN]);
  return { points: used.length, pointsLeftOut: results.length - used.length, parameters, seed };
}
