import type { Share, UsdBn } from "../units.ts";

/**
 * R12 — Sale of one asset: partly pro rata, partly down the waterfall.
 *
 *   s_m = (1 − ω) k n_m P_m + ω · min(n_m P_m, X_m),   X = kA
 *
 *   ω    share sold most liquid first      [1]
 *   k    fraction liquidated (R12)         [1]
 *   v    value held, n_m P_m               [USD bn]
 *   X_m  what the waterfall still needs when it reaches market m,
 *        in the order tech, equity, ust, other  [USD bn]
 *
 * s_m ≤ v for every k, ω in [0, 1], and Σ s_m = X.
 * Source: pecking order of hedge funds selling liquid and volatile stocks first in 2008,
 * Ben-David, Franzoni & Moussawi (2012).
 */
export function assetSale(omega: Share, k: Share, value: UsdBn, remaining: UsdBn): UsdBn {
  return (1 - omega) * k * value + omega * Math.min(value, remaining);
}
