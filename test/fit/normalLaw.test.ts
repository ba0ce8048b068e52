import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meanSize, normalCdf, normalDensity } from "../../src/fit/normalLaw.ts";
import { inverseNormal } from "../../src/random/normal.ts";
import { within } from "../model/rules/arbitraries.ts";

describe("Φ", () => {
  // Abramowitz & Stegun (1964), table 26.1, 15 decimals, and −log₁₀ Q(10) of table 26.2.
  test.each([[0, 0.5], [1, 0.841344746068543], [2, 0.97724986805182], [3, 0.998650101968370], [-1, 0.158655253931457]])("Φ(%d) is tabulated", (x, value) => {
    expect(Math.abs(normalCdf(x) - value)).toBeLessThan(2e-15);
  });

  test("in the far tail", () => {
    expect(-Math.log10(normalCdf(-10))).toBeCloseTo(23.11805, 5);
  });

  test("undoes its inverse on both sides of where the series ends", () => {
    fc.assert(
      fc.property(within(-30, 0), (exponent) => {
        const p = 0.5 * Math.exp(exponent);
        expect(normalCdf(inverseNormal(p)) / p).toBeCloseTo(1, 12);
        expect(normalCdf(-inverseNormal(p))).toBeCloseTo(1 - p, 14);
      }),
    );
  });
});

test("φ is the slope of Φ", () => {
  for (const x of [-4, -3, -1, 0, 0.5, 2.999, 3.001]) {
    expect((normalCdf(x + 1e-4) - normalCdf(x - 1e-4)) / 2e-4).toBeCloseTo(normalDensity(x), 8);
  }
});

test("E|X| is √(2/π) σ around 0, |m| without spread, and even in m", () => {
  expect(meanSize(0, 4)).toBeCloseTo(2 * Math.sqrt(2 / Math.PI), 14);
  expect(meanSize(-0.3, 0)).toBe(0.3);
  expect(meanSize(5, 1e-4)).toBeCloseTo(5, 14);
  expect(meanSize(0.7, 1.3)).toBeCloseTo(meanSize(-0.7, 1.3), 14);
});
