import fc from "fast-check";
import { expect, test } from "vitest";
import { Z95 } from "../../src/statistics/estimate.ts";
import { pairedDifference, type PairedState, type PairedValues } from "../../src/statistics/pairedDifference.ts";

const value = fc.double({ min: -100, max: 100, noNaN: true });
const pairs = fc.array(fc.record({ a: value, b: value }), { maxLength: 40 });

function stateOf(data: readonly PairedValues[]): PairedState {
  const state = pairedDifference.init();
  for (const pair of data) pairedDifference.add(state, pair);
  return state;
}

function merged(...states: PairedState[]): PairedState {
  const into = pairedDifference.init();
  for (const state of states) pairedDifference.merge(into, state);
  return into;
}

// a: 1 2 6 (mean 3, variance 7), b: 2 4 9 (mean 5, variance 13); d: 1 2 3 (mean 2, variance 1, SE² = 1/3).
test("means, difference and variance reduction of three pairs, worked by hand", () => {
  const { count, meanA, meanB, difference, varianceReduction } = pairedDifference.value(stateOf([{ a: 1, b: 2 }, { a: 2, b: 4 }, { a: 6, b: 9 }]));
  expect({ count, meanA, meanB }).toEqual({ count: 3, meanA: 3, meanB: 5 });
  expect(difference.value).toBeCloseTo(2, 14);
  expect(difference.ciLow).toBeCloseTo(2 - Z95 / Math.sqrt(3), 14);
  expect(difference.ciHigh).toBeCloseTo(2 + Z95 / Math.sqrt(3), 14);
  expect(varianceReduction).toBeCloseTo(20, 12);
});

test("runs that are equal differ by exactly nothing, and pairing saves everything", () => {
  const { difference, varianceReduction } = pairedDifference.value(stateOf([1, 5, 2].map((a) => ({ a, b: a }))));
  expect(difference).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
  expect(varianceReduction).toBe(Infinity);
});

test("no pairs: NaN; one pair: a difference without an interval", () => {
  expect(pairedDifference.value(pairedDifference.init())).toMatchObject({ count: 0, meanA: NaN, meanB: NaN, varianceReduction: NaN });
  expect(pairedDifference.value(stateOf([{ a: 1, b: 3 }])).difference).toEqual({ value: 2, ciLow: NaN, ciHigh: NaN });
});

test("independent values need as many paths as without pairing, to sampling error", () => {
  let x = 1;
  const next = () => (x = (x * 48271) % 2147483647) / 2147483647;
  const { varianceReduction } = pairedDifference.value(stateOf(Array.from({ length: 20_000 }, () => ({ a: next(), b: next() }))));
  expect(varianceReduction).toBeGreaterThan(0.97);
  expect(varianceReduction).toBeLessThan(1.03);
});

test("merging is commutative to the bit, agrees with adding, and leaves the second as it was", () => {
  fc.assert(
    fc.property(pairs, pairs, (xs, ys) => {
      const [p, q] = [stateOf(xs), stateOf(ys)];
      const before = { ...q };
      expect(merged(p, q)).toEqual(merged(q, p));
      expect(q).toEqual(before);
      const [one, other] = [pairedDifference.value(merged(p, q)), pairedDifference.value(stateOf([...xs, ...ys]))];
      expect(one.count).toBe(other.count);
      if (one.count > 0) {
        expect(one.difference.value).toBeCloseTo(other.difference.value, 9);
        expect(one.meanB).toBeCloseTo(other.meanB, 9);
      }
      if (one.count > 1) expect(one.difference.ciHigh).toBeCloseTo(other.difference.ciHigh, 8);
    }),
  );
});
