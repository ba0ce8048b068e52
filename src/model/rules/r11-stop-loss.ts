import type { Share, UsdBn } from "../units.ts";

/**
 * R11 — Stop-loss: full exit after a drawdown.
 *
 *   k_s = 1{1 − E/E_peak > d}, written without division as E < (1 − d) E_peak
 *
 *   E       equity (R7)                     [USD bn]
 *   E_peak  highest daily net asset value   [USD bn]  E_peak > 0
 *   d       drawdown limit of this fund     [1]
 *
 * Struck once a day, in the last round.
 */
export function stopLoss(equity: UsdBn, peak: UsdBn, limit: Share): Share {
  return equity < (1 - limit) * peak ? 1 : 0;
}
