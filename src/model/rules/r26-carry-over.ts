import type { Units } from "../units.ts";

/**
 * R26 — New order and unfilled rest of an agent in one market: the larger of the two.
 *
 *   o' = rest if it has the sign of o, or o = 0, and |rest| > |o|;  else o
 *
 * The new decision already sees what is still held, so adding both would count the rest twice.
 */
export function carryOver(order: Units, rest: Units): Units {
  return order * rest >= 0 && Math.abs(rest) > Math.abs(order) ? rest : order;
}
