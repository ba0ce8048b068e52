/**
 * R2 — Correlated normal of a round between the calm and the stress regime.
 *
 *   ε = √(1 − ω) · (L_calm z₁) + √ω · (L_stress z₂)
 *
 *   ω          stress weight                                     [1]
 *   calm       this market's entry of L_calm z₁, a standard normal
 *   stress     this market's entry of L_stress z₂, independent of it
 *
 * ε has exactly the correlation (1 − ω) R_calm + ω R_stress: no factorisation per round.
 */
export function mixedNormal(omega: number, calm: number, stress: number): number {
  return Math.sqrt(1 - omega) * calm + Math.sqrt(omega) * stress;
}
