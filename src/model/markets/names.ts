/** The six markets, in the order of every market vector of the model. */
export const MARKETS = ["fx", "ust", "tech", "equity", "jgb", "other"] as const;
export type Market = (typeof MARKETS)[number];

/** The markets in which an agent holds units; fx is held as cash against yen. */
export const ASSETS = ["ust", "tech", "equity", "jgb", "other"] as const;
export type Asset = (typeof ASSETS)[number];

export const FX = 0;
export const UST = 1;
export const TECH = 2;
export const EQUITY = 3;
export const JGB = 4;
export const OTHER = 5;
export const MARKET_COUNT = 6;
