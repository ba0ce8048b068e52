import type { Percent, Share } from "../units.ts";

/**
 * R19 — Structural tilt: added target weight of domestic bonds.
 *
 *   Δw*_jgb = min(cap, κ · max(0, y_jgb − y_jgb⁰))
 *
 *   κ      response                       [share per percentage point]
 *   y_jgb  JGB yield, y_jgb⁰ at t = 0     [% a year]
 *   cap    what foreign targets can give  [share]
 *
 * The same weight is taken from foreign bonds and foreign equity.
 */
export function structuralTilt(kappa: number, jgbYield: Percent, initialYield: Percent, cap: Share): Share {
  return Math.min(cap, kappa * Math.max(0, jgbYield - initialYield));
}
