import fc from "fast-check";
import { expect, test } from "vitest";
import { farthestPoints, mostCentral } from "../../src/calibration/farthestPoints.ts";

const points = (...rows: number[][]) => rows.map((row) => Float64Array.from(row));
const cube = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 30 });
const distance = (a: Float64Array, b: Float64Array) => Math.hypot(a[0] - b[0], a[1] - b[1]);

test("on a line: the far end from what is taken, then the middle of the largest gap", () => {
  const line = points([0.1], [0.2], [0.5], [0.9], [1]);
  expect(farthestPoints(line, points([0]), 3, 0)).toEqual([4, 2, 1]);
});

test("each is chosen once, however many are asked for, and each is the farthest of those left", () => {
  fc.assert(
    fc.property(cube, fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (rows, count, start) => {
      const list = points(...rows);
      const chosen = farthestPoints(list, [], count, start);
      expect(chosen).toHaveLength(Math.min(count, list.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      if (chosen.length > 0) expect(chosen[0]).toBe(Math.floor(start * list.length));
      chosen.slice(1).forEach((index, n) => {
        const gap = (i: number) => Math.min(...chosen.slice(0, n + 1).map((j) => distance(list[i], list[j])));
        const rest = list.map((_, i) => i).filter((i) => !chosen.slice(0, n + 1).includes(i));
        expect(gap(index)).toBeCloseTo(Math.max(...rest.map(gap)), 12);
      });
    }),
  );
});

test("the most central point is a point of the list: the corner of a cross that the arms are nearest to", () => {
  expect(mostCentral(points([0, 0.5], [1, 0.5], [0.5, 0.5], [0.5, 0], [0.5, 1]))).toBe(2);
  expect(mostCentral([])).toBe(-1);
});
