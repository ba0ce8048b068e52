import type { Share } from "../units.ts";

/**
 * R17 — Share of the risk assets sold to restore the solvency ratio.
 *
 *   s = clip((SCR − OF/ESR*)/(ρ V_r), 0, 1) with OF = ESR · SCR
 *     = clip((1 − ESR/ESR*) · SCR/(ρ V_r), 0, 1)
 *
 *   ESR*         hard trigger that the sale restores, before impact           [1]
 *   SCR/(ρ V_r)  required capital over the risk charge of the risk assets     [1]
 *
 * Selling the share s lowers the required capital by s ρ V_r and leaves own funds unchanged.
 */
export function solvencySale(ratio: number, trigger: number, capitalOverCharge: number): Share {
  return Math.min(Math.max((1 - ratio / trigger) * capitalOverCharge, 0), 1);
}
