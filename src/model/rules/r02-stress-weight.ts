/**
 * R2 — Weight of the stress correlation matrix.
 *
 *   ω = clip(h / h_s, 0, 1)
 *
 *   h    log-variance state            [1]
 *   h_s  state at which ω reaches one  [1]  h_s > 0
 *
 * Correlation in the round is (1 − ω) R_calm + ω R_stress.
 */
export function stressWeight(h: number, full: number): number {
  return Math.min(Math.max(h / full, 0), 1);
}
