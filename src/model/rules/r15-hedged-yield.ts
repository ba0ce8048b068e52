import type { Percent } from "../units.ts";

/**
 * R15 — Currency-hedged yield of US Treasuries for a yen investor.
 *
 *   y^h = y_ust − (r_us − r_jp) − basis
 *
 *   y_ust        Treasury yield                 [% a year]
 *   r_us, r_jp   policy rates                   [% a year]
 *   basis        cross-currency basis paid      [percentage points]
 *
 * Source: covered interest parity with a basis, Du, Tepper & Verdelhan (2018).
 */
export function hedgedYield(treasury: Percent, usRate: Percent, jpRate: Percent, basis: Percent): Percent {
  return treasury - (usRate - jpRate) - basis;
}
