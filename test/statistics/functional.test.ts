import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Z95 } from "../../src/statistics/estimate.ts";
import { expectedShortfall } from "../../src/statistics/expectedShortfall.ts";
import { estimate, type Functional } from "../../src/statistics/functional.ts";
import { parseFunctional } from "../../src/statistics/parseFunctional.ts";
import { prepare } from "../../src/statistics/preparedSample.ts";
import { quantileInterval } from "../../src/statistics/quantile.ts";
import { summarize } from "../../src/statistics/summarize.ts";

const names = ["mean", "sd", "q05", "q50", "q95", "q999", "es95", "es99", "prob>0", "prob>-2.5"];
const functionals = names.map(named);
/** Metrics with atoms, as many are: whole numbers about 0, beside numbers of any size. */
const value = fc.oneof(fc.integer({ min: -2, max: 4 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
const values = fc.array(value, { minLength: 1, maxLength: 150 }).map((xs) => Float64Array.from(xs));

function named(name: string): Functional {
  const functional = parseFunctional(name);
  if (functional === undefined) throw new Error(`${name} is no functional`);
  return functional;
}

function sumsOf(influence: Float64Array): { sum: number; squares: number; largest: number } {
  let [sum, squares, largest] = [0, 0, 0];
  for (const x of influence) {
    sum += x;
    squares += x * x;
    largest = Math.max(largest, Math.abs(x));
  }
  return { sum, squares, largest };
}

test("value and interval are to the bit those of the summary", () => {
  fc.assert(
    fc.property(values, (xs) => {
      for (const { statistic, value: v, ciLow, ciHigh } of summarize(xs)) {
        if (statistic === "min" || statistic === "max") continue;
        const name = statistic === "prob_positive" ? "prob>0" : statistic;
        expect(estimate(named(name), xs), name).toStrictEqual({ value: v, ciLow, ciHigh });
      }
    }),
  );
});

test("an empty sample and one with a NaN or an infinite value are refused", () => {
  expect(() => estimate(named("mean"), new Float64Array(0))).toThrow(/empty/);
  for (const bad of [NaN, Infinity]) expect(() => estimate(named("mean"), Float64Array.of(1, bad))).toThrow(/value 1 of 2/);
});

describe.each(functionals)("the contract of $name", (functional) => {
  test("influence values sum to 0 up to rounding, or are all NaN", () => {
    fc.assert(
      fc.property(values, (xs) => {
        const influence = functional.influence(prepare(xs));
        expect(influence.length).toBe(xs.length);
        if (influence.some(Number.isNaN)) {
          expect(influence.every(Number.isNaN)).toBe(true);
        } else {
          const { sum, largest } = sumsOf(influence);
          expect(Math.abs(sum)).toBeLessThanOrEqual(1e-10 * Math.max(1, largest));
        }
      }),
    );
  });

  test("influence values follow the order of the paths; the sample is left as it was", () => {
    fc.assert(
      fc.property(values, (xs) => {
        const before = xs.slice();
        const forward = functional.influence(prepare(xs));
        const backward = functional.influence(prepare(xs.toReversed()));
        expect(backward.toReversed()).toStrictEqual(forward);
        expect(xs).toStrictEqual(before);
      }),
    );
  });

  test("weights that are all alike count as none; scaling them changes nothing", () => {
    fc.assert(
      fc.property(values, fc.constantFrom(1, 2, 0.25), (xs, w) => {
        const sample = prepare(xs);
        const weights = new Float64Array(xs.length).fill(w);
        expect(functional.effectiveSize(sample, weights)).toBeCloseTo(functional.effectiveSize(sample), 9);
      }),
    );
  });

  test("the interval at any confidence holds the estimate and grows with the confidence", () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 60, maxLength: 400 }), (xs) => {
        const sample = prepare(Float64Array.from(xs));
        const wide = functional.interval(sample, 0.001);
        const narrow = functional.interval(sample, 0.2);
        expect(wide.value).toBe(functional.estimate(sample).value);
        // A quantile that few values lie beyond is interpolated inwards, and may lie below its only bound.
        if (!Number.isNaN(narrow.ciLow + narrow.ciHigh)) {
          expect(narrow.ciLow).toBeLessThanOrEqual(narrow.value);
          expect(narrow.ciHigh).toBeGreaterThanOrEqual(narrow.value);
        }
        expect(wide.ciLow > narrow.ciLow || wide.ciHigh < narrow.ciHigh).toBe(false);
      }),
    );
  });
});

