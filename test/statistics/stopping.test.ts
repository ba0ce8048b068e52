import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { inverseNormal } from "../../src/random/normal.ts";
import { createRandom } from "../../src/random/stream.ts";
import { looks } from "../../src/statistics/looks.ts";
import { parsePrecision } from "../../src/statistics/precision.ts";
import { prepare } from "../../src/statistics/preparedSample.ts";
import { createStopping, errorOfLook } from "../../src/statistics/stopping.ts";

const stopping = (text: string) => createStopping(parsePrecision(text));
const exponential = Float64Array.from({ length: 4000 }, (_, i) => -Math.log((((i * 1171) % 4000) + 0.5) / 4000));

test("the looks spend the whole error, none of them most of it", () => {
  let spent = 0;
  for (let j = 1; j <= 100_000; j++) spent += errorOfLook(j, 0.05);
  expect(spent).toBeLessThan(0.05);
  expect(spent).toBeCloseTo(0.05, 5);
  expect(errorOfLook(1, 0.05)).toBeCloseTo(0.05 / 11, 15);
});

test("a look is met from the tolerance on that is the larger half-width", () => {
  const { interval, estimate, met, n } = stopping("es95(x) within 1e-9").look(1, exponential);
  expect(n).toBe(4000);
  expect(met).toBe(false);
  expect(interval.high - estimate).toBeGreaterThan(1.05 * (estimate - interval.low)); // skewed to the right
  const half = interval.high - estimate;
  expect(stopping(`es95(x) within ${half * 1.0001}`).look(1, exponential).met).toBe(true);
  expect(stopping(`es95(x) within ${half * 0.9999}`).look(1, exponential).met).toBe(false);
  expect(stopping(`es95(x) within ${(half / estimate) * 100.01}%`).look(1, exponential).met).toBe(true);
  expect(stopping(`es95(x) within ${(half / estimate) * 99.99}%`).look(1, exponential).met).toBe(false);
});

test("later looks and higher confidences ask for wider intervals", () => {
  const width = (text: string, j: number) => {
    const { low, high } = stopping(text).look(j, exponential).interval;
    return high - low;
  };
  for (const name of ["mean", "sd", "q95", "es95", "prob>1"]) {
    expect(width(`${name}(x) within 1%`, 9), name).toBeGreaterThan(width(`${name}(x) within 1%`, 1));
    expect(width(`${name}(x) within 1% at 99.9%`, 1), name).toBeGreaterThan(width(`${name}(x) within 1%`, 1));
  }
});

test("no variation is no precision, except for a quantile within an atom", () => {
  const nothing = new Float64Array(10_000);
  for (const name of ["mean", "sd", "es99", "prob>0"]) expect(stopping(`${name}(x) within 5%`).look(1, nothing).met, name).toBe(false);
  expect(stopping("prob>0(x) within 0.01").look(1, nothing).met).toBe(true);
  expect(stopping("q50(x) within 5%").look(1, nothing)).toMatchObject({ met: true, interval: { low: 0, high: 0 } });
});

test("a number that numbers no look is refused", () => {
  for (const j of [0, -1, 1.5, NaN]) expect(() => stopping("mean(x) within 5%").look(j, exponential)).toThrow(RangeError);
});

/*
 * How often the interval at the stop holds the truth. A law is its quantile function; `truth` follows from it:
 * expected shortfalls are 1 − ln(1 − p) for the exponential law and e^½ Φ(1 − z_p)/(1 − p) for the lognormal one,
 * and the zero-inflated law beyond its 80 % zeros is the exponential one at a fifth of the tail probability.
 */
interface Law {
  readonly quantile: (u: number) => number;
  readonly truth: Readonly<Record<string, number>>;
}

const LAWS: Readonly<Record<string, Law>> = {
  exponential: {
    quantile: (u) => -Math.log(1 - u),
    truth: { mean: 1, q95: Math.log(20), es95: 1 + Math.log(20), es99: 1 + Math.log(100), "prob>2": Math.exp(-2) },
  },
  lognormal: {
    quantile: (u) => Math.exp(inverseNormal(u)),
    truth: {
      mean: Math.exp(0.5), q95: 5.180251602233015, es95: 8.557213, es99: 15.227973, "prob>4": 0.0828285,
    },
  },
  "zero-inflated": {
    quantile: (u) => (u < 0.8 ? 0 : -Math.log((1 - u) / 0.2)),
    truth: { mean: 0.2, q95: Math.log(4), es95: 1 + Math.log(4), es99: 1 + Math.log(20), "prob>1": 0.2 * Math.exp(-1) },
  },
};

const REPETITIONS = 300;
const PROMISED = 0.95 - 2 * Math.sqrt((0.95 * 0.05) / REPETITIONS);
const CASES = Object.entries(LAWS).flatMap(([law, { truth }]) => Object.keys(truth).map((name) => ({ law, name })));
const random = createRandom(keyFromSeed("stopping"));

/** The first n numbers of a repetition, each drawn when first needed. */
function drawn(law: Law, repetition: number): (n: number) => Float64Array {
  let values = new Float64Array(1024);
  let known = 0;
  return (n) => {
    if (n > values.length) {
      const larger = new Float64Array(2 * n);
      larger.set(values);
      values = larger;
    }
    for (; known < n; known++) values[known] = law.quantile(random.uniform(repetition, known & 0xffff, known >> 16, 0));
    return values.subarray(0, n);
  };
}

/** Share of repetitions whose last interval holds the truth, and the mean number of paths it took. */
function coverage(lawName: string, name: string, spend: boolean): { share: number; paths: number } {
  const law = LAWS[lawName];
  const precision = parsePrecision(`${name}(x) within 20%`);
  const procedure = createStopping(precision);
  const naive = (values: Float64Array) => {
    const { value, ciLow, ciHigh } = precision.functional.estimate(prepare(values));
    return { interval: { low: ciLow, high: ciHigh }, met: Math.max(value - ciLow, ciHigh - value) <= 0.2 * value };
  };
  let [hits, paths] = [0, 0];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const sample = drawn(law, repetition);
    let j = 0;
    for (const n of looks(256, 1.5, 64)) {
      j += 1;
      const { interval, met } = spend ? procedure.look(j, sample(n)) : naive(sample(n));
      if (!met) continue;
      if (interval.low <= law.truth[name] && law.truth[name] <= interval.high) hits += 1;
      paths += n;
      break;
    }
  }
  return { share: hits / REPETITIONS, paths: paths / REPETITIONS };
}

test.each(CASES)("$law law, $name within 20 %: the interval at the stop holds the truth as often as promised", ({ law, name }) => {
  expect(coverage(law, name, true).share).toBeGreaterThanOrEqual(PROMISED);
});

test.each([
  { law: "exponential", name: "es95" }, { law: "exponential", name: "es99" },
  { law: "lognormal", name: "es95" }, { law: "zero-inflated", name: "es99" },
])("$law law, $name: the unadjusted 95 % interval at every look does not", ({ law, name }) => {
  expect(coverage(law, name, false).share).toBeLessThan(PROMISED);
});
