import type { Price, Units } from "../units.ts";

/**
 * R26 — What a filled order takes from an account.
 *
 *   q x P / g
 *
 *   q x  units filled, bought above zero                     [units]
 *   P    execution price (R6)                                [money per unit]
 *   g    value of one unit of the account, with interest     [money]
 */
export function payment(filled: Units, price: Price, accountValue: number): Units {
  return (filled * price) / accountValue;
}
