import { log } from "../model/elementary.ts";
import { correlation } from "../statistics/correlation.ts";

export interface Span {
  readonly low: number;
  readonly high: number;
}

/** How two positive parameters go together in a set of points. */
export interface Ridge {
  readonly first: Span;
  readonly second: Span;
  /** What is narrower, first/second or first·second, and its range. */
  readonly combination: "ratio" | "product";
  readonly span: Span;
  /** Of the logarithms; NaN below three points, or where one of them is the same everywhere. */
  readonly correlation: number;
  /** Logarithmic width of the combination over the smaller one of the parameters: near 0, nothing else matters. */
  readonly width: number;
}

/** Below this width the points say of the two parameters hardly more than their combination. */
export const NARROW = 1 / 3;

/** Any two points lie on a line. */
const LEAST_POINTS = 3;

/**
 * Do two parameters enter only through their ratio or product? On logarithmic scales both are straight lines: a set
 * of points that only one of them restricts is a ridge along it, with a correlation near 1 or −1.
 *
 * Source: Gutenkunst et al. (2007), "Universally sloppy parameter sensitivities", PLOS Computational Biology 3(10),
 * e189, for parameter sets that data restrict in few directions.
 *
 * @throws RangeError when a value is not positive, or there are none
 */
export function ridge(first: readonly number[], second: readonly number[]): Ridge {
  if (first.length === 0 || first.length !== second.length) throw new RangeError("a ridge needs as many values of one parameter as of the other, and one at least");
  if (![...first, ...second].every((value) => value > 0)) throw new RangeError("a ridge needs positive values");
  const ratio = span(first.map((value, i) => value / second[i]));
  const product = span(first.map((value, i) => value * second[i]));
  const isRatio = width(ratio) <= width(product);
  const narrower = isRatio ? ratio : product;
  const [own, other] = [span(first), span(second)];
  const widest = Math.min(width(own), width(other));
  return {
    first: own,
    second: other,
    combination: isRatio ? "ratio" : "product",
    span: narrower,
    correlation: first.length < LEAST_POINTS ? NaN : correlation(first.map(log), second.map(log)),
    width: widest === 0 ? NaN : width(narrower) / widest,
  };
}

function span(values: readonly number[]): Span {
  return { low: values.reduce((a, b) => Math.min(a, b)), high: values.reduce((a, b) => Math.max(a, b)) };
}

function width({ low, high }: Span): number {
  return log(high / low);
}
