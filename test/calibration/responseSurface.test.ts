import fc from "fast-check";
import { expect, test } from "vitest";
import { orderFor, surfaceDesign, termsOf } from "../../src/calibration/responseSurface.ts";
import { firstWave } from "../../src/calibration/waves.ts";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";

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
      expect(fitted.deviation).toBeLessThan(1e-9);
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

test("noise of deviation 0.1 is found as the residual's, and new outputs lie where deviation and leverage say", () => {
  const { normal } = createRandom(keyFor("noise", "surface"));
  const points = firstWave(60, 2, "noise");
  const design = surfaceDesign(points, 2);
  const scores: number[] = [];
  const deviations: number[] = [];
  for (let repetition = 0; repetition < 200; repetition++) {
    const truth = (u: ArrayLike<number>) => 1 + u[0] - 2 * u[0] * u[1];
    const fitted = design.fit(Float64Array.from(points, (u, k) => truth(u) + 0.1 * normal(repetition, 0, 0, k)));
    deviations.push(fitted.deviation ** 2);
    const corner = design.basis([0.02, 0.97]);
    const predicted = fitted.deviation * Math.sqrt(1 + design.leverage(corner));
    scores.push((truth([0.02, 0.97]) + 0.1 * normal(repetition, 0, 1, 0) - fitted.value(corner)) / predicted);
  }
  const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  // The variance of a χ² of 54 degrees of freedom over 54 is 2/54; over 200 repetitions, a standard error of 0.00014.
  expect(Math.abs(mean(deviations) - 0.01)).toBeLessThan(4 * 0.00014);
  // Student's t of 54 degrees of freedom has variance 54/52; the standard error of a variance over 200 is 0.1.
  expect(Math.abs(mean(scores.map((z) => z * z)) - 54 / 52)).toBeLessThan(0.42);
});

test("the cross-validated share is that of surfaces fitted without each point in turn", () => {
  const points = firstWave(30, 2, "left out");
  const outputs = Float64Array.from(points, (u) => Math.exp(2 * u[0]) * (1 + u[1]));
  const leftOut = points.map((u, k) => {
    const others = points.filter((_, i) => i !== k);
    const design = surfaceDesign(others, 2);
    return outputs[k] - design.fit(outputs.filter((_, i) => i !== k)).value(design.basis(u));
  });
  const mean = outputs.reduce((sum, y) => sum + y, 0) / 30;
  const squares = (values: readonly number[]) => values.reduce((sum, x) => sum + x * x, 0);
  const expected = 1 - squares(leftOut) / squares(Array.from(outputs, (y) => y - mean));
  expect(surfaceDesign(points, 2).fit(outputs).crossValidated).toBeCloseTo(expected, 9);
  expect(expected).toBeGreaterThan(0.98);
});

test("of pure noise nothing is predicted: the cross-validated share is not above 0", () => {
  const { normal } = createRandom(keyFor("noise", "nothing"));
  const points = firstWave(40, 2, "noise");
  const shares = Array.from({ length: 50 }, (_, r) => surfaceDesign(points, 2).fit(Float64Array.from(points, (_u, k) => normal(r, 0, 0, k))).crossValidated);
  expect(shares.reduce((sum, x) => sum + x, 0) / 50).toBeLessThan(0);
});
