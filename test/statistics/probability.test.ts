import fc from "fast-check";
import { expect, test } from "vitest";
import { exceedance, wilson } from "../../src/statistics/probability.ts";

// Wilson intervals at 95 %: Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i: Wilson interval from %d to %d", (hits, n, low, high) => {
  const { value, ciLow, ciHigh } = wilson(hits, n);
  expect(value).toBe(hits / n);
  expect(ciLow).toBeCloseTo(low, 4);
  expect(ciHigh).toBeCloseTo(high, 4);
});

test("the interval holds the proportion, lies in [0, 1] and mirrors when hits become misses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const hits = Math.round(share * n);
      const { value, ciLow, ciHigh } = wilson(hits, n);
      expect(0 <= ciLow && ciLow <= value && value <= ciHigh && ciHigh <= 1 && ciLow < ciHigh).toBe(true);
      expect(wilson(n - hits, n).ciLow).toBeCloseTo(1 - ciHigh, 12);
    }),
  );
});

test("Wilson covers the true probability near 95 % on average, by the binomial law", () => {
  const n = 200;
  let total = 0;
  for (let k = 1; k < 100; k++) {
    const p = k / 100;
    let log = n * Math.log(1 - p);
    for (let hits = 0; hits <= n; hits++) {
      const { ciLow, ciHigh } = wilson(hits, n);
      if (ciLow <= p && p <= ciHigh) total += Math.exp(log);
      log += Math.log(((n - hits) / (hits + 1)) * (p / (1 - p)));
    }
  }
  expect(Math.abs(total / 99 - 0.95)).toBeLessThan(0.003);
});

test("exceedance is strict, and the parts merge to the whole in any order", () => {
  const number = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.double({ noNaN: true }));
  const over1 = exceedance(1);
  const stateOf = (values: readonly number[]) => {
    const state = over1.init();
    for (const x of values) over1.add(state, x);
    return state;
  };
  fc.assert(
    fc.property(fc.array(number), fc.array(number), (a, b) => {
      const ab = stateOf(a);
      over1.merge(ab, stateOf(b));
      const ba = stateOf(b);
      over1.merge(ba, stateOf(a));
      const all = [...a, ...b];
      expect(ab).toEqual({ count: all.length, hits: all.filter((x) => x > 1).length });
      expect(over1.value(ba)).toEqual(over1.value(ab));
      expect(over1.value(ab)).toEqual(wilson(ab.hits, ab.count));
    }),
  );
});

test("without data the probability is unknown", () => {
  const positive = exceedance(0);
  expect(positive.value(positive.init())).toEqual({ value: NaN, ciLow: NaN, ciHigh: NaN });
});
