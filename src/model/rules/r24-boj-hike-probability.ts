/**
 * R24 — Probability that the Bank of Japan hikes at a scheduled meeting.
 *
 *   p = clip(p₀ + a_S ln(S/S⁰) + a_y (y_jgb − y_jgb⁰) − a_ω ω, 0, 1);   0 after a crash
 *
 *   ln(S/S⁰)  weakening of the yen since t = 0      [log return]
 *   y_jgb     JGB yield, y_jgb⁰ at t = 0            [% a year]
 *   ω         stress weight (R2)                    [1]
 *   crash     5-day equity < −10 % or 10-day fx < −8 %
 *
 * Source: Deputy Governor Uchida, 7 August 2024: no hikes while markets are unstable.
 */
export function bojHikeProbability(
  base: number,
  betaYen: number,
  yenWeakening: number,
  betaYield: number,
  yieldRise: number,
  betaStress: number,
  stress: number,
  crash: boolean,
): number {
  if (crash) return 0;
  return Math.min(Math.max(base + betaYen * yenWeakening + betaYield * yieldRise - betaStress * stress, 0), 1);
}
