import { expect, test } from "vitest";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { moments } from "../../src/statistics/moments.ts";
import { oneWaySplit, type PointMoments } from "../../src/statistics/oneWaySplit.ts";

// Means 1 and 5 have variance 8; mean noise (2/4 + 6/2)/2 = 1.75; within (2 + 6)/2 = 4.
test("two points, worked by hand", () => {
  const found = oneWaySplit([{ mean: 1, variance: 2, paths: 4 }, { mean: 5, variance: 6, paths: 2 }]);
  expect(found).toEqual({
    points: 2, pointsLeftOut: 0, parameters: { variance: 6.25, share: 6.25 / 10.25 }, seed: { variance: 4, share: 4 / 10.25 },
  });
});

test("the components of a synthetic model are recovered without bias, whatever the numbers of paths", () => {
  const [A, W, samples, points] = [2, 5, 600, 20];
  const found = Array.from({ length: samples }, (_, s) => {
    const { normal, uniform } = createRandom(keyFor(`sample ${s}`, "synthetic"));
    return oneWaySplit(Array.from({ length: points }, (_x, i): PointMoments => {
      const state = moments.init();
      const paths = 3 + (i % 10);
      for (let j = 0; j < paths; j++) moments.add(state, Math.sqrt(A) * normal(i, 0, 1, 0) + Math.sqrt(W) * (-Math.log(uniform(i, j, 0, 0)) - 1));
      const { mean, sd } = moments.value(state);
      return { mean: mean.value, variance: sd * sd, paths };
    }));
  });
  for (const [part, variance] of [["parameters", A], ["seed", W]] as const) {
    const values = found.map((split) => split[part].variance);
    const mean = values.reduce((sum, x) => sum + x, 0) / samples;
    const se = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (samples - 1) / samples);
    expect(Math.abs(mean - variance), part).toBeLessThan(5 * se);
    expect(se).toBeLessThan(0.03 * variance);
  }
});

test("means that scatter less than their noise leave the parameters nothing", () => {
  const { parameters, seed } = oneWaySplit([{ mean: 1, variance: 10, paths: 5 }, { mean: 1.1, variance: 10, paths: 5 }]);
  expect([parameters, seed]).toEqual([{ variance: 0, share: 0 }, { variance: 10, share: 1 }]);
});

test("points without moments are left out and counted; one point tells nothing", () => {
  const failed = { mean: NaN, variance: 1, paths: 3 };
  const single = { mean: 1, variance: NaN, paths: 1 };
  const unknown = { variance: NaN, share: NaN };
  expect(oneWaySplit([failed, { mean: 1, variance: 2, paths: 3 }, single])).toEqual({ points: 1, pointsLeftOut: 2, parameters: unknown, seed: unknown });
});
