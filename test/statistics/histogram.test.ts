import fc from "fast-check";
import { expect, test } from "vitest";
import { histogram } from "../../src/statistics/histogram.ts";

const edges = Float64Array.of(-1, 0, 0.5, 2);
const bins = histogram(edges);

function stateOf(values: readonly number[]) {
  const state = bins.init();
  for (const x of values) bins.add(state, x);
  return state;
}

const number = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.constantFrom(-1, 0, 0.5, 2, -Infinity, Infinity),
);
const numbers = fc.array(number, { maxLength: 60 });

test("a bin holds its lower edge; the last one holds both", () => {
  const { counts, below, above } = bins.value(stateOf([-1, -0.5, 0, 0.5, 1.9, 2, 2.1, -1.1, -7]));
  expect([...counts]).toEqual([2, 1, 3]);
  expect([below, above]).toEqual([2, 1]);
});

test("the counts are those of a plain filter, and nothing is lost", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const { counts, below, above } = stateOf(values);
      const count = (test: (x: number) => boolean) => values.filter(test).length;
      expect([...counts]).toEqual([
        count((x) => x >= -1 && x < 0), count((x) => x >= 0 && x < 0.5), count((x) => x >= 0.5 && x <= 2),
      ]);
      expect(below + above + counts.reduce((sum, c) => sum + c, 0)).toBe(values.length);
    }),
  );
});

test("parts merge to the whole in any order and any grouping", () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const left = stateOf(a);
      bins.merge(left, stateOf(b));
      bins.merge(left, stateOf(c));
      const right = stateOf(c);
      const inner = stateOf(b);
      bins.merge(inner, stateOf(a));
      bins.merge(right, inner);
      expect(left).toEqual(stateOf([...a, ...b, ...c]));
      expect(right).toEqual(left);
    }),
  );
});

test("the value is a copy", () => {
  const state = stateOf([0]);
  bins.value(state).counts.fill(9);
  expect([...state.counts]).toEqual([0, 1, 0]);
});

test("NaN, foreign states and bad edges are refused", () => {
  expect(() => stateOf([NaN])).toThrow(/NaN/);
  const other = histogram(Float64Array.of(0, 1));
  expect(() => bins.merge(bins.init(), other.init())).toThrow(/different edges/);
  for (const bad of [[], [1], [0, 0], [1, 0], [0, NaN, 1], [0, Infinity]]) {
    expect(() => histogram(Float64Array.from(bad))).toThrow(RangeError);
  }
});
