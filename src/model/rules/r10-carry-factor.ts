import { pow } from "../elementary.ts";
import type { Percent } from "../units.ts";

/**
 * R10 — Carry factor: leverage is cut every time the US–Japan policy spread narrows.
 *
 *   c = clip(carry/carry⁰, c_min, 1)^η
 *
 *   carry   policy spread r_us − r_jp       [percentage points]
 *   carry⁰  the spread at t = 0             [percentage points]  carry⁰ > 0
 *   c_min   floor                           [1]  c_min > 0
 *   η       elasticity                      [1]
 *
 * With carry⁰ ≤ 0 there is no carry to lose and c = 1.
 */
export function carryFactor(carry: Percent, initial: Percent, floor: number, eta: number): number {
  if (!(initial > 0)) return 1;
  return pow(Math.min(Math.max(carry / initial, floor), 1), eta);
}
