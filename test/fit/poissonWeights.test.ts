import { expect, test } from "vitest";
import { poissonWeights } from "../../src/fit/poissonWeights.ts";

test.each([0, 1e-9, 0.02, 1, 13, 80, 600])("mean %d: all but 1e-12 of the mass, with mean and variance λ", (mean) => {
  const weights = poissonWeights(mean);
  const moment = (k: number) => weights.reduce((sum, w, n) => sum + w * n ** k, 0);
  expect(Math.abs(1 - moment(0))).toBeLessThan(2e-12);
  expect(Math.abs(moment(1) - mean)).toBeLessThan(1e-9);
  expect(Math.abs(moment(2) - mean * mean - mean)).toBeLessThan(1e-6);
});

test("no jumps are one weight", () => {
  expect(poissonWeights(0)).toEqual([1]);
});
