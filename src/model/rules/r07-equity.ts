import type { DollarPerYen, JpyBn, UsdBn } from "../units.ts";

/**
 * R7 — Equity.
 *
 *   E = C + K/S + A,   A = Σ n_m P_m (jgb divided by S)
 *
 *   C    cash, may be negative            [USD bn]
 *   K    yen balance, negative = a loan   [JPY bn]
 *   1/S  dollars per yen                  [USD per JPY]
 *   A    value of the holdings            [USD bn]
 */
export function equity(cash: UsdBn, yen: JpyBn, dollarsPerYen: DollarPerYen, assets: UsdBn): UsdBn {
  return cash + yen * dollarsPerYen + assets;
}
