import type { Share } from "../units.ts";

/**
 * R18 — Band rebalancing: trade of one asset class, as a share of total assets.
 *
 *   0                              if |w − w*| ≤ band
 *   −φ (w − (w* + band/2))         if w is above the band
 *   −φ (w − (w* − band/2))         if w is below the band
 *
 *   w, w*  weight and target weight          [share of assets]
 *   band   half-width of the no-trade zone   [share of assets]
 *   φ      speed per round                   [1]
 *
 * A rising yen lowers foreign weights, so this buys foreign assets: a stabiliser.
 * Source: policy asset mix and deviation limits of the GPIF.
 */
export function rebalancing(weight: Share, target: Share, band: Share, speed: Share): number {
  if (weight - target > band) return -speed * (weight - (target + band / 2));
  if (target - weight > band) return -speed * (weight - (target - band / 2));
  return 0;
}
