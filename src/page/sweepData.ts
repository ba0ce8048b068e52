import type { Choice, Interval } from "./runData.ts";

/** A parameter of a sweep with its value at every point. */
export interface Factor extends Choice {
  readonly unit: string;
  readonly values: readonly (number | string)[];
}

/** A number per point with its 95 % interval, for one metric and statistic. */
export interface PointValues {
  /** Positions in the lists of `SweepData`. */
  readonly metric: number;
  readonly statistic: number;
  readonly value: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

/** A row of sensitivity.arrow. */
export interface Sensitivity {
  readonly metric: number;
  readonly statistic: number;
  readonly index: string;
  readonly parameter: string;
  /** The other parameter of a second-order index, or "". */
  readonly other: string;
  readonly estimate: Interval;
}

/** What the page of a sweep shows, as plain JSON. */
export interface SweepData {
  readonly type: "sweep";
  readonly scenario: string;
  /** Of all points together. */
  readonly paths: number;
  readonly folder: string;
  readonly notes: readonly string[];
  readonly factors: readonly Factor[];
  readonly metrics: readonly (Choice & { readonly unit: string })[];
  readonly statistics: readonly Choice[];
  /** What is shown first: positions of metric and statistic. */
  readonly first: readonly [metric: number, statistic: number];
  /** Numbers of the points, as in points.arrow; arrays per point are in this order. */
  readonly points: readonly number[];
  readonly summary: readonly PointValues[];
  /** Differences from the reference, where the sweep has one; null at the reference. */
  readonly contrasts: readonly PointValues[];
  readonly reference: string;
  readonly sensitivity: readonly Sensitivity[];
}
