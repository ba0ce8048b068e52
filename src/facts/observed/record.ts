/** What was observed at the close of one trading day of New York; what is not known is not there. */
export interface ObservedDay {
  /** As 2024-07-31. */
  readonly date: string;
  /** Yen per dollar, close. */
  readonly usdjpy?: number;
  /** S&P 500, log return since day 0, %. */
  readonly spx?: number;
  /** NASDAQ-100, log return since day 0, %. */
  readonly ndx?: number;
  /** Cboe volatility index, close. */
  readonly vix?: number;
  /** Yield of the 10-year Treasury, %. */
  readonly ust10?: number;
  /** Yield of the 10-year JGB, %; there is none on Japanese holidays. */
  readonly jgb10?: number;
}

/** Net position of non-commercial traders in yen futures on a Tuesday, contracts of JPY 12.5 million; negative is short. */
export interface ObservedPosition {
  /** Trading day of the Tuesday. */
  readonly day: number;
  readonly date: string;
  readonly contracts: number;
}

/** A value and its trading day. */
export interface ObservedValue {
  readonly day: number;
  readonly value: number;
}

/** The days on which a variable was observed, with its values; the index in the record is the trading day. */
export function observedValues(record: readonly ObservedDay[], variable: Exclude<keyof ObservedDay, "date">): ObservedValue[] {
  return record.flatMap(({ [variable]: value }, day) => (value === undefined ? [] : [{ day, value }]));
}
