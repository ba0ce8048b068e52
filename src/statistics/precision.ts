import type { Functional } from "./functional.ts";
import { parseFunctional } from "./parseFunctional.ts";

/** How precisely a functional of a metric is to be known. */
export interface Precision {
  readonly functional: Functional;
  /** For example "hedge_fund.tech.forced", or a plain column such as "usdjpy.end". */
  readonly series: string;
  /** For example "3d"; undefined for a plain column. */
  readonly window: string | undefined;
  /** Largest half-width of the interval: in the unit of the functional, or as a share of its value where relative. */
  readonly tolerance: number;
  readonly relative: boolean;
  /** Of the interval, in (0, 1). */
  readonly confidence: number;
}

const DEFAULT_CONFIDENCE = 0.95;
const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const CRITERION = new RegExp(
  String.raw`^\s*([^\s(),]+)\s*\(\s*([^\s(),]+)\s*(?:,\s*([^\s(),]+)\s*)?\)\s*within\s+(${NUMBER})\s*(%?)(?:\s*\bat\s+(${NUMBER})\s*%)?\s*$`,
  "i",
);
const EXAMPLE = "es99(hedge_fund.tech.forced,3d) within 2% at 95%";

/**
 * Read a precision such as
 *
 *   es99(hedge_fund.tech.forced,3d) within 2%
 *   mean(all.us_equity.forced,horizon) within 0.5
 *   q95(usdjpy.end) within 0.1% at 99%
 *
 * A tolerance in per cent is relative to the value of the functional, else it is in its unit; the confidence is
 * 95 % unless said otherwise.
 *
 * @throws RangeError saying what was expected, with an example
 */
export function parsePrecision(text: string): Precision {
  const refuse = (expected: string) =>
    new RangeError(`cannot read the precision ${JSON.stringify(text)}: expected ${expected}, for example ${EXAMPLE}`);

  const match = CRITERION.exec(text);
  if (match === null) throw refuse("STATISTIC(SERIES,WINDOW) within TOLERANCE[%] [at CONFIDENCE%]");
  const [, name, series, window, amount, percent, level] = match as unknown as [string, string, string, string | undefined, string, string, string | undefined];
  const functional = parseFunctional(name);
  if (functional === undefined) throw refuse(`a statistic mean, sd, q95, es99 or prob>5, got ${name}`);
  const relative = percent === "%";
  const tolerance = relative ? hundredth(amount) : Number(amount);
  if (!(tolerance > 0 && tolerance < Infinity)) throw refuse("a tolerance above 0");
  const confidence = level === undefined ? DEFAULT_CONFIDENCE : hundredth(level);
  if (!(confidence > 0 && confidence < 1)) throw refuse("a confidence between 0% and 100%");
  return { functional, series, window, tolerance, relative, confidence };
}

/** The name of the column of a precision: `<series>.<window>`, or the series itself. */
export function columnOf({ series, window }: Pick<Precision, "series" | "window">): string {
  return window === undefined ? series : `${series}.${window}`;
}

/** Per cent as a share, rounded once: 99.9 is 0.999. */
function hundredth(decimal: string): number {
  const [digits, exponent = "0"] = decimal.toLowerCase().split("e");
  return Number(`${digits}e${Number(exponent) - 2}`);
}
