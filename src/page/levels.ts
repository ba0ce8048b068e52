import { exact } from "./show.ts";
import type { Factor } from "./sweepData.ts";

/** Groups that the points fall into by the value of a factor. */
export interface Levels {
  readonly names: readonly string[];
  /** Per point, its group. */
  readonly of: readonly number[];
}

/** Different values that are shown as they are, at most; more are put into ranges. */
const MOST_VALUES = 12;
/** Ranges of a sampled factor, with as many points each. */
const RANGES = 5;

/** The values of a factor, ascending where they are numbers; or, of a sampled factor, ranges with equally many points. */
export function levelsOf({ values }: Pick<Factor, "values">): Levels {
  const numeric = values.every((value) => typeof value === "number");
  const distinct = [...new Set(values)];
  if (numeric) distinct.sort((a, b) => (a as number) - (b as number));
  if (!numeric || distinct.length <= MOST_VALUES) {
    const place = new Map(distinct.map((value, i) => [value, i]));
    return { names: distinct.map((value) => (typeof value === "number" ? exact(value) : value)), of: values.map((value) => place.get(value)!) };
  }
  // Equal values stay together: a range begins at the first value of its share.
  const sorted = (values as number[]).toSorted((a, b) => a - b);
  const starts = [...new Set(Array.from({ length: RANGES }, (_, i) => sorted[Math.floor((i * sorted.length) / RANGES)]))];
  const of = (values as number[]).map((value) => starts.findLastIndex((start) => start <= value));
  const last = (range: number) => Math.max(...(values as number[]).filter((_, i) => of[i] === range));
  return { names: starts.map((start, range) => `${exact(start)} to ${exact(last(range))}`), of };
}

/** Mean of the known values in each group, null where there is none, and how many there are. */
export function groupMeans(values: readonly (number | null)[], of: readonly number[], groups: number): { readonly mean: (number | null)[]; readonly count: number[] } {
  const sum = Array.from({ length: groups }, () => 0);
  const count = Array.from({ length: groups }, () => 0);
  values.forEach((value, i) => {
    if (value === null) return;
    sum[of[i]] += value;
    count[of[i]] += 1;
  });
  return { mean: sum.map((total, g) => (count[g] === 0 ? null : total / count[g])), count };
}
