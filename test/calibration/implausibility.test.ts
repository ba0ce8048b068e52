import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { implausibility, maxImplausibility } from "../../src/calibration/implausibility.ts";
import { agrees } from "../../src/facts/measured.ts";
import { measured } from "./toy.ts";

const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const any = fc.double({ min: -1e3, max: 1e3, noNaN: true });

test("by hand: a distance of 10 with deviations 2 (a tolerance of 6), 1 and 2 is 10/3", () => {
  expect(implausibility(measured(-4, { observed: 6, tolerance: 6, spread: 1, error: 2 }))).toBeCloseTo(10 / 3, 12);
});

test("without spread and error it is three distances in tolerances: within tolerance means within 3", () => {
  fc.assert(
    fc.property(any, any, positive, (median, observed, tolerance) => {
      const target = measured(median, { observed, tolerance });
      expect(implausibility(target)).toBeCloseTo((3 * Math.abs(median - observed)) / tolerance, 9);
      if (agrees({ ...target, q10: NaN, q90: NaN })) expect(implausibility(target)).toBeLessThanOrEqual(3 + 1e-9);
    }),
  );
});

test("it does not depend on units or on the sign, and every deviation lowers it", () => {
  fc.assert(
    fc.property(any, any, positive, positive, positive, positive, (median, observed, tolerance, spread, error, scale) => {
      const own = implausibility(measured(median, { observed, tolerance, spread, error }));
      const scaled = implausibility(measured(-scale * median, { observed: -scale * observed, tolerance: scale * tolerance, spread: scale * spread, error: scale * error }));
      expect(scaled).toBeCloseTo(own, 6);
      for (const more of [{ tolerance: 2 * tolerance, spread, error }, { tolerance, spread: 2 * spread, error }, { tolerance, spread, error: 2 * error }]) {
        expect(implausibility(measured(median, { observed, ...more }))).toBeLessThanOrEqual(own);
      }
    }),
  );
});

test("paths without a number agree with nothing; exactly what was observed is not implausible at all", () => {
  expect(implausibility(measured(NaN))).toBe(Infinity);
  expect(agrees(measured(NaN))).toBe(false);
  expect(implausibility(measured(1, { spread: NaN }))).toBe(Infinity);
  expect(implausibility(measured(5, { observed: 5, tolerance: 0 }))).toBe(0);
});

test("a point is as implausible as its worst target", () => {
  expect(maxImplausibility([measured(1), measured(-4), measured(2)])).toBeCloseTo(4, 12);
  expect(maxImplausibility([])).toBe(0);
});

describe("agreement", () => {
  test.each([
    ["a median at the edge of the tolerance", { median: 3 }, true],
    ["just outside it", { median: 3.001 }, false],
    ["history at the 10 % quantile of the paths", { median: 9, q10: 0, q90: 20 }, true],
    ["history rarer than that", { median: 9, q10: 0.001, q90: 20 }, false],
  ])("%s", (_, { median, ...more }, expected) => {
    expect(agrees(measured(median, more))).toBe(expected);
  });
});
