import { describe, expect, test } from "vitest";
import { cosineSeries } from "../../src/fit/cosineSeries.ts";
import { normalCdf, normalDensity } from "../../src/fit/normalLaw.ts";

describe("from its characteristic function", () => {
  test("the normal law, density and distribution, to 1e-12", () => {
    const [mean, sd] = [0.3, 1.7];
    const { density, distribution } = cosineSeries((u) => [(-sd * sd * u * u) / 2, u * mean], [-20, 20], 8 / sd);
    for (let x = -9; x <= 9; x += 0.37) {
      const z = (x - mean) / sd;
      expect(Math.abs(density(x) - normalDensity(z) / sd)).toBeLessThan(1e-12);
      expect(Math.abs(distribution(x) - normalCdf(z))).toBeLessThan(1e-12);
    }
  });

  test("nothing lies outside the interval", () => {
    const { density, distribution } = cosineSeries((u) => [(-u * u) / 2, 0], [-9, 9], 8);
    expect([-10, 10].map(density)).toEqual([0, 0]);
    expect([-10, 10].map(distribution)).toEqual([0, 1]);
  });

  test("a sum of twelve exponentials: the Erlang law, which is not symmetric", () => {
    // φ(u) = (1 − iu)^−12.
    const { density } = cosineSeries((u) => [-6 * Math.log(1 + u * u), 12 * Math.atan(u)], [0, 80], 30);
    for (const x of [4, 8, 11, 12, 17, 25]) expect(density(x)).toBeCloseTo((x ** 11 * Math.exp(-x)) / 39916800, 10);
  });
});
