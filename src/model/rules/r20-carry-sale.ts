import type { Percent, Share } from "../units.ts";

/**
 * R20 — Banks sell Treasuries with negative carry: share sold per round.
 *
 *   min(ā, a · max(0, r_us + s − y_ust)) · Δt
 *
 *   r_us + s  the bank's dollar funding cost       [% a year]
 *   y_ust     Treasury yield                       [% a year]
 *   a         response                             [per day per percentage point]
 *   ā         largest share sold in a day          [per day]
 *   Δt        length of the round                  [days]
 */
export function carrySale(fundingCost: Percent, treasuryYield: Percent, response: number, cap: Share, dt: number): Share {
  return Math.min(cap, response * Math.max(0, fundingCost - treasuryYield)) * dt;
}
