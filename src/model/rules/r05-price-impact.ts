import type { UsdBn } from "../units.ts";

/**
 * R5 — Price impact of the net units traded in a round.
 *
 *   I = sgn(Q) · |Q|/D                          if |Q| ≤ qD
 *   I = sgn(Q) · q (2 √(|Q|/(qD)) − 1)          otherwise
 *
 *   Q  net purchases, valued at base prices     [USD bn]
 *   D  depth (R4)                               [USD bn per unit log return]  D > 0
 *   q  end of the linear part                   [1]  q = ∞ is the linear law
 *
 * Continuously differentiable, concave in |Q|, slope 1/D at 0. Units, not current values:
 * the permanent linear part then depends on the total traded only.
 * Source: linear near zero (Kyle 1985), square root beyond (Almgren et al. 2005; Tóth et al. 2011).
 */
export function priceImpact(netUnits: UsdBn, depth: UsdBn, q: number): number {
  const size = Math.abs(netUnits) / depth;
  const impact = size <= q ? size : q * (2 * Math.sqrt(size / q) - 1);
  return netUnits < 0 ? -impact : impact;
}
