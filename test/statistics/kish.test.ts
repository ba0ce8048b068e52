import { expect, test } from "vitest";
import { kish, kishBeyond } from "../../src/statistics/kish.ts";
import { outsideLargestAtom } from "../../src/statistics/outsideLargestAtom.ts";

test("equal weights count their number, one heavy weight counts as little more than one", () => {
  expect(kish([0.5, 0.5, 0.5])).toBe(3);
  expect(kish([3, 1])).toBeCloseTo(1.6, 15);
  expect(kish([1000, 1, 1])).toBeCloseTo(1.004, 3);
  expect(kish([])).toBe(0);
});

test("the tail takes equal values in the order of the paths", () => {
  const values = Float64Array.of(5, 7, 5, 1);
  // Upper half of weight 8: 7 (weight 2), then the first 5 (weight 1); the second 5 (weight 3) goes beyond 4.
  expect(kishBeyond(values, 0.5, "upper", Float64Array.of(1, 2, 3, 2))).toBeCloseTo(9 / 5, 15);
  expect(kishBeyond(values, 0.5, "lower", Float64Array.of(1, 2, 3, 2))).toBeCloseTo(9 / 5, 15);
});

test("outside the largest atom", () => {
  expect(outsideLargestAtom(Float64Array.of(0, 0, 0, 1, 2))).toBe(2);
  expect(outsideLargestAtom(Float64Array.of(1, 2, 2))).toBe(1);
  expect(outsideLargestAtom(Float64Array.of(3))).toBe(0);
});
