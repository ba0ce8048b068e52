import type { Measured } from "../facts/measured.ts";

/**
 * Implausibility of a simulation for one target: the distance between history and model in standard deviations of
 * everything that may explain it.
 *
 *   I = |z − m| / √((τ/3)² + s² + ε²)
 *
 * z is what was observed and m the median over paths, with its standard error ε. The tolerance τ is read as three
 * standard deviations of the model's discrepancy together with the observation's error. s, half the distance between
 * the 16 and 84 % quantiles, counts because history is one path: ensemble variability, as in stochastic models.
 *
 * Source: Craig, Goldstein, Seheult & Smith (1997), "Pressure matching for hydrocarbon reservoirs", Case Studies in
 * Bayesian Statistics III, 37–93; Vernon, Goldstein & Bower (2010), Bayesian Analysis 5(4), 619–670; Andrianakis
 * et al. (2015), PLOS Computational Biology 11(1), e1003968, for ensemble variability.
 *
 * @returns in standard deviations, 0 or more; infinite where the paths have no number to compare
 */
export function implausibility({ observed, tolerance, median, spread, error }: Measured): number {
  const distance = Math.abs(observed - median);
  if (distance === 0) return 0;
  const deviation = Math.sqrt(discrepancy(tolerance) * discrepancy(tolerance) + spread * spread + error * error);
  const value = distance / deviation;
  return Number.isNaN(value) ? Infinity : value;
}

/** Standard deviation of the model's discrepancy: a tolerance is three of them (Pukelsheim's rule, see `CUTOFF`). */
export function discrepancy(tolerance: number): number {
  return tolerance / 3;
}

/** The largest implausibility over targets: a point is as implausible as its worst target. 0 without targets. */
export function maxImplausibility(measured: readonly Measured[]): number {
  return measured.reduce((most, target) => Math.max(most, implausibility(target)), 0);
}
