import { exp, log } from "../model/elementary.ts";

/**
 * Coefficients of `vixProxy`, with heteroskedasticity-consistent standard errors (White 1980):
 * 0.0086, 0.0032, 0.0032 and 0.0064.
 *
 * Fitted by least squares to 2,135 daily closes from 5 January 2016 to 28 June 2024: R² 0.67; every year predicted
 * from the others 0.65; September 2024 to December 2025, on which nothing was fitted, 0.73. The standard deviation of
 * what is left is 4.5 % of the VIX a day. The closes of the S&P 500 that are public begin in 2016.
 *
 * The square of z in place of min(z, 0) fits as well (0.66 across years) but grows fastest where there are no data; the
 * return itself in place of z fits worse (0.45). Realized volatility of 5, 10 or 21 days and the return of the day
 * before add less than 0.01.
 *
 * Source: FRED SP500; Cboe VIX; least squares.
 */
export const VIX_PROXY = { level: 0.089, reversion: 0.0366, shock: -0.0436, fall: -0.0619 } as const;

/** Trading days of a year, as the Cboe index counts them in volatilities of a day. */
const DAYS_PER_YEAR = 252;

/**
 * The Cboe volatility index that a path of S&P 500 returns makes one expect, day by day:
 *
 *   ln V_t = ln V_{t−1} + level − reversion·ln V_{t−1} + shock·z_t + fall·min(z_t, 0),   z_t = r_t/(V_{t−1}/(100·√252))
 *
 * z is the return in units of what the index itself said a day's return would be: a fall weighs more than a rise, and
 * more in a calm than in a storm. It is an expectation: a jump of the index beyond what the closes of the S&P 500 say,
 * as on 5 August 2024 (27.6 here, 38.6 observed), is not in it.
 *
 * Source: Whaley (2009), Journal of Portfolio Management 35(3), 98–105, for the two slopes.
 *
 * @param start index at the close of day 0, such as 12
 * @param returns daily log returns of the S&P 500, day 1 first; 0.01 is 1 %
 * @returns the index at each close, day 0 first: one value more than returns
 * @throws RangeError when the start is not above 0 or a return is not finite
 */
export function vixProxy(start: number, returns: ArrayLike<number>): number[] {
  if (!(start > 0 && start < Infinity)) throw new RangeError(`a VIX of ${start}: it must be above 0`);
  const path = [start];
  for (let t = 0; t < returns.length; t++) {
    if (!Number.isFinite(returns[t])) throw new RangeError(`the return of day ${t + 1} is ${returns[t]}`);
    const before = path[t];
    const z = (returns[t] * 100 * Math.sqrt(DAYS_PER_YEAR)) / before;
    const { level, reversion, shock, fall } = VIX_PROXY;
    path.push(before * exp(level - reversion * log(before) + shock * z + fall * Math.min(z, 0)));
  }
  return path;
}
