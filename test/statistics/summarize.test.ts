import fc from "fast-check";
import * as simple from "simple-statistics";
import { expect, test } from "vitest";
import { expectedShortfall } from "../../src/statistics/expectedShortfall.ts";
import { wilson } from "../../src/statistics/probability.ts";
import { quantileInterval } from "../../src/statistics/quantile.ts";
import { statisticNames, summarize, type SummaryRow } from "../../src/statistics/summarize.ts";

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const values = fc.array(number, { minLength: 2, maxLength: 300 });

const byName = (rows: readonly SummaryRow[]) => Object.fromEntries(rows.map((row) => [row.statistic, row]));

const order =
  "mean sd min max q001 q01 q05 q10 q25 q50 q75 q90 q95 q99 q999 es95 es99 prob_positive".split(" ");

const levels = {
  q001: 0.001, q01: 0.01, q05: 0.05, q10: 0.1, q25: 0.25, q50: 0.5, q75: 0.75, q90: 0.9, q95: 0.95,
  q99: 0.99, q999: 0.999,
};

test("the rows come in the documented order, each with the sample size", () => {
  const rows = summarize(Float64Array.of(3, 1, 2));
  expect(rows.map((row) => row.statistic)).toEqual(order);
  expect([...statisticNames]).toEqual(order);
  expect(rows.map((row) => row.n)).toEqual(order.map(() => 3));
});

test("values agree with simple-statistics where it has them", () => {
  fc.assert(
    fc.property(values, (xs) => {
      const rows = byName(summarize(Float64Array.from(xs)));
      expect(Math.abs(rows.mean.value - simple.mean(xs))).toBeLessThan(1e-8);
      expect(Math.abs(rows.sd.value - simple.sampleStandardDeviation(xs))).toBeLessThan(1e-8);
      expect([rows.min.value, rows.max.value]).toEqual(simple.extent(xs));
      for (const [name, p] of Object.entries(levels)) {
        expect(rows[name].value, name).toBe(simple.quantile(xs, p));
      }
    }),
  );
});

test("the effective sample size is the number of paths behind a statistic", () => {
  const rows = byName(summarize(Float64Array.from({ length: 1000 }, (_, i) => i - 299.5)));
  const sizes = Object.fromEntries(Object.values(rows).map(({ statistic, ess }) => [statistic, ess]));
  expect(sizes).toEqual({
    mean: 1000, sd: 1000, min: 1, max: 1,
    q001: 1, q01: 10, q05: 50, q10: 100, q25: 250, q50: 500, q75: 250, q90: 100, q95: 50, q99: 10, q999: 1,
    es95: 50, es99: 10, prob_positive: 700,
  });
});

test("each row is its statistic with the interval of that statistic", () => {
  fc.assert(
    fc.property(values, (xs) => {
      const sorted = Float64Array.from(xs).sort();
      const rows = byName(summarize(Float64Array.from(xs)));
      const n = xs.length;
      for (const [name, p] of Object.entries(levels)) {
        expect(rows[name]).toMatchObject({ statistic: name, ...quantileInterval(sorted, p), n });
      }
      expect(rows.es95).toMatchObject(expectedShortfall(sorted, 0.95));
      expect(rows.es99).toMatchObject(expectedShortfall(sorted, 0.99));
      expect(rows.prob_positive).toMatchObject(wilson(xs.filter((x) => x > 0).length, n));
      expect([rows.min.ciLow, rows.min.ciHigh, rows.max.ciLow, rows.max.ciHigh]).toEqual([NaN, NaN, NaN, NaN]);
      for (const name of ["mean", "sd"]) {
        expect(rows[name].ciLow <= rows[name].value && rows[name].value <= rows[name].ciHigh).toBe(true);
      }
    }),
  );
});

test("the summary depends on the values, not on their order, and leaves them as they were", () => {
  fc.assert(
    fc.property(values, (xs) => {
      const input = Float64Array.from(xs);
      const rows = summarize(input);
      expect([...input]).toEqual(xs);
      expect(summarize(Float64Array.from(xs).reverse())).toEqual(rows);
      expect(summarize(Float64Array.from(xs).sort())).toEqual(rows);
    }),
  );
});

test("one value: every location is that value, its spread and intervals unknown", () => {
  const rows = byName(summarize(Float64Array.of(4)));
  for (const name of order) {
    if (name === "sd" || name === "prob_positive") continue;
    expect(rows[name], name).toMatchObject({ statistic: name, value: 4, ciLow: NaN, ciHigh: NaN, n: 1 });
  }
  expect(rows.sd.value).toBe(NaN);
  expect(rows.prob_positive).toMatchObject(wilson(1, 1));
});

test("zero is not positive", () => {
  expect(byName(summarize(Float64Array.of(-1, 0, -0, 2))).prob_positive.value).toBe(0.25);
});

test("an empty sample, NaN and infinities are refused, naming the place", () => {
  expect(() => summarize(new Float64Array(0))).toThrow(/empty sample/);
  expect(() => summarize(Float64Array.of(1, NaN, 2))).toThrow("value 1 of 3 is NaN");
  expect(() => summarize(Float64Array.of(1, 2, -Infinity))).toThrow("value 2 of 3 is -Infinity");
});
