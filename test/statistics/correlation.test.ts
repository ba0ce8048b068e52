import fc from "fast-check";
import { expect, test } from "vitest";
import { correlation } from "../../src/statistics/correlation.ts";

test("by hand: (1, 1), (2, 3), (3, 2) have correlation 1/2", () => {
  expect(correlation([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 14);
});

test("is 1 or −1 on a line, whatever its slope, and NaN where nothing varies", () => {
  fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 }), fc.integer({ min: 1, max: 50 }), (x, slope) => {
    expect(correlation(x, x.map((value) => slope * value + 7))).toBeCloseTo(1, 10);
    expect(correlation(x, x.map((value) => -slope * value))).toBeCloseTo(-1, 10);
    expect(correlation(x, x.map(() => 5))).toBeNaN();
  }));
});

test("is the same both ways round", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.double({ min: -1e3, max: 1e3, noNaN: true }), fc.double({ min: -1e3, max: 1e3, noNaN: true })), { minLength: 2, maxLength: 20 }), (pairs) => {
    const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
    expect(correlation(x, y)).toBe(correlation(y, x));
  }));
});
