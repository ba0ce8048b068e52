import type { Share } from "../units.ts";

/**
 * R18 — Trigger of band rebalancing: |w − w*| > band.
 *
 *   w, w*  weight and target weight          [share of assets]
 *   band   half-width of the no-trade zone   [share of assets]
 */
export function outsideBand(weight: Share, target: Share, band: Share): boolean {
  return Math.abs(weight - target) > band;
}
