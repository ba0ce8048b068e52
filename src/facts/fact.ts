import type { Estimate } from "../statistics/estimate.ts";
import { addPair, meanDifference, noPairs } from "../statistics/pairedMoments.ts";
import { quantile } from "../statistics/quantile.ts";
import type { Runs } from "./scenarioPaths.ts";

/** What the simulation says of one part of a fact. */
export interface Finding {
  /** Median over paths, or an estimate. */
  readonly value: number;
  /** 5 and 95 % quantiles over paths, or the 95 % interval of the estimate. */
  readonly low: number;
  readonly high: number;
  readonly span: "paths" | "interval";
  /** Undefined: reported, not judged. */
  readonly met: boolean | undefined;
  /** How far it is from its criterion, in its unit; 0 when met or not judged. */
  readonly distance: number;
}

export interface Part {
  /** Short and unique, such as q1_sales. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** As published; NaN where the criterion has no such number. */
  readonly published: number;
  readonly criterion: string;
  readonly find: (runs: Runs) => Finding;
}

/** A row of the fact sheet. It is reproduced when every part that is judged is met. */
export interface Fact {
  /** F1 … F16. */
  readonly id: string;
  readonly title: string;
  /** The published figure in words. */
  readonly figure: string;
  /** An input: the simulation starts there; nothing is shown by that. */
  readonly kind: "output" | "input" | "input and output";
  readonly scenarios: string;
  readonly rules: readonly string[];
  readonly parts: readonly Part[];
}

/** Distance of a number from an interval. */
const outside = (x: number, low: number, high: number): number => Math.max(low - x, x - high, 0);

/** What a sample shows: its median, and its 5 and 95 % quantiles; and any other quantile of it. */
function shownBy(sample: Float64Array): { paths: Pick<Finding, "value" | "low" | "high" | "span">; q: (p: number) => number } {
  const sorted = sample.slice().sort();
  const q = (p: number): number => quantile(sorted, p);
  return { paths: { value: q(0.5), low: q(0.05), high: q(0.95), span: "paths" }, q };
}

/** A distribution that is reported. */
export function reported(sample: Float64Array): Finding {
  return { ...shownBy(sample).paths, met: undefined, distance: 0 };
}

/** Does `published` lie between two quantiles of the paths? */
export function covers(sample: Float64Array, published: number, from: number, to: number): Finding {
  const { paths, q } = shownBy(sample);
  const distance = outside(published, q(from), q(to));
  return { ...paths, met: distance === 0, distance };
}

/** Does the quantile at level p lie in [least, most]? */
export function quantileIn(sample: Float64Array, p: number, least: number, most: number): Finding {
  const { paths, q } = shownBy(sample);
  const distance = outside(q(p), least, most);
  return { ...paths, met: distance === 0, distance };
}

/** Does a number lie in [least, most]? The interval tells how well it is known. */
export function estimateIn({ value, ciLow, ciHigh }: Estimate, least: number, most: number): Finding {
  const distance = outside(value, least, most);
  return { value, low: ciLow, high: ciHigh, span: "interval", met: distance === 0, distance };
}

/** Is a number above a threshold with 95 % confidence? */
export function surelyAbove({ value, ciLow, ciHigh }: Estimate, threshold: number): Finding {
  const distance = Math.max(0, threshold - ciLow);
  return { value, low: ciLow, high: ciHigh, span: "interval", met: ciLow > threshold, distance };
}

/** A number that the scenario starts from. */
export function startsAt(value: number, low: number, high: number): Finding {
  return estimateIn({ value, ciLow: value, ciHigh: value }, low, high);
}

/** Mean of b − a over the same paths, with its 95 % interval. */
export function meanOfDifferences(a: Float64Array, b: Float64Array): Estimate {
  const pairs = noPairs();
  a.forEach((x, path) => addPair(pairs, x, b[path]));
  return meanDifference(pairs);
}
