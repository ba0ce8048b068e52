import { pow } from "../elementary.ts";
import type { UsdBn } from "../units.ts";

/**
 * R4 — Market depth.
 *
 *   D = D⁰ · clip((σ⁰/σ̂)^ψ, 1/χ, χ)
 *
 *   D⁰     depth at t = 0                    [USD bn per unit log return]
 *   σ̂/σ⁰  perceived volatility ratio (R3)   [1]
 *   ψ      elasticity                        [1]  default 0.5
 *   χ      largest change                    [1]  χ ≥ 1, default 4
 *
 * The floor 1/χ keeps volatility and depth from diverging together.
 * Source: depth falls with volatility as in Cont & Schaanning (2017).
 */
export function depth(base: UsdBn, volatilityRatio: number, psi: number, chi: number): UsdBn {
  return base * Math.min(Math.max(pow(1 / volatilityRatio, psi), 1 / chi), chi);
}
