import fc from "fast-check";
import { expect, test } from "vitest";
import { niceEdges } from "../../src/statistics/niceEdges.ts";

test.each([
  [0, 10, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  [0, 10, 9, [0, 2, 4, 6, 8, 10]],
  [0.05, 0.32, 4, [0, 0.1, 0.2, 0.3, 0.4]],
  [-3, 17, 5, [-5, 0, 5, 10, 15, 20]],
  [-1e-7, 3.1e-7, 5, [-1e-7, 0, 1e-7, 2e-7, 3e-7, 4e-7]],
  [-1, 1, 2, [-1, 0, 1]],
  [3, 3, 3, [0, 2, 4, 6]],
  [0, 0, 4, [-0.5, 0, 0.5]],
])("[%d, %d] in at most %i bins", (min, max, bins, expected) => {
  expect([...niceEdges(min, max, bins)]).toEqual(expected);
});

const number = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.integer({ min: -50, max: 50 }),
);
const interval = fc.oneof(
  fc.tuple(number, number),
  number.map((x) => [x, x] as const),
  number.map((x) => [x, x + Math.abs(x) * 1e-15] as const), // a few representable numbers wide
);

test("edges cover the data with at most the bins asked for, at equal steps of 1, 2 or 5 × 10ᵏ", () => {
  fc.assert(
    fc.property(interval, fc.integer({ min: 2, max: 200 }), ([a, b], bins) => {
      const [min, max] = [Math.min(a, b), Math.min(1e300, Math.max(a, b))];
      const edges = niceEdges(min, max, bins);
      const count = edges.length - 1;
      const step = (edges[count] - edges[0]) / count;
      expect(edges[0]).toBeLessThanOrEqual(min);
      expect(edges[count]).toBeGreaterThanOrEqual(max);
      expect(count >= 1 && count <= bins).toBe(true);
      const magnitude = Math.max(Math.abs(edges[0]), Math.abs(edges[count]));
      for (let i = 0; i < count; i++) {
        expect(edges[i + 1]).toBeGreaterThan(edges[i]);
        expect(Math.abs(edges[i + 1] - edges[i] - step)).toBeLessThanOrEqual(1e-15 * magnitude);
      }
      if (step > 1e-9 * magnitude) {
        expect(["1", "2", "5"]).toContain(step.toExponential(4).replace(/\.?0*e.*/, ""));
      }
    }),
    { numRuns: 1000 },
  );
});

const start = fc.integer({ min: -999, max: 999 });
const atMost = fc.integer({ min: 2, max: 60 });

test("no smaller step of 1, 2 or 5 × 10ᵏ would do", () => {
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 999 }), atMost, (min, width, bins) => {
      const edges = niceEdges(min, min + width, bins);
      const step = edges[1] - edges[0];
      const smaller = String(step.toExponential(4)).startsWith("5") ? step / 2.5 : step / 2;
      const needed = Math.ceil((min + width) / smaller - 1e-9) - Math.floor(min / smaller + 1e-9);
      expect(needed).toBeGreaterThan(bins);
    }),
  );
});

test.each([[1, 0, 5], [NaN, 1, 5], [0, Infinity, 5], [0, 1, 1], [0, 1, 2.5], [0, 1, NaN]])(
  "niceEdges(%d, %d, %d) is refused",
  (min, max, bins) => {
    expect(() => niceEdges(min, max, bins)).toThrow(RangeError);
  },
);
