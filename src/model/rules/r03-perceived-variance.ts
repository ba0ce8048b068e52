/**
 * R3 — Perceived variance: exponentially weighted mean of squared total returns.
 *
 *   σ̂²' = clip(λ σ̂² + (1 − λ) r², σ⁰²/16, 25 σ⁰²)
 *
 *   σ̂²  perceived variance per round   [1]
 *   λ   0.94^(1/rounds per day)         [1]
 *   r   total log return of the round   [1]
 *   σ⁰² variance per round at t = 0     [1]
 *
 * The clamp keeps σ̂/σ⁰ in [1/4, 5]. Everything is at round frequency.
 * Source: RiskMetrics technical document (1996), λ = 0.94 for daily data.
 */
export function perceivedVariance(variance: number, lambda: number, r: number, initial: number): number {
  const next = lambda * variance + (1 - lambda) * r * r;
  return Math.min(Math.max(next, initial / 16), 25 * initial);
}
