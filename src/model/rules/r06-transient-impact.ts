/**
 * R6 — Transient part of the impact: new impact on top of what decay has left.
 *
 *   w' = (1 − κ) w + τ I
 *
 * The decay (1 − κ) w happens before trading and the addition τ I after it: call it with
 * impact 0 for the first and κ = 0 for the second.
 *
 *   w  transient impact           [log return]
 *   I  impact of the round (R5)   [log return]
 *   τ  transient share            [1]
 *   κ  decay per round            [1]
 *
 * Source: exponential resilience of Obizhaeva & Wang (2013).
 */
export function transientImpact(w: number, kappa: number, impact: number, tau: number): number {
  return (1 - kappa) * w + tau * impact;
}
