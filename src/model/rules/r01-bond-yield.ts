import type { Percent } from "../units.ts";

/**
 * R1 — Yield of a bond market.
 *
 *   y = y⁰ − 100 · ln(P/P⁰) / duration
 *
 *   y⁰        yield at t = 0                  [% a year]
 *   ln(P/P⁰)  log return since t = 0          [1]
 *   duration  modified duration               [years]  duration > 0
 *
 * Source: first-order price-yield relation of a constant-duration index.
 */
export function bondYield(initial: Percent, logReturn: number, duration: number): Percent {
  return initial - (100 * logReturn) / duration;
}
