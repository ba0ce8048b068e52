/** Names for the numbers of the model; they carry a unit, not a check. */

/** Billions of US dollars. */
export type UsdBn = number;
/** Billions of Japanese yen. */
export type JpyBn = number;
/** US dollars per yen. */
export type DollarPerYen = number;
/** Units of an asset; one unit is worth 1 USD bn (jgb: 1 JPY bn) at t = 0. */
export type Units = number;
/** Price of one unit relative to t = 0. */
export type Price = number;
/** Percent per year, as rates and yields are quoted. */
export type Percent = number;
/** A share between 0 and 1. */
export type Share = number;

export const TRADING_DAYS_PER_YEAR = 252;

