import type { Price } from "../units.ts";

/**
 * R6 — Execution price: the average of the prices before and after the trade.
 *
 *   P_exec = (P_pre + P_post) / 2
 *
 * Source: mid-price execution of Cont & Schaanning (2017), α = ½.
 */
export function executionPrice(before: Price, after: Price): Price {
  return (before + after) / 2;
}
