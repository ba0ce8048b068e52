/**
 * R13 — Trend signal over one horizon.
 *
 *   g_a = clip(z_a / c, −1, 1),   z_a = (x − x̄_a)/(σ̂ √T_a)
 *
 *   z_a  distance of the log price from its moving average in units of
 *        perceived volatility over the horizon T_a            [1]
 *   1/c  sensitivity of this fund                             [1]
 *
 * Source: time-series momentum scaled by volatility, Moskowitz, Ooi & Pedersen (2012).
 */
export function trendSignal(z: number, sensitivity: number): number {
  return Math.min(Math.max(z * sensitivity, -1), 1);
}
