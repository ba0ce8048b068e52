/**
 * R25 — Probability that the Federal Reserve cuts at a scheduled meeting.
 *
 *   p = clip(p₀ + a_ω ω + a_c · 1{crash}, 0, 1)
 *
 *   p₀     in calm markets               [1]
 *   ω      stress weight (R2)            [1]
 *   crash  5-day equity < −10 % or 10-day fx < −8 %
 */
export function fedCutProbability(base: number, betaStress: number, stress: number, betaCrash: number, crash: boolean): number {
  return Math.min(Math.max(base + betaStress * stress + (crash ? betaCrash : 0), 0), 1);
}
