import type { Share, UsdBn } from "../units.ts";

/**
 * R10 — Deleveraging: the fraction of the position to sell.
 *
 *   k_v = clip(1 − λ̄ E/A, 0, 1)  once A > (1 + δ) λ̄ E
 *
 *   λ̄  leverage target (R10)   [assets / equity]
 *   E  equity (R7)              [USD bn]
 *   A  value of the holdings    [USD bn]
 *   δ  no-trade band            [1]  δ ≥ 0
 *
 * Source: leverage targeting of Greenwood, Landier & Thesmar (2015), with a no-trade band.
 */
export function deleveraging(target: number, equity: UsdBn, assets: UsdBn, band: number): Share {
  if (!(assets > (1 + band) * target * equity)) return 0;
  return Math.min(Math.max(1 - (target * equity) / assets, 0), 1);
}
