import fc from "fast-check";
import { expect, test } from "vitest";
import { looks } from "../../src/statistics/looks.ts";

const firstLooks = (count: number, sizes: Iterator<number>) => Array.from({ length: count }, () => sizes.next().value as number);

test("256, then half as many again, rounded up to blocks of 64", () => {
  expect(firstLooks(6, looks(256, 1.5, 64))).toEqual([256, 384, 576, 896, 1344, 2048]);
});

test("looks grow by the ratio, less than one multiple beyond it, and are multiples", () => {
  const ratios = fc.double({ min: 1, minExcluded: true, max: 4, noNaN: true });
  fc.assert(
    fc.property(fc.double({ min: 1, max: 1e4, noNaN: true }), ratios, fc.integer({ min: 1, max: 1000 }), (first, ratio, multiple) => {
      const sizes = firstLooks(12, looks(first, ratio, multiple));
      expect(sizes[0] - first).toBeLessThan(multiple);
      sizes.forEach((n, j) => {
        expect(n % multiple).toBe(0);
        if (j > 0) {
          expect(n).toBeGreaterThan(sizes[j - 1]);
          expect(n - sizes[j - 1] * ratio).toBeLessThanOrEqual(multiple);
        }
      });
    }),
  );
});

test("sizes that would not grow are refused at once", () => {
  for (const first of [0, NaN, Infinity]) expect(() => looks(first, 1.5, 1)).toThrow(/first look/);
  for (const ratio of [1, 0.5, NaN, Infinity]) expect(() => looks(256, ratio, 1)).toThrow(/ratio/);
  for (const multiple of [0, 1.5, NaN]) expect(() => looks(256, 1.5, multiple)).toThrow(/whole number/);
});
