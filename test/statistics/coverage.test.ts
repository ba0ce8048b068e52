import { expect, test } from "vitest";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { amplification } from "../../src/statistics/amplification.ts";
import type { Estimate } from "../../src/statistics/estimate.ts";
import { summarize, type StatisticName } from "../../src/statistics/summarize.ts";

/*
 * How often the 95 % intervals hold the truth, over 2000 repetitions from a
 * fixed seed. Five binomial standard errors of 95 % are 2.4 points.
 */
const repetitions = 2000;
const fiveSigma = 5 * Math.sqrt((0.95 * 0.05) / repetitions);
const random = createRandom(keyFromSeed("coverage"));

const holds = ({ ciLow, ciHigh }: Estimate, truth: number) => ciLow <= truth && truth <= ciHigh;

/** Share of repetitions whose interval holds the truth; draw(path, i) is the i-th value of one. */
function coverage(
  size: number, truth: Partial<Record<StatisticName, number>>, draw: (path: number, i: number) => number,
): Record<string, number> {
  const hits: Record<string, number> = {};
  const values = new Float64Array(size);
  for (let path = 0; path < repetitions; path++) {
    for (let i = 0; i < size; i++) values[i] = draw(path, i);
    for (const row of summarize(values)) {
      const expected = truth[row.statistic];
      if (expected === undefined) continue;
      hits[row.statistic] = (hits[row.statistic] ?? 0) + (holds(row, expected) ? 1 : 0);
    }
  }
  return Object.fromEntries(Object.entries(hits).map(([name, count]) => [name, count / repetitions]));
}

test("normal law, n = 2000: mean, sd, quantiles, ES and probability are covered as promised", () => {
  const shares = coverage(
    2000,
    {
      mean: 0, sd: 1, q05: -1.6448536269514722, q25: -0.6744897501960817, q50: 0,
      q95: 1.6448536269514722, q99: 2.3263478740408408, es95: 2.0627128075, prob_positive: 0.5,
    },
    (path, i) => random.normal(path, i, 0, 0),
  );
  for (const name of ["mean", "sd", "es95", "prob_positive"]) {
    expect(Math.abs(shares[name] - 0.95), name).toBeLessThan(fiveSigma);
  }
  // Conservative: at least nominal, and not by far.
  for (const name of ["q05", "q25", "q50", "q95", "q99"]) {
    expect(shares[name], name).toBeGreaterThan(0.95 - fiveSigma);
    expect(shares[name], name).toBeLessThan(0.99);
  }
});

test("exponential law, n = 2000: the same, with a skewed tail", () => {
  const shares = coverage(
    2000,
    {
      mean: 1, sd: 1, q05: -Math.log(0.95), q50: Math.log(2), q95: Math.log(20),
      es95: 1 + Math.log(20), es99: 1 + Math.log(100),
    },
    (path, i) => -Math.log(random.uniform(path, i, 1, 0)),
  );
  expect(Math.abs(shares.mean - 0.95)).toBeLessThan(fiveSigma);
  // The asymptotic intervals of sd and ES fall short by a little, as documented.
  for (const name of ["sd", "es95"]) expect(Math.abs(shares[name] - 0.94), name).toBeLessThan(fiveSigma);
  expect(shares.es99).toBeGreaterThan(0.85);
  for (const name of ["q05", "q50", "q95"]) expect(shares[name], name).toBeGreaterThan(0.95 - fiveSigma);
});

test("amplification: ratio and difference of correlated pairs are covered as promised", () => {
  let ratioHits = 0;
  let differenceHits = 0;
  for (let path = 0; path < repetitions; path++) {
    const state = amplification.init();
    for (let i = 0; i < 400; i++) {
      const frozen = 2 + random.normal(path, i, 2, 0);
      const full = 1.5 * frozen + 0.5 * random.normal(path, i, 2, 1);
      amplification.add(state, { full, frozen });
    }
    const { ratio, difference } = amplification.value(state);
    if (holds(ratio, 1.5)) ratioHits++;
    if (holds(difference, 1)) differenceHits++;
  }
  expect(Math.abs(ratioHits / repetitions - 0.95)).toBeLessThan(fiveSigma);
  expect(Math.abs(differenceHits / repetitions - 0.95)).toBeLessThan(fiveSigma);
});
