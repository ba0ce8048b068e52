/**
 * R13 — Exponential moving average of the log price.
 *
 *   x̄' = x̄ + a (x − x̄),   a = 1/(T · rounds per day)
 *
 *   x  log price after the round     [log]
 *   x̄  moving average                [log]
 *   a  weight of the new price       [1]  0 < a ≤ 1
 *
 * In a straight trend of g per round, x − x̄ tends to g (1 − a)/a.
 */
export function movingAverage(average: number, logPrice: number, weight: number): number {
  return average + weight * (logPrice - average);
}
