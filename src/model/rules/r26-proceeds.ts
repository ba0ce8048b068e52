import type { Price, Units } from "../units.ts";

/**
 * R26 — What a filled order sells; purchases count zero.
 *
 *   max(0, −q x) P
 *
 *   q x  units filled, bought above zero   [units]
 *   P    execution price (R6)              [money per unit]
 */
export function proceeds(filled: Units, price: Price): number {
  return Math.max(0, -filled) * price;
}
