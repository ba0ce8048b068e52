import fc from "fast-check";
import { expect, test } from "vitest";
import { latinHypercube } from "../../src/design/latinHypercube.ts";

test("every stratum of every dimension holds exactly one point, and no point lies on a face of the cube", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 6 }), fc.string(), (points, dimensions, seed) => {
      const { rows, values, ...rest } = latinHypercube(points, dimensions, seed);
      expect({ rows, dimensions: rest.dimensions, length: values.length }).toEqual({ rows: points, dimensions, length: points * dimensions });
      expect(values.every((u) => u > 0 && u < 1)).toBe(true);
      for (let j = 0; j < dimensions; j++) {
        const strata = Array.from({ length: points }, (_, i) => Math.floor(values[i * dimensions + j] * points));
        expect(strata.sort((a, b) => a - b)).toEqual(Array.from({ length: points }, (_, k) => k));
      }
    }),
  );
});

test("the same seed gives the same points, another seed others, and columns do not depend on the number of dimensions", () => {
  const { values } = latinHypercube(20, 3, "a");
  expect(latinHypercube(20, 3, "a").values).toEqual(values);
  expect(latinHypercube(20, 3, "b").values).not.toEqual(values);
  const wider = latinHypercube(20, 5, "a").values;
  expect(Array.from(values)).toEqual(Array.from({ length: 60 }, (_, at) => wider[Math.floor(at / 3) * 5 + (at % 3)]));
});

// McKay, Beckman & Conover: what is additive is integrated without the variance between strata. The mean of u has
// that of n independent jitters: 1/(12 n³) instead of 1/(12 n).
test("the mean of a coordinate scatters by √(1/(12 n³)) around ½", () => {
  const [n, seeds] = [10, 2000];
  let squares = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const mean = latinHypercube(n, 1, `seed ${seed}`).values.reduce((sum, u) => sum + u, 0) / n;
    squares += (mean - 0.5) ** 2;
  }
  const ratio = squares / seeds / (1 / (12 * n ** 3));
  expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / seeds));
});

test("orders of different dimensions are uncorrelated", () => {
  const [n, seeds] = [10, 2000];
  let sum = 0;
  for (let seed = 0; seed < seeds; seed++) {
    const { values } = latinHypercube(n, 2, `seed ${seed}`);
    for (let i = 0; i < n; i++) sum += (values[2 * i] - 0.5) * (values[2 * i + 1] - 0.5);
  }
  // A mean of products of variance 1/144, up to the correction for drawing without replacement.
  expect(Math.abs(sum / (n * seeds))).toBeLessThan((5 / 12) / Math.sqrt(n * seeds));
});

test.each([[0, 1, "points"], [2.5, 1, "points"], [1, 0, "dimensions"], [1, 65537, "dimensions"]])("%d points in %d dimensions are refused: %s", (points, dimensions, name) => {
  expect(() => latinHypercube(points, dimensions, "")).toThrow(new RegExp(`^${name} must be a whole number from 1 to`));
});
