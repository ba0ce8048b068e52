/**
 * R2 — Diffusive part of a market's news in one round.
 *
 *   σ · v · √Δt · ε
 *
 *   σ    volatility                                   [per √day]
 *   v    volatility scale of the law of news          [1]
 *   √Δt  square root of the round's length            [√day]
 *   ε    standard normal, correlated across markets   [1]
 */
export function diffusion(sigma: number, scale: number, sqrtDt: number, epsilon: number): number {
  return sigma * scale * sqrtDt * epsilon;
}
