import type { Share } from "../units.ts";

/**
 * R12 — Fraction of the position liquidated in a round.
 *
 *   k = max(φ_c k_c, φ_v k_v, k_s)
 *
 *   k_c, k_v, k_s  margin call (R9), deleveraging (R10), stop-loss (R11)   [1]
 *   φ_c, φ_v       speeds per round                                        [1]
 */
export function liquidationShare(
  callSpeed: Share,
  call: Share,
  deleveragingSpeed: Share,
  deleveraging: Share,
  stop: Share,
): Share {
  return Math.max(callSpeed * call, deleveragingSpeed * deleveraging, stop);
}
