import type { JpyBn } from "../units.ts";

/**
 * R14 — Loss-cut of a retail margin account: true when everything is closed.
 *
 *   E_y < c · m · X S
 *
 *   E_y  equity of the account in yen                     [JPY bn]
 *   c    loss-cut level of the broker, {0.4, 0.5, 0.6, 1} [1]
 *   m    required margin, 4 % of the position             [1]
 *   X S  long dollar position valued in yen               [JPY bn]
 *
 * Source: Japanese 25-fold leverage cap (2011) and the brokers' published loss-cut rules.
 */
export function lossCut(equity: JpyBn, level: number, margin: number, position: JpyBn): boolean {
  return equity < level * margin * position;
}
