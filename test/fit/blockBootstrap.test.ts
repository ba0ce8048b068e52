import { expect, test } from "vitest";
import { circularBlockMeans } from "../../src/fit/blockBootstrap.ts";

const n = 30;
/** Day t has one row: 2^t in the first column tells which days were drawn how often, while no day is drawn twice. */
const rows = Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? 2 ** ((i / 2) % 30) : 1));

test("a resample is blocks of consecutive days around the end, as many days as the series has", () => {
  for (const [power, ones] of circularBlockMeans(rows, 2, { block: n, resamples: 50, seed: "whole" })) {
    // One block of all days is the series itself, wherever it starts.
    expect(power * n).toBeCloseTo(2 ** n - 1, 4);
    expect(ones).toBeCloseTo(1, 12);
  }
  for (const [, ones] of circularBlockMeans(rows, 2, { block: 7, resamples: 50, seed: "cut" })) expect(ones).toBeCloseTo(1, 12);
});

test("every day is drawn alike often", () => {
  const one = new Float64Array(n).fill(0);
  one[n - 1] = 1;
  const means = circularBlockMeans(one, 1, { block: 10, resamples: 20_000, seed: "alike" });
  const mean = means.reduce((sum, [x]) => sum + x, 0) / means.length;
  // The count of a day is binomial: 3 blocks of 10 hit it with probability 1/3 each.
  expect(Math.abs(mean - 1 / n)).toBeLessThan(4 * Math.sqrt((3 * (1 / 3) * (2 / 3)) / n ** 2 / means.length));
});

test("the first resamples do not depend on how many follow", () => {
  const options = { block: 4, seed: "prefix" };
  expect(circularBlockMeans(rows, 2, { ...options, resamples: 9 }).slice(0, 3)).toEqual(circularBlockMeans(rows, 2, { ...options, resamples: 3 }));
});

test.each([[0, 10, /a block has 1 to 30 days, got 0/], [31, 10, /got 31/], [2.5, 10, /got 2.5/], [5, 1, /at least 2 resamples, got 1/]])(
  "block %d with %d resamples is refused", (block, resamples, message) => {
    expect(() => circularBlockMeans(rows, 2, { block, resamples, seed: "x" })).toThrow(message);
  },
);
