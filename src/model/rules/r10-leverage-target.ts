/**
 * R10 — Leverage target.
 *
 *   λ̄ = min(λ_max, ϑ/σ̂_p) · c,   c = clip(carry/carry⁰, c_min, 1)^η
 *
 *   λ_max  limit of the mandate                          [assets / equity]
 *   ϑ      risk limit: leverage × volatility allowed     [per √day]
 *   σ̂_p    perceived volatility of the portfolio         [per √day]  σ̂_p > 0
 *   c      carry factor of the round (R10)               [1]
 *
 * Source: value-at-risk leverage targeting, Adrian & Shin (2010); Aymanns & Farmer (2015).
 */
export function leverageTarget(limit: number, riskLimit: number, volatility: number, carryFactor: number): number {
  return Math.min(limit, riskLimit / volatility) * carryFactor;
}
