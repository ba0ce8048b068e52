import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agrees } from "../../src/facts/measured.ts";
import { judge, type Judged, within } from "../../src/facts/target.ts";
import { noRuns, quantityOf } from "./madeUp.ts";

/** Eighths are exact: sums and differences of them too. */
const number = fc.integer({ min: -8000, max: 8000 }).map((n) => n / 8);
const sample = fc.array(number, { minLength: 1, maxLength: 40 });
/** A range around what was observed; one end may be infinite. */
const range = fc.tuple(number, fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 8000 }), fc.constantFrom("both", "least", "most")).map(([observed, below, above, ends]) => ({
  observed, range: [ends === "most" ? -Infinity : observed - below / 8, ends === "least" ? Infinity : observed + above / 8] as const,
}));

const judged = (values: readonly number[], observed: number, low: number, high: number): Judged => judge(quantityOf(values, observed, [low, high]), noRuns);

test("1 … 11: median 6, quantiles of type 7, half of the middle 68 %, and 1.2533 s/√n as the median's error", () => {
  const values = Array.from({ length: 11 }, (_, n) => 11 - n);
  const found = judged(values, 7, 5, 9);
  expect(found).toMatchObject({ n: 11, median: 6, q05: 1.5, q10: 2, q90: 10, q95: 10.5, distance: 0 });
  expect(found.spread).toBeCloseTo(3.4, 12);
  // √(π/2) of a normal sample's standard deviation over √n
  expect(found.error).toBeCloseTo((Math.sqrt(Math.PI / 2) * 3.4) / Math.sqrt(11), 4);
});

test("the percentile counts paths below, and ties half", () => {
  expect(judged([1, 2, 2, 3], 2, 0, 4).percentile).toBe(0.5);
  expect(judged([1, 2, 2, 3], 3, 0, 4).percentile).toBe(0.875);
  expect(judged([2, 2, 2], 2, 0, 4).percentile).toBe(0.5);
  expect(judged([1, 2, 3], 0, 0, 4).percentile).toBe(0);
  expect(judged([1, 2, 3], 4, 0, 4).percentile).toBe(1);
});

test("percentiles of a sample and of its mirror image add up to 1, whatever the ties", () => {
  fc.assert(fc.property(sample, number, (values, observed) => {
    const mirrored = judged(values.map((x) => -x), -observed, -1e4, 1e4).percentile;
    expect(judged(values, observed, -1e4, 1e4).percentile + mirrored).toBeCloseTo(1, 12);
  }));
});

test("the distance is 0 exactly where the median lies in the range, and what is missing elsewhere", () => {
  fc.assert(fc.property(sample, range, (values, { observed, range: [low, high] }) => {
    const { median, distance } = judged(values, observed, low, high);
    expect(distance === 0).toBe(low <= median && median <= high);
    if (median > high) expect(distance).toBe(median - high);
    if (median < low) expect(distance).toBe(low - median);
  }));
});

test("a quantity agrees when its median is in the range or history is between the 10 and 90 % quantiles, and only then", () => {
  fc.assert(fc.property(sample, range, (values, { observed, range: [low, high] }) => {
    const found = judged(values, observed, low, high);
    expect(agrees(found)).toBe(found.distance === 0 || (found.q10 <= observed && observed <= found.q90));
  }));
});

test("the order of paths does not matter, and the sample is left as it was", () => {
  fc.assert(fc.property(sample, number, (values, observed) => {
    const given = Float64Array.from(values);
    const one = judge({ ...quantityOf([], observed, [-5, 5]), sample: () => given }, noRuns);
    expect([...given]).toEqual(values);
    const { quantity: _, ...forward } = one;
    const { quantity: __, ...backward } = judged(values.toReversed(), observed, -5, 5);
    expect(backward).toEqual(forward);
  }));
});

describe("a verdict can fail", () => {
  const tight = Array.from({ length: 101 }, (_, n) => n / 1000);

  test("where paths are certain and history is elsewhere", () => {
    const found = judged(tight, -3.9, -4.9, -2.9);
    expect(agrees(found)).toBe(false);
    expect(found).toMatchObject({ percentile: 0, median: 0.05 });
    expect(found.distance).toBeCloseTo(2.95, 12);
  });

  test("where history is one path in a hundred, although it is possible", () => {
    expect(agrees(judged([...Array<number>(99).fill(0), -4], -4, -5, -3))).toBe(false);
  });

  test.each<[string, number[]]>([
    ["there are no numbers", []],
    ["no number is defined", [NaN, NaN, NaN]],
    ["one number of many is not defined", [1, 1, 1, 1, NaN]],
    ["a number is infinite", [1, 1, 1, 1, Infinity]],
    ["a number is minus infinity", [-Infinity, 1, 1, 1, 1]],
  ])("where %s: there is no median, and nothing agrees, whatever the range", (_, values) => {
    for (const range of [[0, 2], [-Infinity, 2], [0, Infinity]] as const) {
      const found = judged(values, 1, range[0], range[1]);
      expect(found).toMatchObject({ n: values.length, median: NaN, spread: NaN, error: NaN, q05: NaN, q10: NaN, q90: NaN, q95: NaN, percentile: NaN, distance: NaN });
      expect(agrees(found)).toBe(false);
    }
  });
});

test("a range with one end: any median beyond it agrees, with a tolerance that JSON can say", () => {
  const far = judged([400, 400, 400], 23.5, 0, Infinity);
  expect(agrees(far)).toBe(true);
  expect(Number.isFinite(far.tolerance)).toBe(true);
  expect(agrees(judged([-1, -1, -1], 23.5, 0, Infinity))).toBe(false);
  expect(judged([-1, -1, -1], 23.5, 0, Infinity)).toMatchObject({ tolerance: 23.5, distance: 1 });
});

test("the tolerance is that of the side on which the median lies", () => {
  expect(judged([1], 3, 0, 4).tolerance).toBe(3);
  expect(judged([5], 3, 0, 4).tolerance).toBe(1);
});

test("within: observed ± tolerance", () => {
  expect(within(-4, 1.5)).toEqual({ observed: -4, range: [-5.5, -2.5] });
});
