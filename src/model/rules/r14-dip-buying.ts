import type { JpyBn } from "../units.ts";

/**
 * R14 — Dip-buying of a retail margin account: dollars bought in a round, in yen.
 *
 *   ζ · max(0, −r_20d) · max(0, free margin) · Δt
 *
 *   ζ            strength                                      [1 per day]
 *   r_20d        log return of USDJPY over 20 days             [1]
 *   free margin  yen equity less required margin               [JPY bn]
 *   Δt           length of the round                           [days]
 *
 * Source: contrarian Japanese retail trading, Bank of Japan Review 2016-E-5.
 */
export function dipBuying(zeta: number, return20d: number, freeMargin: JpyBn, dt: number): JpyBn {
  return zeta * Math.max(0, -return20d) * Math.max(0, freeMargin) * dt;
}
