/**
 * What the page of a run shows, as plain JSON: NaN, which JSON lacks, is null.
 * Sales are dollars sold net of purchases, USD bn.
 */

/** A name of the files, and what a reader is shown. */
export interface Choice {
  readonly name: string;
  readonly title: string;
}

/** A number with the ends of its 95 % interval; null where there are too few paths for one. */
export type Interval = readonly [value: number | null, low: number | null, high: number | null];

/** Counts of paths in touching bins: bin i reaches from edges[i] to edges[i + 1]. */
export interface Bins {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

/** Probability to be larger than each threshold, ascending, with its 95 % interval. */
export interface Tail {
  readonly threshold: readonly number[];
  readonly probability: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The paths with the largest values, the largest first. */
export interface Worst {
  readonly path: readonly number[];
  readonly value: readonly number[];
}

/** What is known of one distribution of sales over the paths. */
export interface Sales {
  /** Positions in the lists of `SalesData`. */
  readonly kind: number;
  readonly asset: number;
  readonly cause: number;
  readonly window: number;
  /** In the order of `SalesData.statistics`. */
  readonly estimates: readonly Interval[];
  readonly bins: Bins | null;
  /** Null where no path sells. */
  readonly tail: Tail | null;
  readonly worst: Worst | null;
}

export interface SalesData {
  readonly kinds: readonly Choice[];
  readonly assets: readonly Choice[];
  readonly causes: readonly Choice[];
  readonly windows: readonly Choice[];
  readonly statistics: readonly Choice[];
  readonly distributions: readonly Sales[];
}

/** A variable from day to day. */
export interface Variable extends Choice {
  readonly unit: string;
  /** Per statistic of `TimelineData.statistics`, a value per day of `days`. */
  readonly values: readonly (readonly (number | null)[])[];
}

export interface TimelineData {
  readonly days: readonly number[];
  readonly statistics: readonly string[];
  readonly variables: readonly Variable[];
}

/** A move of a market on the paths and on their frozen twins; larger is worse. */
export interface TwinMove extends Choice {
  readonly unit: string;
  /** The thresholds of both are the same. */
  readonly path: Tail;
  readonly frozen: Tail;
  /** Mean of the paths over that of their twins, and their mean difference. */
  readonly ratio: Interval;
  readonly difference: Interval;
  /** Paths grouped by the move of their twin, groups of the same size: means, and the 5 and 95 % quantiles of the paths. */
  readonly groups: { readonly frozen: readonly number[]; readonly mean: readonly number[]; readonly low: readonly number[]; readonly high: readonly number[] };
}

/** The agents most at risk: those that lead by one of the measures. */
export interface AgentsData {
  readonly kinds: readonly Choice[];
  readonly measures: readonly (Choice & { readonly unit: string })[];
  /** Of a kind, its agents, all of them counted. */
  readonly counts: readonly number[];
  readonly rows: readonly AgentRow[];
  /** Per measure, how many of the leaders are among the rows. */
  readonly shown: number;
}

export interface AgentRow {
  readonly kind: number;
  readonly agent: number;
  /** In the order of `measures`. */
  readonly values: readonly (number | null)[];
}

export interface RunData {
  readonly type: "run";
  /** "name-1a2b3c4d", and how many paths: said below every figure. */
  readonly scenario: string;
  readonly paths: number;
  readonly days: number;
  /** What the scenario scripts. */
  readonly events: readonly { readonly day: number; readonly name: string }[];
  /** The run folder, as commands name it. */
  readonly folder: string;
  /** What is left out of the page, in sentences. */
  readonly notes: readonly string[];
  readonly sales: SalesData;
  readonly timeline: TimelineData;
  readonly twins: readonly TwinMove[];
  readonly agents: AgentsData;
}
