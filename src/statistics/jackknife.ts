/**
 * Standard error of an estimate by the delete-group jackknife: θ₍g₎ is the estimate with group g of G equally
 * large, independent groups left out.
 *
 *   SE = √( (G − 1)/G · Σ (θ₍g₎ − θ̄)² ),   θ̄ = Σ θ₍g₎ / G
 *
 * For a mean of n values and G = n it is s/√n. For smooth statistics only: for quantiles the groups must be
 * large. With few groups it is itself uncertain, by about 1/√(2 (G − 1)) of its size.
 *
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 11.
 *
 * @returns in the unit of the estimates; NaN below two of them
 */
export function jackknifeStandardError(estimates: readonly number[]): number {
  const groups = estimates.length;
  if (groups < 2) return NaN;
  const mean = estimates.reduce((sum, x) => sum + x, 0) / groups;
  const squares = estimates.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return Math.sqrt(((groups - 1) / groups) * squares);
}
