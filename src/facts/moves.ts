import { at, each, type ScenarioPaths } from "./scenarioPaths.ts";

/** Size of a yen futures contract, JPY bn. */
const CONTRACT = 0.0125;

/** Return of USDJPY between the closes of two days, percent. */
export function usdjpyReturn(run: ScenarioPaths, from: number, to: number): Float64Array {
  return each([at(run, "usdjpy", from), at(run, "usdjpy", to)], (a, b) => 100 * (b / a - 1));
}

const simple = (logReturn: number): number => 100 * (Math.exp(logReturn / 100) - 1);

/** Return of the NASDAQ-100, for which technology equity stands, percent. */
export function ndxReturn(run: ScenarioPaths, from: number, to: number): Float64Array {
  return each([at(run, "tech", from), at(run, "tech", to)], (a, b) => simple(b - a));
}

/** Return of the S&P 500, a third technology, percent. */
export function spxReturn(run: ScenarioPaths, from: number, to: number): Float64Array {
  const columns = [at(run, "tech", from), at(run, "tech", to), at(run, "equity", from), at(run, "equity", to)];
  return each(columns, (a, b, c, d) => simple(b - a) / 3 + (2 * simple(d - c)) / 3);
}

/** Change of a yield, basis points. */
export function yieldChange(run: ScenarioPaths, market: "ust" | "jgb", from: number, to: number): Float64Array {
  return each([at(run, `${market}_yield`, from), at(run, `${market}_yield`, to)], (a, b) => 100 * (b - a));
}

/** Net speculative position, thousand contracts short: the dollars of the model at the day's rate. */
export function contractsShort(run: ScenarioPaths, day: number): Float64Array {
  return each([at(run, "net_speculative_short", day), at(run, "usdjpy", day)], (usd, usdjpy) => (usd * usdjpy) / CONTRACT / 1000);
}

/** Days, from `from` to `last`. */
export function days(from: number, last: number): number[] {
  return Array.from({ length: last - from + 1 }, (_, n) => from + n);
}

/** The first day of several on which a condition on that day's values holds, path by path; `otherwise` where it never does. */
export function firstDay(
  series: readonly (readonly [day: number, values: Float64Array])[], holds: (value: number, path: number) => boolean, otherwise: number,
): Float64Array {
  return series[0][1].map((_, path) => series.find(([, values]) => holds(values[path], path))?.[0] ?? otherwise);
}
