import type { Share } from "../units.ts";

/**
 * R16 — Target hedge ratio of a life insurer.
 *
 *   H* = clip(H₀ + β_σ (σ̂/σ⁰ − 1) + β_r max(0, −r_60d) + β_E max(0, ESR* − ESR), 0, 1)
 *
 *   H₀    normal hedge ratio                             [1]
 *   σ̂/σ⁰ perceived volatility ratio of fx (R3)           [1]
 *   r_60d log return of USDJPY over 60 days              [1]
 *   ESR   economic solvency ratio (R17), ESR* its target [1]
 *
 * The ratio moves there at speed φ_H: H' = H + φ_H (H* − H).
 */
export function hedgeRatioTarget(
  normal: Share,
  betaVolatility: number,
  volatilityRatio: number,
  betaReturn: number,
  return60d: number,
  betaSolvency: number,
  solvencyGap: number,
): Share {
  const target =
    normal +
    betaVolatility * (volatilityRatio - 1) +
    betaReturn * Math.max(0, -return60d) +
    betaSolvency * Math.max(0, solvencyGap);
  return Math.min(Math.max(target, 0), 1);
}
