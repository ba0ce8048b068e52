import type { Statistic } from "./statistic.ts";

/** The first `count` entries of `values`, in the order of arrival. */
export interface SampleState {
  values: Float64Array;
  count: number;
}

/**
 * All the data, sorted ascending (NaN last). `value` is a new array and
 * depends on the numbers only, not on the order in which they came.
 */
export const sample: Statistic<SampleState, number, Float64Array> = {
  init() {
    return { values: new Float64Array(16), count: 0 };
  },

  add(state, x) {
    reserve(state, state.count + 1);
    state.values[state.count++] = x;
  },

  merge(into, from) {
    const { values, count } = from; // read first: `from` may be `into`
    reserve(into, into.count + count);
    into.values.set(values.subarray(0, count), into.count);
    into.count += count;
  },

  value({ values, count }) {
    return values.slice(0, count).sort();
  },
};

/** Room for `count` numbers, doubling so that adding n of them costs O(n). */
function reserve(state: SampleState, count: number): void {
  if (count <= state.values.length) return;
  const larger = new Float64Array(Math.max(count, 2 * state.values.length));
  larger.set(state.values.subarray(0, state.count));
  state.values = larger;
}
