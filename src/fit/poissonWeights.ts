import { exp } from "../model/elementary.ts";

/**
 * Poisson probabilities e^−λ λⁿ/n!, n = 0, 1, …, cut where the mass left out is below 1e-12.
 *
 * @param mean λ, 0 … 700
 */
export function poissonWeights(mean: number): number[] {
  let weight = exp(-mean);
  let left = 1 - weight;
  const weights = [weight];
  while (left > 1e-12 && (weight > 1e-14 || weights.length < mean)) {
    weight *= mean / weights.length;
    weights.push(weight);
    left -= weight;
  }
  return weights;
}
