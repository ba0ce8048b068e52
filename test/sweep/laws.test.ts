import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isUnbounded, type Law, lawQuantile, nonsenseInLaw } from "../../src/sweep/laws.ts";

/** Φ⁻¹ at some levels, to 9 digits (NIST/SEMATECH e-Handbook of Statistical Methods, table of the normal distribution). */
const NORMAL = [[0.5, 0], [0.841344746, 1], [0.975, 1.959963985], [0.99, 2.326347874], [0.001, -3.090232306]] as const;

/** Evenly spread over [0, 1], both ends included. */
const share = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000);

describe("quantiles are those of the closed forms", () => {
  test.each([[0, 2], [0.25, 3.5], [0.5, 5], [1, 8]])("uniform on [2, 8] at %d: %d", (u, expected) => {
    expect(lawQuantile({ uniform: { low: 2, high: 8 } }, u)).toBe(expected);
  });

  test.each([[0, 1], [0.25, 10], [0.5, 100], [0.75, 1000], [1, 10_000]])("loguniform on [1, 10⁴] at %d: %d", (u, expected) => {
    expect(lawQuantile({ loguniform: { low: 1, high: 10_000 } }, u)).toBeCloseTo(expected, 9);
  });

  test.each(NORMAL)("normal and lognormal at %d: %d standard deviations from the middle", (u, z) => {
    expect(lawQuantile({ normal: { mean: 10, sd: 2 } }, u)).toBeCloseTo(10 + 2 * z, 7);
    expect(lawQuantile({ lognormal: { median: 3, sigma: 0.5 } }, u)).toBeCloseTo(3 * Math.exp(0.5 * z), 6);
  });

  test("triangular: the integral of the density up to the quantile is u", () => {
    const [low, mode, high] = [1, 2, 5];
    const below = (x: number) => (x <= mode ? (x - low) ** 2 / ((high - low) * (mode - low)) : 1 - (high - x) ** 2 / ((high - low) * (high - mode)));
    fc.assert(fc.property(share, (u) => Math.abs(below(lawQuantile({ triangular: { low, mode, high } }, u)) - u) < 1e-12));
  });
});

const bounded: Law[] = [
  { uniform: { low: -1, high: 3 } },
  { loguniform: { low: 0.1, high: 3 } },
  { triangular: { low: 0, mode: 0, high: 3 } },
  { triangular: { low: 1, mode: 3, high: 3 } },
  { normal: { mean: 1, sd: 5, min: -2, max: 3 } },
  { lognormal: { median: 1, sigma: 2, min: 0.5, max: 3 } },
];

test.each(bounded)("%j grows with u from one bound to the other, which 0 and 1 give exactly", (law) => {
  const numbers = Object.values(law)[0] as { low?: number; min?: number; high?: number; max?: number };
  expect(lawQuantile(law, 0)).toBe(numbers.low ?? numbers.min);
  expect(lawQuantile(law, 1)).toBe(numbers.high ?? numbers.max);
  fc.assert(fc.property(share, share, (a, b) => lawQuantile(law, Math.min(a, b)) <= lawQuantile(law, Math.max(a, b))));
});

test.each<[boolean, Law]>([
  ...bounded.map((law): [boolean, Law] => [false, law]),
  [true, { normal: { mean: 0, sd: 1 } }],
  [true, { normal: { mean: 0, sd: 1, max: 3 } }],
  [true, { normal: { mean: 0, sd: 1, min: -3 } }],
  [true, { lognormal: { median: 1, sigma: 1 } }],
  [false, { lognormal: { median: 1, sigma: 1, max: 9 } }], // 0 is its lower bound
])("can take values of any size: %s for %j", (unbounded, law) => {
  expect(isUnbounded(law)).toBe(unbounded);
  for (const u of [0, 1]) expect(Number.isFinite(lawQuantile(law, u))).toBe(true);
});

test.each<[Law, string[]]>([
  [{ uniform: { low: 2, high: 1 } }, ["high 1 is below low 2"]],
  [{ loguniform: { low: 2, high: 1 } }, ["high 1 is below low 2"]],
  [{ triangular: { low: 1, mode: 0, high: 2 } }, ["mode 0 is below low 1"]],
  [{ triangular: { low: 1, mode: 3, high: 2 } }, ["high 2 is below mode 3"]],
  [{ normal: { mean: 5, sd: 1, max: 4 } }, ["max 4 is below mean 5"]],
  [{ normal: { mean: 5, sd: 1, min: 6, max: 4 } }, ["mean 5 is below min 6", "max 4 is below mean 5"]],
  [{ lognormal: { median: 1, sigma: 1, min: 2 } }, ["median 1 is below min 2"]],
  [{ uniform: { low: 1, high: 1 } }, []],
])("%j: %j", (law, messages) => {
  expect(nonsenseInLaw(law).map(({ message }) => message)).toEqual(messages);
});
