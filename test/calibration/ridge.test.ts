import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NARROW, ridge } from "../../src/calibration/ridge.ts";

const values = (f: (k: number) => number) => Array.from({ length: 50 }, (_, k) => f(k));

test("points on a line through 0 depend on the ratio: its range is a point, the logarithms correlate fully", () => {
  const second = values((k) => 800 + 50 * k);
  const found = ridge(second.map((d) => 0.06 * d), second);
  expect(found).toMatchObject({ combination: "ratio", first: { low: 48, high: expect.closeTo(195, 9) }, second: { low: 800, high: 3250 } });
  expect(found.correlation).toBeCloseTo(1, 9);
  expect(found.span.low).toBeCloseTo(0.06, 12);
  expect(found.span.high).toBeCloseTo(0.06, 12);
  expect(found.width).toBeLessThan(1e-9);
});

test("points on a hyperbola depend on the product", () => {
  const found = ridge(values((k) => 1 + k), values((k) => 12 / (1 + k)));
  expect(found.combination).toBe("product");
  expect(found.span.low).toBeCloseTo(12, 9);
  expect(found.correlation).toBeCloseTo(-1, 9);
  expect(found.width).toBeLessThan(NARROW);
});

test("of independent parameters no combination is narrower than the narrower of them", () => {
  const found = ridge(values((k) => 1 + (k % 7)), values((k) => 1 + ((k * 3) % 10)));
  expect(found.width).toBeGreaterThan(1);
});

test("the ratio is narrower just where the logarithms go up together, and units do not matter", () => {
  const positive = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(positive, positive), { minLength: 3, maxLength: 20 }), positive, (pairs, scale) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const [found, scaled] = [ridge(a, b), ridge(a.map((x) => x * scale), b)];
      fc.pre(Number.isFinite(found.width));
      expect(scaled.width).toBeCloseTo(found.width, 6);
      if (!Number.isNaN(found.correlation)) expect(scaled.correlation).toBeCloseTo(found.correlation, 6);
    }),
  );
});

describe("what has no logarithm or no points is refused", () => {
  test.each([[[1, 0], [1, 2]], [[-1, 1], [1, 2]], [[], []], [[1], [1, 2]]])("%j, %j", (a, b) => {
    expect(() => ridge(a, b)).toThrow(RangeError);
  });

  test("two points have no correlation, one has no width", () => {
    expect(ridge([1, 2], [1, 2]).correlation).toBeNaN();
    expect(ridge([1], [1]).width).toBeNaN();
  });
});
