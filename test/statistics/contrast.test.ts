import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { contrast } from "../../src/statistics/contrast.ts";
import { pairedDifference } from "../../src/statistics/pairedDifference.ts";
import { parseFunctional } from "../../src/statistics/parseFunctional.ts";
import { prepare } from "../../src/statistics/preparedSample.ts";

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -100, max: 100, noNaN: true }));
const pairs = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 80 });
const named = (name: string) => parseFunctional(name)!;
const between = (name: string, a: Float64Array, b: Float64Array) => contrast(named(name), prepare(a), prepare(b));

test("mean: difference, interval and variance reduction are those of the paired difference", () => {
  fc.assert(
    fc.property(pairs, (xy) => {
      const state = pairedDifference.init();
      for (const [a, b] of xy) pairedDifference.add(state, { a, b });
      const expected = pairedDifference.value(state);
      const got = between("mean", Float64Array.from(xy, ([a]) => a), Float64Array.from(xy, ([, b]) => b));
      expect(got.a).toBeCloseTo(expected.meanA, 9);
      expect(got.b).toBeCloseTo(expected.meanB, 9);
      for (const key of ["value", "ciLow", "ciHigh"] as const) expect(got.difference[key]).toBeCloseTo(expected.difference[key], 9);
      // Where d hardly varies the ratio is that of rounding errors.
      if (expected.varianceReduction < 1e12) expect(got.varianceReduction / expected.varianceReduction).toBeCloseTo(1, 3);
    }),
  );
});

const exponential = Float64Array.from({ length: 400 }, (_, i) => -Math.log((((i * 171) % 400) + 0.5) / 400));

test.each(["mean", "sd", "q50", "q95", "es95", "es99", "prob>1"])("%s: equal values differ by exactly 0, and pairing saves everything", (name) => {
  const { difference, varianceReduction } = between(name, exponential, exponential.slice());
  expect(difference).toEqual({ value: 0, ciLow: 0, ciHigh: 0 });
  expect(varianceReduction).toBe(Infinity);
});

test.each(["mean", "sd", "q50", "q95", "es95", "es99", "prob>1"])("%s: where nothing varies there is nothing to save", (name) => {
  const nothing = new Float64Array(400);
  expect(between(name, nothing, nothing)).toEqual({ a: 0, b: 0, difference: { value: 0, ciLow: 0, ciHigh: 0 }, varianceReduction: NaN });
});

test("a sample too small for influence values gives a difference without bounds", () => {
  const { difference, varianceReduction } = between("q999", exponential, exponential.map((x) => 2 * x));
  expect(difference.value).toBeGreaterThan(0);
  expect(difference).toMatchObject({ ciLow: NaN, ciHigh: NaN });
  expect(varianceReduction).toBe(NaN);
});

test("paths must be the same on both sides", () => {
  expect(() => between("mean", new Float64Array(3), new Float64Array(4))).toThrow(/same paths.*3 and 4/);
});

// b = 1.5 a on the same paths: every functional of a scale grows by half, and IF_b − IF_a = IF_a/2:
// (1 + 1.5²)/0.5² = 13 times as many paths without pairing.
test.each(["mean", "sd", "q95", "es95"])("%s: growth by a half is found 13 times as cheaply with pairs", (name) => {
  const result = between(name, exponential, exponential.map((x) => 1.5 * x));
  expect(result.b / result.a).toBeCloseTo(1.5, 12);
  expect(result.varianceReduction).toBeCloseTo(13, 9);
});

test("the reference is worked out once", () => {
  let asked = 0;
  const mean = named("mean");
  const counting = { ...mean, influence: (sample: ReturnType<typeof prepare>) => ((asked += 1), mean.influence(sample)) };
  const reference = prepare(exponential);
  for (let i = 0; i < 5; i++) contrast(counting, reference, prepare(exponential.map((x) => x + i)));
  expect(asked).toBe(6);
});

// a and b / 1.1 are exponential, each half the square of a pair of normals, correlated between a and b.
test("paired intervals hold the true difference as often as they say, and are far narrower than unpaired ones", () => {
  const random = createRandom(keyFromSeed("contrast"));
  const repetitions = 1000;
  const n = 500;
  const scale = 1.1;
  const truth: Record<string, number> = {
    mean: scale - 1, sd: scale - 1, q50: (scale - 1) * Math.log(2), q95: (scale - 1) * Math.log(20),
    es95: (scale - 1) * (1 + Math.log(20)), "prob>1": Math.exp(-1 / scale) - Math.exp(-1),
  };
  const rho = 0.98;
  const hits: Record<string, number> = {};
  const saved: Record<string, number> = {};
  const a = new Float64Array(n);
  const b = new Float64Array(n);
  for (let r = 0; r < repetitions; r++) {
    for (let i = 0; i < n; i++) {
      const [x1, y1] = [random.normal(r, i, 0, 0), random.normal(r, i, 0, 1)];
      const [x2, y2] = [rho * x1 + Math.sqrt(1 - rho * rho) * random.normal(r, i, 0, 2), rho * y1 + Math.sqrt(1 - rho * rho) * random.normal(r, i, 0, 3)];
      a[i] = (x1 * x1 + y1 * y1) / 2; // exponential
      b[i] = (scale * (x2 * x2 + y2 * y2)) / 2;
    }
    const [reference, other] = [prepare(a), prepare(b)];
    for (const [name, expected] of Object.entries(truth)) {
      const { difference: { ciLow, ciHigh }, varianceReduction } = contrast(named(name), reference, other);
      hits[name] = (hits[name] ?? 0) + (ciLow <= expected && expected <= ciHigh ? 1 : 0);
      saved[name] = (saved[name] ?? 0) + varianceReduction / repetitions;
    }
  }
  for (const name of Object.keys(truth)) {
    expect(hits[name] / repetitions, name).toBeGreaterThan(0.92);
    expect(saved[name], name).toBeGreaterThan(2);
  }
});
