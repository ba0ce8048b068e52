import type { ObservedDay, ObservedPosition } from "./record.ts";

/**
 * Closes from 2 July to 30 August 2024 by trading day of the New York Stock Exchange, day 0 first: index 20 is
 * 31 July (Bank of Japan), 23 is 5 August (trough), 42 is 30 August. 4 July is no trading day.
 *
 * USDJPY ends with 16 August. What is public for the days after it is FRED's noon rate, which differs from the close
 * by up to 1.0 yen in these weeks: a line that changed its hour would show a move that nobody saw.
 *
 * Source: USDJPY, investing.com, close; S&P 500, NASDAQ-100 and Treasury yield, FRED SP500, NASDAQ100 and DGS10; VIX,
 * Cboe; JGB yield, Ministry of Finance of Japan, curve of constant maturities.
 */
export const AUGUST_2024: readonly ObservedDay[] = (
  [
    // date, USDJPY, S&P 500 and NASDAQ-100 (log return since day 0, %), VIX, Treasury and JGB yield (%)
    ["2024-07-02", 161.44, 0, 0, 12.03, 4.43, 1.104],
    ["2024-07-03", 161.68, 0.51, 0.87, 12.09, 4.36, 1.1],
    ["2024-07-05", 160.72, 1.05, 1.88, 12.48, 4.28, 1.072],
    ["2024-07-08", 160.81, 1.15, 2.11, 12.37, 4.28, 1.092],
    ["2024-07-09", 161.31, 1.23, 2.18, 12.51, 4.3, 1.079],
    ["2024-07-10", 161.67, 2.24, 3.26, 12.85, 4.28, 1.093],
    ["2024-07-11", 158.8, 1.36, 0.99, 12.92, 4.2, 1.089],
    ["2024-07-12", 157.89, 1.91, 1.58, 12.46, 4.18, 1.055],
    ["2024-07-15", 158.01, 2.19, 1.86, 13.12, 4.23, undefined],
    ["2024-07-16", 158.34, 2.83, 1.91, 13.19, 4.17, 1.032],
    ["2024-07-17", 156.16, 1.43, -1.07, 14.48, 4.16, 1.042],
    ["2024-07-18", 157.37, 0.64, -1.54, 15.93, 4.2, 1.047],
    ["2024-07-19", 157.49, -0.07, -2.48, 16.52, 4.25, 1.053],
    ["2024-07-22", 157, 1, -0.95, 14.91, 4.26, 1.063],
    ["2024-07-23", 155.58, 0.84, -1.3, 14.72, 4.25, 1.073],
    ["2024-07-24", 153.87, -1.5, -5.02, 18.04, 4.28, 1.084],
    ["2024-07-25", 153.93, -2.01, -6.08, 18.46, 4.27, 1.078],
    ["2024-07-26", 153.72, -0.91, -5.06, 16.39, 4.2, 1.068],
    ["2024-07-29", 154.01, -0.83, -4.88, 16.6, 4.17, 1.041],
    ["2024-07-30", 152.76, -1.33, -6.27, 17.69, 4.15, 1.012],
    ["2024-07-31", 149.98, 0.24, -3.3, 16.36, 4.09, 1.07],
    ["2024-08-01", 149.36, -1.14, -5.77, 18.59, 3.99, 1.046],
    ["2024-08-02", 146.54, -2.99, -8.18, 23.39, 3.8, 0.974],
    ["2024-08-05", 144.17, -6.04, -11.18, 38.57, 3.78, 0.781],
    ["2024-08-06", 144.3, -5.01, -10.16, 27.71, 3.9, 0.908],
    ["2024-08-07", 146.69, -5.78, -11.34, 27.85, 3.96, 0.899],
    ["2024-08-08", 147.28, -3.5, -8.32, 23.79, 3.99, 0.855],
    ["2024-08-09", 146.61, -3.04, -7.78, 20.37, 3.94, 0.881],
    ["2024-08-12", 147.19, -3.03, -7.63, 20.71, 3.9, undefined],
    ["2024-08-13", 146.82, -1.36, -5.15, 18.12, 3.85, 0.869],
    ["2024-08-14", 147.31, -0.98, -5.07, 16.19, 3.83, 0.833],
    ["2024-08-15", 149.27, 0.62, -2.64, 15.23, 3.92, 0.861],
    ["2024-08-16", 147.58, 0.82, -2.55, 14.8, 3.89, 0.898],
    ["2024-08-19", undefined, 1.79, -1.23, 14.65, 3.86, 0.914],
    ["2024-08-20", undefined, 1.59, -1.47, 15.88, 3.82, 0.916],
    ["2024-08-21", undefined, 2.01, -0.94, 16.27, 3.79, 0.896],
    ["2024-08-22", undefined, 1.11, -2.63, 17.55, 3.86, 0.9],
    ["2024-08-23", undefined, 2.25, -1.46, 15.86, 3.81, 0.919],
    ["2024-08-26", undefined, 1.94, -2.51, 16.15, 3.82, 0.91],
    ["2024-08-27", undefined, 2.1, -2.17, 15.43, 3.83, 0.906],
    ["2024-08-28", undefined, 1.5, -3.36, 17.11, 3.84, 0.921],
    ["2024-08-29", undefined, 1.49, -3.49, 15.65, 3.87, 0.917],
    ["2024-08-30", undefined, 2.5, -2.21, 15, 3.91, 0.922],
  ] satisfies Row[]
).map(([date, usdjpy, spx, ndx, vix, ust10, jgb10]) => ({ date, usdjpy, spx, ndx, vix, ust10, jgb10 }));

type Row = [date: string, usdjpy: number | undefined, spx: number, ndx: number, vix: number, ust10: number, jgb10: number | undefined];

/** The low of USDJPY within 5 August 2024, the least of the whole record. Source: investing.com. */
export const TROUGH_OF_AUGUST_2024 = { day: 23, usdjpy: 141.68 } as const;

/**
 * Net yen futures of non-commercial traders, Tuesdays from 2 July to 27 August 2024.
 *
 * Source: Commodity Futures Trading Commission, Commitments of Traders, legacy report, futures only.
 */
export const POSITIONS_OF_AUGUST_2024: readonly ObservedPosition[] = [
  { day: 0, date: "2024-07-02", contracts: -184_223 },
  { day: 4, date: "2024-07-09", contracts: -182_033 },
  { day: 9, date: "2024-07-16", contracts: -151_072 },
  { day: 14, date: "2024-07-23", contracts: -107_108 },
  { day: 19, date: "2024-07-30", contracts: -73_460 },
  { day: 24, date: "2024-08-06", contracts: -11_354 },
  { day: 29, date: "2024-08-13", contracts: 23_104 },
  { day: 34, date: "2024-08-20", contracts: 23_585 },
  { day: 39, date: "2024-08-27", contracts: 25_868 },
];
