import fc from "fast-check";
import { expect, test } from "vitest";
import { exceedanceCurve } from "../../src/statistics/exceedanceCurve.ts";
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

test("where nothing is positive there is no curve", () => {
  expect(exceedanceCurve(Float64Array.of(-1, 0), 0)).toEqual([]);
  expect(exceedanceCurve(Float64Array.of(-1, -2), -1)).toEqual([]);
});
