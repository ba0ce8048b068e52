/**
 * R2 — Exogenous news of one market in one round.
 *
 *   Δf = μ Δt + β_us Δr_us + β_jp Δr_jp + shock,   shock = diffusion (R2) + Σ jumps
 *
 *   μ Δt        drift of the round                       [log return]
 *   β_us, β_jp  response to policy surprises             [log return per percentage point]
 *   Δr          policy surprises of the round (R24, R25) [percentage points]
 *   shock       drawn by the law of news                 [log return]
 *
 * Source: jump diffusion of Merton (1976) with the volatility of Taylor (1986).
 */
export function news(
  drift: number,
  betaUs: number,
  surpriseUs: number,
  betaJp: number,
  surpriseJp: number,
  shock: number,
): number {
  return drift + betaUs * surpriseUs + betaJp * surpriseJp + shock;
}
