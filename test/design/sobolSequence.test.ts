import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SOBOL_DIMENSIONS, sobolDirections } from "../../src/design/sobolDirections.ts";
import { sobolSequence } from "../../src/design/sobolSequence.ts";
import { hasModule, python } from "../readers/python.ts";

const rowsOf = ({ rows, dimensions, values }: ReturnType<typeof sobolSequence>) =>
  Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * dimensions, (i + 1) * dimensions)));

// The first ten points in three dimensions as printed with new-joe-kuo-6.21201 by Joe and Kuo.
test("unscrambled, the first points are the published ones", () => {
  const published = [
    [0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625], [0.875, 0.875, 0.125],
    [0.625, 0.125, 0.875], [0.125, 0.625, 0.375], [0.1875, 0.3125, 0.9375], [0.6875, 0.8125, 0.4375],
  ];
  expect(rowsOf(sobolSequence(10, 3)).map((row) => row.map((u) => u - 2 ** -33))).toEqual(published);
});

test.skipIf(!hasModule("scipy"))("unscrambled, 1024 points of all dimensions are those of SciPy", () => {
  const script = join(import.meta.dirname, "sobol_points.py");
  const text = execFileSync(python!, [script, "1024", String(SOBOL_DIMENSIONS)], { encoding: "utf8", maxBuffer: 2 ** 28 });
  const ours = rowsOf(sobolSequence(1024, SOBOL_DIMENSIONS));
  expect(ours.map((row) => row.map((u) => Math.floor(u * 2 ** 32)))).toEqual(JSON.parse(text));
});

/** How many points lie in each box of 2^a × 2^b equal ones. */
function boxCounts(rows: readonly number[][], [i, a]: [number, number], [j, b]: [number, number]): Float64Array {
  const counts = new Float64Array(2 ** (a + b));
  for (const row of rows) counts[Math.floor(row[i] * 2 ** a) * 2 ** b + Math.floor(row[j] * 2 ** b)] += 1;
  return counts;
}

test("scrambled, every run of 2ᵐ points has one in each of 2ᵐ strata of every dimension", () => {
  for (const [first, m] of [[0, 8], [256, 8], [192, 6], [48, 4]]) {
    const rows = rowsOf(sobolSequence(512, SOBOL_DIMENSIONS, "net")).slice(first, first + 2 ** m);
    for (let j = 0; j < SOBOL_DIMENSIONS; j++) expect(boxCounts(rows, [j, m], [j, 0]).every((count) => count === 1), `dimension ${j}`).toBe(true);
  }
});

test("scrambled, the first two dimensions are a (0, 8, 2)-net: one point in every box of volume 2⁻⁸", () => {
  const rows = rowsOf(sobolSequence(256, 2, "net"));
  for (let a = 0; a <= 8; a++) expect(boxCounts(rows, [0, a], [1, 8 - a]).every((count) => count === 1)).toBe(true);
});

test("scrambling moves boxes but keeps what they hold, in every two-dimensional projection", () => {
  const [plain, scrambled] = [rowsOf(sobolSequence(256, 10)), rowsOf(sobolSequence(256, 10, "net"))];
  for (let i = 0; i < 10; i++) {
    for (let j = i + 1; j < 10; j++) {
      const sorted = (rows: readonly number[][]) => boxCounts(rows, [i, 4], [j, 4]).sort();
      expect(sorted(scrambled), `${i}, ${j}`).toEqual(sorted(plain));
    }
  }
});

test("more points and more dimensions extend fewer", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 8 }), fc.option(fc.string(), { nil: undefined }), (points, dimensions, seed) => {
      const longer = rowsOf(sobolSequence(130, 12, seed));
      expect(rowsOf(sobolSequence(points, dimensions, seed))).toEqual(longer.slice(0, points).map((row) => row.slice(0, dimensions)));
    }),
  );
});

test("the seed decides, and no coordinate is 0 or 1", () => {
  const { values } = sobolSequence(1024, 8, "a");
  expect(sobolSequence(1024, 8, "a").values).toEqual(values);
  expect(sobolSequence(1024, 8, "b").values).not.toEqual(values);
  for (const seed of [undefined, "a"]) expect(sobolSequence(1024, 8, seed).values.every((u) => u > 0 && u < 1)).toBe(true);
});

// ∫ exp(u₁ + … + u₅) = (e − 1)⁵. From 64 to 4096 points, the error of independent points falls to 1/8.
test("the error of a smooth integral falls faster than 1/√n, without bias", () => {
  const seeds = 100;
  const errors = [64, 4096].map((n) => {
    const relative = Array.from({ length: seeds }, (_, seed) => {
      const rows = rowsOf(sobolSequence(n, 5, `seed ${seed}`));
      return rows.reduce((sum, row) => sum + Math.exp(row.reduce((total, u) => total + u, 0)), 0) / n / (Math.E - 1) ** 5 - 1;
    });
    const rms = Math.sqrt(relative.reduce((sum, e) => sum + e * e, 0) / seeds);
    expect(Math.abs(relative.reduce((sum, e) => sum + e, 0) / seeds)).toBeLessThan((5 * rms) / Math.sqrt(seeds));
    return rms;
  });
  expect(errors[1]).toBeLessThan(errors[0] / 64);
  expect(errors[1]).toBeLessThan(1e-3);
});

test("direction numbers: vₖ has bit k set and none below it, in every dimension", () => {
  for (let j = 0; j < SOBOL_DIMENSIONS; j++) sobolDirections(j).forEach((v, k) => expect(v << k, `v${k + 1} of ${j}`).toBe(0x80000000 | 0));
});

test("more dimensions than there are direction numbers for are refused, and so is no point", () => {
  expect(SOBOL_DIMENSIONS).toBe(256);
  expect(() => sobolSequence(8, 257)).toThrow(new RangeError("dimensions of a Sobol' sequence must be a whole number from 1 to 256, got 257"));
  expect(() => sobolSequence(0, 2)).toThrow(RangeError);
  expect(() => sobolDirections(256)).toThrow(/known for dimensions 0 to 255, not for 256/);
});
