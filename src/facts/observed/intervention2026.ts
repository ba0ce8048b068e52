import type { ObservedDay, ObservedPosition } from "./record.ts";

/**
 * Closes from 27 April to 26 June 2026 by trading day of the New York Stock Exchange, day 0 first: index 3 is 30 April
 * (intervention of about USD 35 bn), 21 is 27 May (end of the period of account), 29 is 8 June.
 *
 * Few closes of USDJPY are known. Those of 7 and 28 May follow from the changes over five and twenty sessions that are,
 * −2.1 and −0.6 % of the 160.2 before the intervention; on 8 June its fall was undone.
 *
 * Source: USDJPY, investing.com and Yahoo; NASDAQ-100, FRED NASDAQ100; VIX, Cboe.
 */
export const INTERVENTION_2026: readonly ObservedDay[] = (
  [
    // date, NASDAQ-100 (log return since day 0, %), VIX, USDJPY where known
    ["2026-04-27", 0, 18.02, 159.36],
    ["2026-04-28", -1.02, 17.83],
    ["2026-04-29", -0.44, 18.81, 160.2],
    ["2026-04-30", 0.53, 16.89, 157.0],
    ["2026-05-01", 1.47, 16.99],
    ["2026-05-04", 1.26, 18.29],
    ["2026-05-05", 2.56, 17.38],
    ["2026-05-06", 4.63, 17.39],
    ["2026-05-07", 4.51, 17.08, 156.8],
    ["2026-05-08", 6.83, 17.19],
    ["2026-05-11", 7.12, 18.38],
    ["2026-05-12", 6.24, 17.99],
    ["2026-05-13", 7.28, 17.87],
    ["2026-05-14", 8, 17.26],
    ["2026-05-15", 6.45, 18.43],
    ["2026-05-18", 6, 17.82],
    ["2026-05-19", 5.39, 18.06],
    ["2026-05-20", 7.04, 17.44],
    ["2026-05-21", 7.24, 16.76],
    ["2026-05-22", 7.67, 16.7],
    ["2026-05-26", 9.41, 17.01],
    ["2026-05-27", 9.32, 16.29],
    ["2026-05-28", 10.15, 15.74, 159.2],
    ["2026-05-29", 10.51, 15.32],
    ["2026-06-01", 11.11, 16.05],
    ["2026-06-02", 11.59, 15.77],
    ["2026-06-03", 11.3, 16.06],
    ["2026-06-04", 10.76, 15.4],
    ["2026-06-05", 5.87, 21.51],
    ["2026-06-08", 7.44, 18.92, 160.2],
    ["2026-06-09", 6.31, 19.87],
    ["2026-06-10", 4.31, 22.22],
    ["2026-06-11", 7.55, 19.44],
    ["2026-06-12", 8.19, 17.68],
    ["2026-06-15", 11.21, 16.2],
    ["2026-06-16", 9.3, 16.41],
    ["2026-06-17", 8.31, 18.44],
    ["2026-06-18", 10.76, 16.4],
    ["2026-06-22", 10.56, 17.28],
    ["2026-06-23", 7.21, 19.49],
    ["2026-06-24", 6.78, 18.63],
    ["2026-06-25", 7.53, 18.89],
    ["2026-06-26", 6.43, 18.41],
  ] satisfies Row[]
).map(([date, ndx, vix, usdjpy]: Row) => ({ date, usdjpy, ndx, vix }));

type Row = [date: string, ndx: number, vix: number, usdjpy?: number];

/**
 * Net yen futures of non-commercial traders, Tuesdays from 28 April to 23 June 2026.
 *
 * Source: Commodity Futures Trading Commission, Commitments of Traders, legacy report, futures only.
 */
export const POSITIONS_OF_INTERVENTION_2026: readonly ObservedPosition[] = [
  { day: 1, date: "2026-04-28", contracts: -102_059 },
  { day: 6, date: "2026-05-05", contracts: -61_738 },
  { day: 11, date: "2026-05-12", contracts: -75_102 },
  { day: 16, date: "2026-05-19", contracts: -93_905 },
  { day: 20, date: "2026-05-26", contracts: -114_667 },
  { day: 25, date: "2026-06-02", contracts: -129_567 },
  { day: 30, date: "2026-06-09", contracts: -145_818 },
  { day: 35, date: "2026-06-16", contracts: -150_132 },
  { day: 39, date: "2026-06-23", contracts: -146_104 },
];
