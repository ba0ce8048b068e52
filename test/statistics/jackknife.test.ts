import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { jackknifeStandardError } from "../../src/statistics/jackknife.ts";

const mean = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const sd = (xs: readonly number[]) => Math.sqrt(xs.reduce((sum, x) => sum + (x - mean(xs)) ** 2, 0) / (xs.length - 1));
const without = (xs: readonly number[], g: number, size: number) => xs.filter((_, i) => Math.floor(i / size) !== g);

test("for a mean it is s/√n, and with groups that of the means of the groups", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 2, maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (groups, size) => {
      // Each value `size` times, shifted, so that group means are the values plus a constant.
      const xs = groups.flatMap((x) => Array.from({ length: size }, (_, k) => x + k));
      const leftOut = groups.map((_, g) => mean(without(xs, g, size)));
      expect(jackknifeStandardError(leftOut)).toBeCloseTo(sd(groups) / Math.sqrt(groups.length), 8);
    }),
  );
});

// Var of 1/x̄ for exponential values of mean 1: 1/n by the delta method.
test("for a smooth function of a mean it is the standard error, in the root mean square over samples", () => {
  const { uniform } = createRandom(keyFromSeed("jackknife"));
  const [n, size, samples] = [400, 20, 200];
  let squares = 0;
  for (let s = 0; s < samples; s++) {
    const xs = Array.from({ length: n }, (_, i) => -Math.log(uniform(i, s, 0, 0)));
    squares += jackknifeStandardError(Array.from({ length: n / size }, (_, g) => 1 / mean(without(xs, g, size)))) ** 2;
  }
  expect(Math.abs(Math.sqrt(squares / samples) * Math.sqrt(n) - 1)).toBeLessThan(0.1);
});

test("below two groups nothing is known", () => {
  expect([jackknifeStandardError([]), jackknifeStandardError([1])]).toEqual([NaN, NaN]);
  expect(jackknifeStandardError([3, 3, 3])).toBe(0);
});