/** Exponential values on n equally likely quantiles, in an order that is not sorted. */
const exponential = (n: number) => Float64Array.from({ length: n }, (_, i) => -Math.log((((i * 7919) % n) + 0.5) / n));

// Σ IF²/n² is the squared standard error of the existing interval; √(Σ IF²/(n (n − 1))) is larger by √(n/(n − 1)).
test.each(["mean", "sd", "es95", "es99"])("%s: the standard error of the influence values is that of the 95 %% interval, exactly", (name) => {
  for (const n of [250, 333, 1000]) {
    const sample = prepare(exponential(n));
    const { value: v, ciHigh } = named(name).estimate(sample);
    const { squares } = sumsOf(named(name).influence(sample));
    const divisor = name === "mean" ? n * (n - 1) : n * n;
    expect(Math.sqrt(squares / divisor)).toBeCloseTo((ciHigh - v) / Z95, 12);
  }
});

test("quantile: the standard error of the influence values is that of the exponential law, √(p/((1 − p) n))", () => {
  const n = 20_000;
  for (const [name, p] of [["q50", 0.5], ["q95", 0.95], ["q05", 0.05]] as const) {
    const { squares } = sumsOf(named(name).influence(prepare(exponential(n))));
    expect(Math.sqrt(squares / n) / Math.sqrt(p / (1 - p)), name).toBeCloseTo(1, 1);
    const { ciLow, ciHigh } = quantileInterval(exponential(n).sort(), p);
    expect((2 * Z95 * Math.sqrt(squares) / n) / (ciHigh - ciLow), name).toBeCloseTo(1, 1);
  }
});

test("quantile: within an atom it does not move; beyond the sample nothing is known", () => {
  const mostlyZero = Float64Array.from({ length: 200 }, (_, i) => (i < 160 ? 0 : i));
  expect(named("q50").influence(prepare(mostlyZero)).every((x) => x === 0)).toBe(true);
  expect(sumsOf(named("q95").influence(prepare(mostlyZero))).squares).toBeGreaterThan(0);
  expect(named("q999").influence(prepare(mostlyZero)).every(Number.isNaN)).toBe(true);
  expect(named("q001").influence(prepare(mostlyZero)).every(Number.isNaN)).toBe(true);
});

test("expected shortfall without an interval has no influence values", () => {
  expect(expectedShortfall(exponential(199).sort(), 0.99).ciLow).toBe(NaN);
  expect(named("es99").influence(prepare(exponential(199))).every(Number.isNaN)).toBe(true);
  expect(named("es99").influence(prepare(exponential(200))).some(Number.isNaN)).toBe(false);
});

test.each([
  // functional, n, paths the estimate rests on
  ["mean", 1000, 1000], ["sd", 1000, 1000], ["q95", 1000, 50], ["q999", 1000, 1], ["q999", 999, 0],
  ["q05", 1000, 50], ["q50", 101, 50], ["es99", 250, 2], ["es95", 1000, 50], ["prob>899.5", 1000, 100],
])("%s of the numbers 0 … %i − 1 rests on %i paths", (name, n, expected) => {
  const sample = prepare(Float64Array.from({ length: n }, (_, i) => i));
  expect(named(name).effectiveSize(sample)).toBe(expected);
});

test("weights: Kish's size of the tail, not of the bulk", () => {
  // Upper tail of a tenth: weights 1 and 3 of 40 in all (a tenth is 4), (1 + 3)²/(1 + 9) = 1.6.
  const xs = Float64Array.from({ length: 20 }, (_, i) => i);
  const weights = Float64Array.from(xs, (i) => (i === 19 ? 1 : i === 18 ? 3 : 2));
  expect(named("es9").effectiveSize(prepare(xs), weights)).toBeCloseTo(1.6, 12);
  expect(named("prob>17.5").effectiveSize(prepare(xs), weights)).toBeCloseTo(1.6, 12);
  expect(named("mean").effectiveSize(prepare(xs), weights)).toBeCloseTo(1600 / (1 + 9 + 18 * 4), 12);
});

test("mean, sd and expected shortfall have no interval before 50 paths tell of them", () => {
  const withPositive = (k: number) => prepare(Float64Array.from({ length: 5000 }, (_, i) => (i < k ? 1 + i / k : 0)));
  for (const name of ["mean", "sd", "es95"]) {
    expect(named(name).interval(withPositive(49), 0.05).ciLow, name).toBe(NaN);
    expect(named(name).interval(withPositive(50), 0.05).ciLow, name).not.toBe(NaN);
    expect(named(name).interval(withPositive(0), 0.05).ciLow, name).toBe(NaN);
  }
});
