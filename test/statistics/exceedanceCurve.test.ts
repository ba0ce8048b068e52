import fc from "fast-check";
import { expect, test } from "vitest";
import { commonThresholds, exceedanceAt, exceedanceCurve, exceedanceThresholds } from "../../src/statistics/exceedanceCurve.ts";
import { wilson } from "../../src/statistics/probability.ts";

const values = fc.array(fc.double({ min: -50, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 200 });

test("at every threshold it counts the values that are larger, with Wilson's interval", () => {
  fc.assert(
    fc.property(values, (xs) => {
      for (const { threshold, hits, ...estimate } of exceedanceCurve(Float64Array.from(xs), Math.max(...xs))) {
        expect(hits).toBe(xs.filter((x) => x > threshold).length);
        expect(estimate).toEqual(wilson(hits, xs.length));
      }
    }),
  );
});

test("it starts at 0 and ends below the maximum, at round distances", () => {
  const curve = exceedanceCurve(Float64Array.of(-3, 0, 1, 7, 93), 93);
  const thresholds = curve.map(({ threshold }) => threshold);
  expect(thresholds).toEqual(Array.from({ length: 19 }, (_, i) => 5 * i));
  expect(curve[0].hits).toBe(3);
  expect(curve.at(-1)!.hits).toBe(1);
});

test("thresholds lie closer near the maximum while more than ten values lie beyond the last", () => {
  const near = Array.from({ length: 200 }, (_, i) => 50 + i / 40); // 50 to 54.975
  const curve = exceedanceCurve(Float64Array.from([0, ...near]), near.at(-1)!);
  const thresholds = curve.map(({ threshold }) => threshold);
  expect(thresholds.slice(10)).toEqual([50, 50.5, 51, 51.5, 52, 52.5, 53, 53.5, 54, 54.5, 54.55, 54.6, 54.65, 54.7, 54.75, 54.8, 54.85, 54.9, 54.95]);
  expect(curve.at(-1)!.hits).toBe(1);
});

test("where many values are the maximum itself, no closer thresholds are tried", () => {
  expect(exceedanceCurve(new Float64Array(100).fill(54.9), 54.9).map(({ threshold }) => threshold)).toEqual(Array.from({ length: 11 }, (_, i) => 5 * i));
});

test("thresholds ascend and lie below the maximum, whatever the sample", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 400 }), (xs) => {
      const max = Math.max(...xs);
      const curve = exceedanceCurve(Float64Array.from(xs), max);
      const thresholds = curve.map(({ threshold }) => threshold);
      expect(thresholds).toEqual([...new Set(thresholds)].sort((a, b) => a - b));
      if (curve.length > 0) expect(thresholds.at(-1)).toBeLessThan(max);
    }),
  );
});

test("samples that are compared have the thresholds of each, up to the maximum of all", () => {
  const [near, far] = [Float64Array.from({ length: 100 }, (_, i) => 90 + i / 10), Float64Array.of(1, 50)];
  const thresholds = commonThresholds([far, near]);
  expect(thresholds).toEqual(exceedanceThresholds(near, near[99]));
  expect(exceedanceAt(far, thresholds).filter(({ hits }) => hits > 0).at(-1)).toMatchObject({ threshold: 45, hits: 1 });
  expect(commonThresholds([Float64Array.of(0), Float64Array.of(-1)])).toEqual([]);
});

test("where nothing is positive there is no curve", () => {
  expect(exceedanceCurve(Float64Array.of(-1, 0), 0)).toEqual([]);
  expect(exceedanceCurve(Float64Array.of(-1, -2), -1)).toEqual([]);
});
