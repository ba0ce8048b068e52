import fc from "fast-check";
import { expect, test } from "vitest";
import { orderFor, surfaceDesign, termsOf } from "../../src/calibration/responseSurface.ts";
import { firstWave } from "../../src/calibration/waves.ts";

const coefficient = fc.double({ min: -10, max: 10, noNaN: true });
const dimensions = fc.integer({ min: 1, max: 4 });
const surface = dimensions.chain((d) => fc.array(coefficient, { minLength: termsOf(2, d), maxLength: termsOf(2, d) }).map((c) => ({ d, c })));

/** β₀ + Σ β_i u_i + Σ β_ij u_i u_j, written out. */
function quadratic(c: readonly number[], u: ArrayLike<number>): number {
  let t = 0;
  let sum = c[t++];
  for (let i = 0; i < u.length; i++) sum += c[t++] * u[i];
  for (let i = 0; i < u.length; i++) for (let j = i; j < u.length; j++) sum += c[t++] * u[i] * u[j];
  return sum;
}

test("a quadratic is found exactly, everywhere, in a corner of the cube as well as in all of it", () => {
  fc.assert(
    fc.property(surface, fc.string(), fc.constantFrom(1, 0.01), ({ d, c }, seed, share) => {
      const points = firstWave(2 * termsOf(2, d), d, seed).map((u) => u.map((x) => 0.7 + share * 0.3 * x));
      const design = surfaceDesign(points, d);
      expect(design.order).toBe(2);
      const fitted = design.fit(Float64Array.from(points, (u) => quadratic(c, u)));
      for (const u of firstWave(20, d, `${seed} elsewhere`).map((x) => x.map((y) => 0.7 + share * 0.3 * y))) expect(fitted.value(design.basis(u))).toBeCloseTo(quadratic(c, u), 7);
      for (const missed of fitted.leftOut) expect(Math.abs(missed)).toBeLessThan(1e-8);
    }),
    { numRuns: 30 },
  );
});

test("the order follows from the number of points: two per term, or less of a surface", () => {
  expect([termsOf(0, 3), termsOf(1, 3), termsOf(2, 3)]).toEqual([1, 4, 10]);
  expect([2, 7, 8, 19, 20].map((n) => orderFor(n, 3))).toEqual([0, 0, 1, 1, 2]);
  const points = firstWave(7, 3, "few");
  const design = surfaceDesign(points, 3);
  expect(design.fit(Float64Array.from({ length: 7 }, (_, k) => k)).value(design.basis(points[0]))).toBeCloseTo(3, 12); // the mean
  expect(() => surfaceDesign(points.slice(0, 1), 3)).toThrow(RangeError);
});

test("what is missed at a point left out is what a surface fitted without it misses", () => {
  const points = firstWave(30, 2, "left out");
  const outputs = Float64Array.from(points, (u) => Math.exp(2 * u[0]) * (1 + u[1]));
  const { leftOut } = surfaceDesign(points, 2).fit(outputs);
  points.forEach((u, k) => {
    const design = surfaceDesign(points.filter((_, i) => i !== k), 2);
    expect(leftOut[k]).toBeCloseTo(outputs[k] - design.fit(outputs.filter((_, i) => i !== k)).value(design.basis(u)), 9);
  });
});
