import { movingAverage } from "../rules/r13-moving-average.ts";
import type { Values } from "../parameter.ts";
import { MARKET_COUNT, MARKETS } from "./names.ts";
import type { markets as marketParameters } from "./parameters.ts";

/** Days of closes kept before t = 0. */
export const PAST_DAYS = 120;
/** Horizons of the trend signal, days (R13). */
export const TREND_DAYS = [20, 60, 120] as const;

/**
 * Log closes of the 120 days before t = 0, relative to t = 0, per market: straight lines through
 * the trailing returns over 20, 60 and 120 days that the configuration states.
 *
 * @returns shape [6 × 121]; the last entry of each row is t = 0 and equals 0
 */
export function pastCloses(markets: Values<typeof marketParameters>): Float64Array {
  const closes = new Float64Array(MARKET_COUNT * (PAST_DAYS + 1));
  MARKETS.forEach((name, m) => {
    const { return_20d, return_60d, return_120d } = markets[name];
    const knots = [[0, 0], [20, -return_20d], [60, -return_60d], [120, -return_120d]] as const;
    for (let back = 0, right = 0; back <= PAST_DAYS; back++) {
      while (knots[right][0] < back) right += 1;
      const [x0, y0] = knots[Math.max(0, right - 1)];
      const [x1, y1] = knots[right];
      const value = x1 === x0 ? y1 : y0 + ((y1 - y0) * (back - x0)) / (x1 - x0);
      closes[m * (PAST_DAYS + 1) + PAST_DAYS - back] = value === 0 ? 0 : value;
    }
  });
  return closes;
}

/**
 * Moving averages at t = 0 that the past closes imply, each started at its first close.
 *
 * @returns shape [6 × 3], horizons as in TREND_DAYS
 */
export function initialAverages(closes: Float64Array, rounds: number): Float64Array {
  const averages = new Float64Array(MARKET_COUNT * TREND_DAYS.length);
  for (let m = 0; m < MARKET_COUNT; m++) {
    const row = closes.subarray(m * (PAST_DAYS + 1), (m + 1) * (PAST_DAYS + 1));
    TREND_DAYS.forEach((days, h) => {
      let average = row[0];
      for (let day = 1; day <= PAST_DAYS; day++) {
        for (let r = 1; r <= rounds; r++) {
          const x = row[day - 1] + ((row[day] - row[day - 1]) * r) / rounds;
          average = movingAverage(average, x, 1 / (days * rounds));
        }
      }
      averages[m * TREND_DAYS.length + h] = average;
    });
  }
  return averages;
}
