import { describe, expect, test } from "vitest";
import { dailyReturns, readCloses } from "../../src/fit/closes.ts";
import { dailyMoments, estimatedMoments } from "../../src/fit/dailyMoments.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { marketData } from "./marketData.ts";

const random = createRandom(keyFromSeed("daily moments"));
/** AR(1) of unit variance, and a sample of it. */
const normals = (path: number, n: number, persistence = 0) => {
  let x = random.normal(path, 0, 0, 0);
  return Float64Array.from({ length: n }, (_, t) => (x = persistence * x + Math.sqrt(1 - persistence ** 2) * random.normal(path, t + 1, 0, 0)));
};

describe("moments", () => {
  test("by hand: days of −3 %, 0, 0 and 3 % in turn", () => {
    const { mean, sd, skewness, kurtosis, falls_2, falls_3, acf_1, acf_20 } = dailyMoments(Float64Array.from({ length: 400 }, (_, t) => [-0.03, 0, 0, 0.03][t % 4]));
    // A −0.03 is not below −0.03, but at it: m₂ = 0.03²/2, m₄ = 0.03⁴/2.
    expect(mean).toBeCloseTo(0, 12);
    expect(sd).toBeCloseTo(0.03 / Math.SQRT2, 14);
    expect(skewness).toBeCloseTo(0, 12);
    expect(kurtosis).toBeCloseTo(2, 10);
    expect([falls_2, falls_3]).toEqual([63, 63]);
    // |x| is large on half of the days: every second neighbour is like it, and every day 20 days later.
    expect(acf_1).toBeCloseTo(0, 10);
    expect(acf_20).toBeCloseTo(1, 10);
  });

  test("of an exponential law: skewness −2 and kurtosis 9 when it falls", () => {
    const falls = Float64Array.from({ length: 60_000 }, (_, t) => 0.01 * Math.log(random.uniform(7, t, 1, 0)));
    const { value, standardError } = estimatedMoments(falls, { block: 1, resamples: 200, seed: "exponential" });
    expect(Math.abs(value.skewness + 2)).toBeLessThan(4 * standardError.skewness);
    expect(Math.abs(value.kurtosis - 9)).toBeLessThan(4 * standardError.kurtosis);
    expect(Math.abs(value.falls_2 / 252 - Math.exp(-2))).toBeLessThan(4 * standardError.falls_2 / 252);
    expect(Math.abs(value.acf_5)).toBeLessThan(4 * standardError.acf_5);
    expect(standardError.kurtosis).toBeLessThan(0.5);
  });

  test("need more days than the longest lag", () => {
    expect(() => dailyMoments(new Float64Array(20))).toThrow(/more than 20 returns, got 20/);
  });
});

describe("standard errors", () => {
  test("are those over repeated samples, of a series with memory too", () => {
    const [samples, n] = [120, 1000];
    const each = Array.from({ length: samples }, (_, path) => estimatedMoments(normals(path, n, 0.8).map((x) => 0.01 * x), { block: 50, resamples: 100, seed: "memory" }));
    for (const name of ["mean", "sd", "kurtosis", "falls_2", "acf_1"] as const) {
      const values = each.map(({ value }) => value[name]);
      const mean = values.reduce((a, b) => a + b, 0) / samples;
      const scatter = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (samples - 1));
      const told = each.reduce((sum, { standardError }) => sum + standardError[name], 0) / samples;
      // Independent resampling would be off by a factor of 3 for the mean.
      expect(told / scatter).toBeGreaterThan(0.75);
      expect(told / scatter).toBeLessThan(1.25);
    }
  });

  test("of a fall that never happened are one day in the sample", () => {
    const { value, standardError } = estimatedMoments(normals(3, 500).map((z) => 0.003 * z), { block: 20, resamples: 50, seed: "a" });
    expect([value.falls_3, standardError.falls_3]).toEqual([0, expect.closeTo(252 / 500, 12)]);
  });

  test("are the diagonal of the covariance, and the same for a seed", () => {
    const options = { block: 20, resamples: 50, seed: "a" };
    const x = normals(3, 500).map((z) => 0.005 * z);
    const first = estimatedMoments(x, options);
    expect(Math.sqrt(first.covariance[10])).toBe(first.standardError.sd);
    expect(estimatedMoments(x, options)).toEqual(first);
    expect(estimatedMoments(x, { ...options, seed: "b" }).standardError.sd).not.toBe(first.standardError.sd);
  });
});

test("market data, 2015 to July 2025: the measured law of USDJPY lies within what the model is calibrated to", (context) => {
  const { returns } = dailyReturns(readCloses(marketData(context)), { from: "2015-01-01", to: "2025-07-31" });
  const { sd, skewness, kurtosis, falls_2, falls_3 } = dailyMoments(returns);
  expect(sd).toBeCloseTo(0.00589, 5);
  expect(kurtosis).toBeCloseTo(7.34, 2);
  expect(skewness).toBeCloseTo(-0.536, 3);
  expect([falls_2, falls_3].map((rate) => (rate * returns.length) / 252)).toEqual([expect.closeTo(23, 9), expect.closeTo(3, 9)]);
});
