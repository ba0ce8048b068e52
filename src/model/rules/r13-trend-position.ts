/**
 * R13 — Position of a trend follower.
 *
 *   n* = g · V̄ · σ⁰/σ̂
 *
 *   g     mean of the signals over 20, 60 and 120 days, −1 … 1   [1]
 *   V̄     position at full signal and calm volatility            [USD bn]
 *   σ̂/σ⁰ perceived volatility ratio (R3): the volatility target  [1]
 *
 * Source: Moskowitz, Ooi & Pedersen (2012).
 */
export function trendPosition(signal: number, capacity: number, volatilityRatio: number): number {
  return (signal * capacity) / volatilityRatio;
}
