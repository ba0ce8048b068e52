import { describe, expect, test } from "vitest";
import { readCloses } from "../../src/fit/closes.ts";
import { correlationParameter, type RegimeCorrelations, regimeCorrelations } from "../../src/fit/correlations.ts";
import { newsReturns } from "../../src/fit/newsReturns.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { cholesky, correlationMatrix } from "../../src/model/shocks/correlatedNormals.ts";
import { shocks } from "../../src/model/shocks/parameters.ts";
import { levelsFile } from "./levels.ts";
import { temporaryFiles } from "./temporaryFile.ts";

const write = temporaryFiles();
const LOADINGS = [0.8, 0.3, 0.6, -0.7, 0.1] as const;
const resampling = { block: 1, resamples: 400, seed: "correlations" };

describe("one factor in all markets: ρ_ij = b_i b_j, within four standard errors of a known size", () => {
  const news = newsReturns(readCloses(write(levelsFile(LOADINGS, 3000))), { from: "2000-01-01", to: "2100-01-01" })!;
  // The file's order is usdjpy, ndx, rest of spx, ust, jgb; the model's is fx, ust, tech, equity, jgb.
  const b: Record<string, number> = { fx: 0.8, tech: 0.3, equity: 0.6, ust: -0.7, jgb: 0.1 };

  test.each([["all", 2999], ["calm", 999], ["stress", 1000]] as const)("%s: %d days", (regime, days) => {
    const found = regimeCorrelations(news, regime, resampling)!;
    expect(found.days).toBe(days);
    expect(found.pairs).toHaveLength(10);
    for (const { first, second, value, standardError } of found.pairs) {
      const rho = b[first] * b[second];
      expect(Math.abs(value - rho), `${first}–${second}`).toBeLessThan(4 * standardError);
      // The asymptotic standard error of a normal correlation.
      expect(standardError / ((1 - rho * rho) / Math.sqrt(days))).toBeCloseTo(1, 0);
    }
  });

  test("too few days tell nothing", () => {
    expect(regimeCorrelations({ ...news, days: news.days.slice(0, 59) }, "all", resampling)).toBeUndefined();
  });
});

describe("the parameter", () => {
  const declared = shocks.calm_correlation.default;
  const measured = (pairs: Record<string, number>): RegimeCorrelations => ({
    regime: "calm",
    days: 100,
    pairs: Object.entries(pairs).map(([pair, value]) => {
      const [first, second] = pair.split("-") as (typeof MARKETS)[number][];
      return { first, second, value, standardError: 0.1 };
    }),
  });

  test("has the measured pairs, in hundredths, and the declared ones elsewhere", () => {
    const values = correlationParameter(measured({ "fx-ust": -0.4567, "tech-equity": 0.7 }), declared);
    expect(values).toEqual(declared.map((rho, n) => (n === 0 ? -0.46 : n === 9 ? 0.7 : rho)));
  });

  test("stays a correlation matrix: what was not measured gives way", () => {
    // fx and tech move as one, but the declared pairs with `other` differ between them.
    const values = correlationParameter(measured({ "fx-tech": 0.97, "fx-equity": 0.9, "tech-equity": 0.9, "fx-ust": 0.2, "ust-tech": 0.2 }), declared.map((rho, n) => (n === 4 ? -0.6 : n === 11 ? 0.6 : rho)));
    expect(cholesky(correlationMatrix(values))).toBeDefined();
    expect(values[1]).toBe(0.97);
    expect(Math.abs(values[4])).toBeLessThan(0.6);
  });
});
