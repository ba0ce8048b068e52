import fc from "fast-check";
import { expect, test } from "vitest";
import {
  amplification, type AmplificationState, type Pair,
} from "../../src/statistics/amplification.ts";
import { Z95 } from "../../src/statistics/estimate.ts";

const move = fc.double({ min: -100, max: 100, noNaN: true });
const pairs = fc.array(fc.record({ full: move, frozen: move }), { maxLength: 40 });

function stateOf(data: readonly Pair[]): AmplificationState {
  const state = amplification.init();
  for (const pair of data) amplification.add(state, pair);
  return state;
}

function merged(...states: AmplificationState[]): AmplificationState {
  const into = amplification.init();
  for (const state of states) amplification.merge(into, state);
  return into;
}

const undefinedRatio = { value: NaN, ciLow: NaN, ciHigh: NaN };

// Frozen 1 2 3 (mean 2), full 2 3 7 (mean 4): A = 2; residuals of full − 2 frozen are 0 −1 1;
// SE² = (0 + 1 + 1)/(3 · 2 · 2²) = 1/12. Differences 1 1 4: mean 2, sd² = 3, SE² = 1.
test("ratio and difference of three pairs, worked by hand", () => {
  const { ratio, difference, count } = amplification.value(
    stateOf([{ full: 2, frozen: 1 }, { full: 3, frozen: 2 }, { full: 7, frozen: 3 }]),
  );
  expect(count).toBe(3);
  expect(ratio.value).toBeCloseTo(2, 14);
  expect(ratio.ciLow).toBeCloseTo(2 - Z95 / Math.sqrt(12), 14);
  expect(ratio.ciHigh).toBeCloseTo(2 + Z95 / Math.sqrt(12), 14);
  expect(difference.value).toBeCloseTo(2, 14);
  expect(difference.ciLow).toBeCloseTo(2 - Z95, 14);
  expect(difference.ciHigh).toBeCloseTo(2 + Z95, 14);
});

test("ratio and standard errors agree with the two-pass formulas", () => {
  const positive = fc.double({ min: 1, max: 1.5, noNaN: true }); // frozen mean far from 0
  const data = fc.array(fc.record({ full: move, frozen: positive }), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(data, (xs) => {
      const n = xs.length;
      const { ratio, difference } = amplification.value(stateOf(xs));
      const mean = (f: (pair: Pair) => number) => xs.reduce((sum, pair) => sum + f(pair), 0) / n;
      const full = mean((pair) => pair.full);
      const frozen = mean((pair) => pair.frozen);
      const A = full / frozen;
      const residual = mean((pair) => (pair.full - full - A * (pair.frozen - frozen)) ** 2);
      const spread = mean((pair) => (pair.full - pair.frozen - full + frozen) ** 2);
      expect(ratio.value).toBeCloseTo(A, 8);
      expect((ratio.ciHigh - ratio.value) / Z95).toBeCloseTo(Math.sqrt(residual / (n - 1)) / frozen, 6);
      expect(difference.value).toBeCloseTo(full - frozen, 8);
      expect((difference.value - difference.ciLow) / Z95).toBeCloseTo(Math.sqrt(spread / (n - 1)), 6);
    }),
  );
});

test("identical pairs amplify by exactly 1 with certainty, however they were merged", () => {
  const nonzero = move.filter((x) => Math.abs(x) > 1e-100); // so that its square is not 0
  const one = { value: 1, ciLow: 1, ciHigh: 1 };
  fc.assert(
    fc.property(fc.array(nonzero, { minLength: 1 }), fc.array(nonzero), (a, b) => {
      const equal = (moves: readonly number[]) => stateOf(moves.map((x) => ({ full: x, frozen: x })));
      const { ratio, difference } = amplification.value(merged(equal(a), equal(b)));
      expect(ratio).toEqual(one);
      expect(difference.value).toBe(0);
    }),
  );
});

test("a frozen mean that cannot be told from 0 leaves the ratio undefined, not the difference", () => {
  const near = stateOf([{ full: 2, frozen: 1 }, { full: -1, frozen: -0.9 }, { full: 1, frozen: 0.1 }]);
  expect(amplification.value(near).ratio).toEqual(undefinedRatio);
  expect(amplification.value(near).difference.value).toBeCloseTo(1.8 / 3, 14);
  const zero = stateOf([{ full: 1, frozen: 0 }, { full: 2, frozen: 0 }]);
  expect(amplification.value(zero).ratio).toEqual(undefinedRatio);
  const still = stateOf([{ full: 0, frozen: 0 }, { full: 0, frozen: 0 }]);
  expect(amplification.value(still)).toEqual({
    count: 2, ratio: undefinedRatio, difference: { value: 0, ciLow: 0, ciHigh: 0 },
  });
});

test("the ratio is defined from a frozen mean of two standard errors on", () => {
  // Frozen m − 1, m + 1: standard error of the mean 1.
  const at = (m: number) =>
    amplification.value(stateOf([{ full: 5, frozen: m - 1 }, { full: 6, frozen: m + 1 }])).ratio.value;
  expect(at(1.99)).toBe(NaN);
  expect(at(2)).toBeCloseTo(2.75, 12);
  expect(at(-2)).toBeCloseTo(-2.75, 12);
});

test("one pair gives a difference without interval and no ratio; no pair gives nothing", () => {
  expect(amplification.value(stateOf([{ full: 3, frozen: 1 }]))).toEqual({
    count: 1, ratio: undefinedRatio, difference: { value: 2, ciLow: NaN, ciHigh: NaN },
  });
  expect(amplification.value(amplification.init())).toEqual({
    count: 0, ratio: undefinedRatio, difference: undefinedRatio,
  });
});

function expectClose(a: AmplificationState, b: AmplificationState): void {
  expect(a.count).toBe(b.count);
  for (const key of ["meanD", "meanY", "dd", "dy", "yy"] as const) {
    expect(Math.abs(a[key] - b[key]), key).toBeLessThan(1e-7);
  }
}

test("merge: whole from parts, commutative to the bit, associative to rounding, empty part neutral", () => {
  fc.assert(
    fc.property(pairs, pairs, pairs, (a, b, c) => {
      const [A, B, C] = [stateOf(a), stateOf(b), stateOf(c)];
      const copy = { ...B };
      expectClose(merged(A, B), stateOf([...a, ...b]));
      expect(merged(A, B)).toEqual(merged(B, A));
      expectClose(merged(merged(A, B), C), merged(A, merged(B, C)));
      expect(merged(A, amplification.init())).toEqual(A);
      expect(B).toEqual(copy);
    }),
  );
});
