import fc from "fast-check";
import * as simple from "simple-statistics";
import { expect, test } from "vitest";
import { Z95 } from "../../src/statistics/estimate.ts";
import { moments, type MomentsState } from "../../src/statistics/moments.ts";

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const numbers = fc.array(number, { maxLength: 60 });
const someNumbers = fc.array(number, { minLength: 2, maxLength: 60 });

function stateOf(values: readonly number[]): MomentsState {
  const state = moments.init();
  for (const x of values) moments.add(state, x);
  return state;
}

function merged(...states: MomentsState[]): MomentsState {
  const into = moments.init();
  for (const state of states) moments.merge(into, state);
  return into;
}

function expectClose(a: MomentsState, b: MomentsState): void {
  expect([a.count, a.min, a.max]).toEqual([b.count, b.min, b.max]);
  expect(Math.abs(a.mean - b.mean)).toBeLessThan(1e-9);
  expect(Math.abs(a.m2 - b.m2)).toBeLessThanOrEqual(1e-11 * Math.max(a.m2, b.m2, 1e6));
}

test("moments of 2 4 4 4 5 5 7 9, worked by hand: mean 5, Σ(x − 5)² = 32", () => {
  const { count, mean, sd, min, max } = moments.value(stateOf([2, 4, 4, 4, 5, 5, 7, 9]));
  expect([count, mean.value, min, max]).toEqual([8, 5, 2, 9]);
  expect(sd).toBeCloseTo(Math.sqrt(32 / 7), 14);
  expect(mean.ciHigh).toBeCloseTo(5 + Z95 * Math.sqrt(32 / 7 / 8), 14);
  expect(mean.ciLow).toBeCloseTo(5 - Z95 * Math.sqrt(32 / 7 / 8), 14);
});

test("mean, sd, min and max agree with simple-statistics", () => {
  fc.assert(
    fc.property(someNumbers, (values) => {
      const { mean, sd, min, max } = moments.value(stateOf(values));
      expect(Math.abs(mean.value - simple.mean(values))).toBeLessThan(1e-9);
      expect(Math.abs(sd - simple.sampleStandardDeviation(values))).toBeLessThan(1e-8);
      expect([min, max]).toEqual([simple.min(values), simple.max(values)]);
    }),
  );
});

test("a large offset does not spoil the standard deviation", () => {
  const offset = 1e9;
  expect(moments.value(stateOf([offset + 4, offset + 7, offset + 13, offset + 16])).sd).toBeCloseTo(
    Math.sqrt(30), 6,
  );
});

test("merging parts gives the moments of the whole, wherever it was cut", () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      expectClose(merged(stateOf(a), stateOf(b)), stateOf([...a, ...b]));
    }),
  );
});

test("merge is commutative to the bit, associative to rounding, and keeps its second argument", () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const [A, B, C] = [stateOf(a), stateOf(b), stateOf(c)];
      const copy = { ...B };
      expect(merged(A, B)).toEqual(merged(B, A));
      expectClose(merged(merged(A, B), C), merged(A, merged(B, C)));
      expect(B).toEqual(copy);
    }),
  );
});

test("an empty part changes no bit", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const state = stateOf(values);
      expect(merged(state)).toEqual(state);
      expect(merged(state, moments.init())).toEqual(state);
    }),
  );
});

test("one number has a mean without interval and no sd; none has nothing", () => {
  const nan = { value: NaN, ciLow: NaN, ciHigh: NaN };
  expect(moments.value(stateOf([3]))).toEqual({
    count: 1, mean: { value: 3, ciLow: NaN, ciHigh: NaN }, sd: NaN, min: 3, max: 3,
  });
  expect(moments.value(moments.init())).toEqual({ count: 0, mean: nan, sd: NaN, min: NaN, max: NaN });
});
