import type { Share, UsdBn } from "../units.ts";

/**
 * R8 — Margin requirement.
 *
 *   M = Σ h_m n_m P_m + h_fx L,   L = |K|/S
 *
 *   Σ h_m n_m P_m  haircuts on the holdings   [USD bn]
 *   h_fx           haircut on the yen leg     [share]
 *   L              yen debt in dollars        [USD bn]
 */
export function marginRequirement(haircuts: UsdBn, fxHaircut: Share, yenDebt: UsdBn): UsdBn {
  return haircuts + fxHaircut * yenDebt;
}
