import fc from "fast-check";
import { expect, test } from "vitest";
import { groupMeans, levelsOf } from "../../src/page/levels.ts";

test("few values are shown as they are, numbers ascending", () => {
  expect(levelsOf({ values: [50, -10, 50, 0] })).toEqual({ names: ["−10", "0", "50"], of: [2, 0, 2, 1] });
  expect(levelsOf({ values: ["b", "a", "b"] })).toEqual({ names: ["b", "a"], of: [0, 1, 0] });
});

test("many values fall into ranges in their order, and equal values into the same", () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 30, maxLength: 200 }), (values) => {
    const { names, of } = levelsOf({ values });
    expect(Math.max(...of)).toBeLessThan(names.length);
    for (let i = 1; i < values.length; i++) {
      if (values[i] === values[0]) expect(of[i]).toBe(of[0]);
      if (values[i] > values[0]) expect(of[i]).toBeGreaterThanOrEqual(of[0]);
    }
  }));
});

test("ranges of a hundred different values hold twenty each", () => {
  const { of } = levelsOf({ values: Array.from({ length: 100 }, (_, i) => (i * 37) % 100) });
  expect([0, 1, 2, 3, 4].map((range) => of.filter((each) => each === range).length)).toEqual([20, 20, 20, 20, 20]);
});

test("means are over the values that are known", () => {
  expect(groupMeans([1, 3, null, 5], [0, 0, 1, 2], 4)).toEqual({ mean: [2, null, 5, null], count: [2, 0, 1, 0] });
});
