import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { bootstrapOfMeans } from "../../src/statistics/bootstrap.ts";
import { NONE, resampling } from "./resampling.ts";

const random = createRandom(keyFromSeed("bootstrap test"));
const identity = (mean: Float64Array) => mean;
const normals = (n: number, at = 0) => Float64Array.from({ length: n }, (_, i) => random.normal(i, at, 0, 0));

test("the value is the statistic of the mean vector itself", () => {
  const [sum, product] = bootstrapOfMeans(Float64Array.of(1, 10, 3, 20, 5, 60), 2, ([x, y]) => Float64Array.of(x + y, x * y), resampling(10));
  expect([sum.value, product.value]).toEqual([33, 90]);
});

test("the interval of a mean is mean ± 1.96 s/√n, to the noise of resampling", () => {
  const values = normals(400);
  const mean = values.reduce((total, x) => total + x, 0) / 400;
  const se = Math.sqrt(values.reduce((total, x) => total + (x - mean) ** 2, 0)) / 400;
  const [{ ciLow, ciHigh }] = bootstrapOfMeans(values, 1, identity, resampling(4000));
  expect(Math.abs((mean - ciLow) / se - 1.96)).toBeLessThan(0.2);
  expect(Math.abs((ciHigh - mean) / se - 1.96)).toBeLessThan(0.2);
});

test("vectors stay whole: the difference of two equal columns never varies", () => {
  const values = normals(50);
  const doubled = Float64Array.from({ length: 100 }, (_, i) => values[i >> 1]);
  const [difference] = bootstrapOfMeans(doubled, 2, ([x, y]) => Float64Array.of(x - y), resampling(100));
  expect(difference).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
});

test("the 95 % interval of a mean of 100 holds the truth in 95 % of 1000 samples", () => {
  let hits = 0;
  for (let i = 0; i < 1000; i++) {
    const [{ ciLow, ciHigh }] = bootstrapOfMeans(normals(100, i), 1, identity, resampling(199, `sample ${i}`));
    if (ciLow <= 0 && 0 <= ciHigh) hits += 1;
  }
  // 199 resamples and n = 100 take about a point each off the nominal rate.
  expect(hits / 1000).toBeGreaterThan(0.94 - 5 * Math.sqrt((0.94 * 0.06) / 1000));
  expect(hits / 1000).toBeLessThan(0.95 + 5 * Math.sqrt((0.95 * 0.05) / 1000));
});

test("the same random numbers give the same interval", () => {
  const values = normals(30);
  expect(bootstrapOfMeans(values, 1, identity, resampling(50))).toEqual(bootstrapOfMeans(values, 1, identity, resampling(50)));
  expect(bootstrapOfMeans(values, 1, identity, resampling(50, "other"))).not.toEqual(bootstrapOfMeans(values, 1, identity, resampling(50)));
});

test("no resamples: no bounds; a statistic that a resample leaves undefined: none either; no vectors: nothing", () => {
  expect(bootstrapOfMeans(normals(5), 1, identity, NONE)[0]).toMatchObject({ ciLow: NaN, ciHigh: NaN });
  const inverse = ([x]: Float64Array) => Float64Array.of(x === 0 ? NaN : 1 / x);
  expect(bootstrapOfMeans(Float64Array.of(0, 1), 1, inverse, resampling(100))).toEqual([{ value: 2, ciLow: NaN, ciHigh: NaN }]);
  expect(bootstrapOfMeans(new Float64Array(0), 1, identity, resampling(10))).toEqual([{ value: NaN, ciLow: NaN, ciHigh: NaN }]);
  expect(() => bootstrapOfMeans(normals(5), 1, identity, { ...NONE, resamples: -1 })).toThrow(RangeError);
});
