import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { averageOver, nearestPoints } from "../../src/calibration/nearestPoints.ts";

const line = [0, 1, 2, 4, 8].map((x) => Float64Array.of(x));

test("by hand: of the points 0, 1, 2, 4, 8 the three nearest to 1 are 1, 0 and 2, and 4 is the bandwidth away", () => {
  const { indices, weights } = nearestPoints(line, [1], 3);
  expect(indices.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
  const [own, next] = [1, (1 - 1 / 27) ** 3];
  const at = (index: number) => weights[indices.indexOf(index)];
  expect([at(1), at(0), at(2)]).toEqual([own, next, next].map((w) => expect.closeTo(w / (own + 2 * next), 8)));
  expect(averageOver({ indices, weights }, (k) => line[k][0])).toBeCloseTo(1, 12);
});

test("a point left out takes no part", () => {
  expect(nearestPoints(line, [1], 2, 1).indices.toSorted((a, b) => a - b)).toEqual([0, 2]);
});

test("they are the nearest, their weights add up to 1 and fall with the distance", () => {
  const coordinate = fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000);
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 30 }), fc.tuple(coordinate, coordinate), fc.integer({ min: 1, max: 40 }), (points, at, count) => {
      const { indices, weights } = nearestPoints(points, at, count);
      const distance = (k: number) => Math.hypot(points[k][0] - at[0], points[k][1] - at[1]);
      expect(indices).toHaveLength(Math.min(count, points.length));
      expect(new Set(indices).size).toBe(indices.length);
      const others = points.map((_, k) => k).filter((k) => !indices.includes(k));
      expect(Math.max(...indices.map(distance))).toBeLessThanOrEqual(Math.min(Infinity, ...others.map(distance)));
      expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
      weights.slice(1).forEach((w, i) => expect(w).toBeLessThanOrEqual(weights[i] + 1e-12));
    }),
  );
});

describe("few points", () => {
  test("one is its own neighbourhood", () => {
    expect(nearestPoints(line.slice(0, 1), [3], 5)).toEqual({ indices: [0], weights: [1] });
  });

  test("no more than are wanted are all of them, alike", () => {
    expect(nearestPoints(line, [1], 5)).toEqual({ indices: [0, 1, 2, 3, 4], weights: Array(5).fill(0.2) });
    expect(nearestPoints(line, [1], 4, 2)).toEqual({ indices: [0, 1, 3, 4], weights: Array(4).fill(0.25) });
  });

  test("points in one place count alike", () => {
    const { weights } = nearestPoints([line[0], line[0], line[0]], [0], 2);
    expect(weights).toEqual([0.5, 0.5]);
  });
});
