import fc from "fast-check";
import { expect, test } from "vitest";
import { sample, type SampleState } from "../../src/statistics/sample.ts";

const numbers = fc.array(fc.double(), { maxLength: 100 });

function stateOf(values: readonly number[]): SampleState {
  const state = sample.init();
  for (const x of values) sample.add(state, x);
  return state;
}

test("the value is the sorted data, however they were split and in whatever order they came", () => {
  fc.assert(
    fc.property(numbers, numbers, numbers, (a, b, c) => {
      const expected = Float64Array.from([...a, ...b, ...c]).sort();
      const forward = stateOf(a);
      sample.merge(forward, stateOf(b));
      sample.merge(forward, stateOf(c));
      const backward = stateOf(c);
      const inner = stateOf(b);
      sample.merge(inner, stateOf(a));
      sample.merge(backward, inner);
      for (const state of [forward, backward]) {
        const value = sample.value(state);
        expect(value.length).toBe(expected.length);
        value.forEach((x, i) => expect(x).toBe(expected[i])); // toBe tells −0 from 0
      }
    }),
  );
});

test("reading the value and merging leave the parts as they were", () => {
  const state = stateOf([3, 1, 2]);
  const other = stateOf([5, 4]);
  sample.value(state).fill(0);
  sample.merge(state, other);
  sample.add(state, 0);
  expect([...sample.value(other)]).toEqual([4, 5]);
  expect([...sample.value(state)]).toEqual([0, 1, 2, 3, 4, 5]);
});

test("a sample merged into itself counts twice", () => {
  const state = stateOf([2, 1]);
  sample.merge(state, state);
  expect([...sample.value(state)]).toEqual([1, 1, 2, 2]);
});

test("an empty sample is empty", () => {
  expect(sample.value(sample.init()).length).toBe(0);
});
