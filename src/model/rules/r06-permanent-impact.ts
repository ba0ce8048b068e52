/**
 * R6 — Permanent part of the impact.
 *
 *   u' = u + (1 − τ) I
 *
 *   u  permanent impact so far    [log return]
 *   I  impact of the round (R5)   [log return]
 *   τ  transient share            [1]
 *
 * Source: Obizhaeva & Wang (2013).
 */
export function permanentImpact(u: number, impact: number, tau: number): number {
  return u + (1 - tau) * impact;
}
