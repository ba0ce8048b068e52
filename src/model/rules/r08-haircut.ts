import { pow } from "../elementary.ts";
import type { Share } from "../units.ts";

/**
 * R8 — Haircut of a market.
 *
 *   h = clip(h⁰ · clip(σ̂/σ⁰, 1, 5)^ψ_M, 0, 0.9)
 *
 *   h⁰     haircut in calm markets           [share of value]
 *   σ̂/σ⁰  perceived volatility ratio (R3)   [1]
 *   ψ_M    elasticity                        [1]  default 0.5
 *
 * Margins rise with volatility. Source: margin spiral of Brunnermeier & Pedersen (2009).
 */
export function haircut(base: Share, volatilityRatio: number, psi: number): Share {
  const stressed = base * pow(Math.min(Math.max(volatilityRatio, 1), 5), psi);
  return Math.min(Math.max(stressed, 0), 0.9);
}
