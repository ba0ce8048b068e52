import type { Percent, Units } from "../units.ts";

/**
 * R20 — Unlevered holders sell in proportion to the narrowing of the spread.
 *
 *   φ · max(0, n − n⁰ (1 − s · max(0, spread⁰ − spread)))
 *
 *   n, n⁰   units held, and held at t = 0                 [units]
 *   s       share sold per percentage point of narrowing  [per percentage point]
 *   spread  r_us − r_jp, spread⁰ at t = 0                 [percentage points]
 *   φ       speed per round                               [1]
 */
export function spreadSale(held: Units, initial: Units, response: number, narrowing: Percent, speed: number): Units {
  const kept = Math.max(0, 1 - response * Math.max(0, narrowing));
  return speed * Math.max(0, held - initial * kept);
}
