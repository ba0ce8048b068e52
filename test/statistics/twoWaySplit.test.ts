import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFor } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { twoWaySplit, type TwoWaySplit, type TwoWayState } from "../../src/statistics/twoWaySplit.ts";

function stateOf(rows: readonly (readonly number[])[], paths = rows[0].length): TwoWayState {
  const split = twoWaySplit(paths);
  const state = split.init();
  for (const row of rows) split.add(state, Float64Array.from(row));
  return state;
}
const splitOf = (rows: readonly (readonly number[])[], paths = rows[0].length): TwoWaySplit => twoWaySplit(paths).value(stateOf(rows, paths));

// Rows 1 3 and 5 11: means 2 8, columns 3 7, all 5. SS_points = 2 (9 + 9) = 36, SS_paths = 2 (4 + 4) = 16,
// residuals ±1: SS_e = 4. One degree of freedom each: σ_e² = 4, σ_a² = (36 − 4)/2 = 16, σ_b² = (16 − 4)/2 = 6.
test("two points and two paths, worked by hand", () => {
  const { points, pointsLeftOut, parameters, seed, interaction } = splitOf([[1, 3], [5, 11]]);
  expect([points, pointsLeftOut]).toEqual([2, 0]);
  expect([parameters.variance, seed.variance, interaction.variance]).toEqual([16, 6, 4]);
  expect(parameters.share).toBeCloseTo(16 / 26, 14);
  expect(seed.share).toBeCloseTo(6 / 26, 14);
  expect(interaction.share).toBeCloseTo(4 / 26, 14);
});

/** y = √A a + √B b + √E e with exponential a, b and normal e: no law is assumed. */
function synthetic(points: number, paths: number, [A, B, E]: readonly number[], seed: string): number[][] {
  const { normal, uniform } = createRandom(keyFor(seed, "synthetic"));
  const exponential = (u: number) => -Math.log(u) - 1;
  return Array.from({ length: points }, (_, i) => Array.from({ length: paths }, (_x, j) =>
    100 + Math.sqrt(A) * exponential(uniform(i, 0, 0, 0)) + Math.sqrt(B) * exponential(uniform(j, 0, 1, 0)) + Math.sqrt(E) * normal(i, j, 2, 0)));
}

const parts = ({ parameters, seed, interaction }: TwoWaySplit) => [parameters, seed, interaction];

test("the components of a synthetic model are recovered without bias", () => {
  const truth = [4, 9, 1];
  const samples = 400;
  const found = Array.from({ length: samples }, (_, s) => parts(splitOf(synthetic(30, 20, truth, `sample ${s}`))).map(({ variance }) => variance));
  truth.forEach((variance, k) => {
    const mean = found.reduce((sum, x) => sum + x[k], 0) / samples;
    const se = Math.sqrt(found.reduce((sum, x) => sum + (x[k] - mean) ** 2, 0) / (samples - 1) / samples);
    expect(Math.abs(mean - variance), `component ${k}`).toBeLessThan(5 * se);
    expect(se).toBeLessThan(0.05 * variance);
  });
});

test("what the seed shifts for all points alike is no part of the parameters' share", () => {
  const rows = synthetic(20, 10, [1, 0, 1], "alike");
  const shifted = rows.map((row) => row.map((y, j) => y + 1000 * j));
  expect(splitOf(shifted).parameters.variance).toBeCloseTo(splitOf(rows).parameters.variance, 6);
  expect(splitOf(shifted).interaction.variance).toBeCloseTo(splitOf(rows).interaction.variance, 6);
  expect(splitOf(shifted).seed.share).toBeGreaterThan(0.99);
});

test("exactly additive rows have no interaction, constant ones no shares", () => {
  const { interaction, parameters, seed } = splitOf([[1, 2, 3], [11, 12, 13], [21, 22, 23]]);
  expect([parameters.variance, seed.variance, interaction.variance]).toEqual([100, 1, 0]);
  for (const part of parts(splitOf([[2, 2], [2, 2]]))) expect(part).toEqual({ variance: 0, share: NaN });
});

test("a component that comes out negative is 0", () => {
  const { parameters, seed, interaction } = splitOf([[1, -1], [-1, 1]]);
  expect([parameters, seed]).toEqual([{ variance: 0, share: 0 }, { variance: 0, share: 0 }]);
  expect(interaction).toEqual({ variance: 4, share: 1 });
});

test("a point with a failed path is left out and counted; a row of another length is refused", () => {
  expect(splitOf([[1, 3], [NaN, 4], [5, 11], [Infinity, 0]])).toEqual({ ...splitOf([[1, 3], [5, 11]]), pointsLeftOut: 2 });
  expect(() => stateOf([[1, 2], [1]])).toThrow(new RangeError("a point has 2 paths, got 1 values"));
});

test.each([["no point", [], 2], ["one point", [[1, 2]], 2], ["one path", [[1], [2]], 1]] as const)("%s tells nothing", (_, rows, paths) => {
  for (const part of parts(splitOf(rows, paths))) expect(part).toEqual({ variance: NaN, share: NaN });
});

test("merge: whole from parts, commutative to the bit, an empty part neutral to the bit, the second unchanged", () => {
  const paths = 3;
  const rows = fc.array(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: paths, maxLength: paths }), { maxLength: 10 });
  const split = twoWaySplit(paths);
  const merged = (...states: TwoWayState[]) => {
    const into = split.init();
    for (const state of states) split.merge(into, state);
    return into;
  };
  fc.assert(
    fc.property(rows, rows, (a, b) => {
      const [A, B] = [stateOf(a, paths), stateOf(b, paths)];
      const copy = structuredClone(B);
      expect(merged(A, B)).toEqual(merged(B, A));
      expect(merged(A, split.init())).toEqual(merged(A));
      expect(merged(A)).toEqual(A);
      expect(B).toEqual(copy);
      const [whole, joined] = [parts(splitOf([...a, ...b], paths)), parts(split.value(merged(A, B)))];
      whole.forEach(({ variance }, k) => (Number.isNaN(variance) ? expect(joined[k].variance).toBe(NaN) : expect(joined[k].variance).toBeCloseTo(variance, 7)));
    }),
  );
});
