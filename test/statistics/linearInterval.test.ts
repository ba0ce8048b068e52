import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { linearInterval } from "../../src/statistics/linearInterval.ts";
import { mean } from "../../src/statistics/functionals/mean.ts";
import { prepare, type Linearization } from "../../src/statistics/preparedSample.ts";
import { studentT } from "../../src/statistics/studentT.ts";

function linearization(influence: readonly number[]): Linearization {
  return { value: 10, influence: Float64Array.from(influence), squares: influence.reduce((sum, x) => sum + x * x, 0) };
}

// 50 values −1 and 10 values 5: Σ IF² = 300, Σ IF³ = 1200, SE² = 300/(60 · 59), γ = 20/5^1.5.
const skewed = [...Array.from({ length: 50 }, () => -1), ...Array.from({ length: 10 }, () => 5)];

test("a skewed sample worked by hand: Student's t on the short side, c more on the long one", () => {
  const t = studentT(0.995, 59);
  const standardError = Math.sqrt(300 / (60 * 59));
  const c = ((20 / 5 ** 1.5) * (2 * t * t + 1)) / (6 * Math.sqrt(60));
  const { value, ciLow, ciHigh } = linearInterval(linearization(skewed), 60, 0.01);
  expect(value).toBe(10);
  expect(ciLow).toBeCloseTo(10 - t * standardError, 12);
  expect(ciHigh).toBeCloseTo(10 + (t + c) * standardError, 12);
});

test("the mirror image has the mirrored interval", () => {
  const right = linearInterval(linearization(skewed), 60, 0.01);
  const left = linearInterval(linearization(skewed.map((x) => -x)), 60, 0.01);
  expect(left.ciLow).toBeCloseTo(20 - right.ciHigh, 12);
  expect(left.ciHigh).toBeCloseTo(20 - right.ciLow, 12);
});

test("fewer than 50 informative paths give no interval", () => {
  expect(linearInterval(linearization(skewed), 49, 0.01)).toEqual({ value: 10, ciLow: NaN, ciHigh: NaN });
  expect(linearInterval(linearization(skewed), 50, 0.01).ciLow).not.toBe(NaN);
});

test("mean of 256 lognormal values at 99 %: Student's interval misses more than twice its 1 %, this one less", () => {
  const random = createRandom(keyFromSeed("skewed"));
  const values = new Float64Array(256);
  const truth = Math.exp(0.5);
  let [misses, plain] = [0, 0];
  for (let r = 0; r < 2000; r++) {
    for (let i = 0; i < 256; i++) values[i] = Math.exp(random.normal(r, i, 0, 0));
    const sample = prepare(values);
    const { value, ciLow, ciHigh } = mean.interval(sample, 0.01);
    if (truth < ciLow || truth > ciHigh) misses += 1;
    const half = studentT(0.995, 255) * Math.sqrt(sample.linearize(mean).squares / (256 * 255));
    if (Math.abs(truth - value) > half) plain += 1;
  }
  expect(plain / 2000).toBeGreaterThan(0.02);
  expect(misses / 2000).toBeLessThan(0.02);
});
