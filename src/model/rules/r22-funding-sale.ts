import type { UsdBn } from "../units.ts";

/**
 * R22 — Treasuries sold in a round to fund an intervention.
 *
 *   min(due, pace) where due is what remains of ν · (dollars spent)
 *   and pace = due at the time of spending / (n · rounds per day)
 *
 *   ν  share of the dollars raised by selling Treasuries   [1]
 *   n  days over which they are sold                       [days]
 *
 * Source: foreign reserve tables of May 2024 and May 2026: securities fall by the amount spent.
 */
export function fundingSale(due: UsdBn, pace: UsdBn): UsdBn {
  return Math.min(due, pace);
}
