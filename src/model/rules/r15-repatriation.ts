import type { Percent, Share } from "../units.ts";

/**
 * R15 — Structural repatriation: share of the hedged book sold per round.
 *
 *   min(ā, a · max(0, g)) · Δt,   g = y_jgb − y^h − g⁰
 *
 *   g   yield gained by coming home                [percentage points]
 *   g⁰  gain below which the book stays abroad     [percentage points]
 *   a   response                                   [per day per percentage point]
 *   ā   largest share sold in a day                [per day]
 *   Δt  length of the round                        [days]
 */
export function repatriation(gain: Percent, threshold: Percent, response: number, cap: Share, dt: number): Share {
  return Math.min(cap, response * Math.max(0, gain - threshold)) * dt;
}
