import { describe, expect, test } from "vitest";
import { type StochasticVolatility, stochasticVolatilityMoments } from "../../src/fit/stochasticVolatilityMoments.ts";
import { inverseNormal } from "../../src/random/normal.ts";
import { expectMoments } from "./recovery.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const LAW: StochasticVolatility = { persistence: 0.95, variance: 0.6, rate: 10, jumpMean: -0.01, jumpSd: 0.008, volatility: 0.0055, drift: 0.08 };

/** Many days of the law itself, from several paths end to end. */
function news({ persistence, variance, rate, jumpMean, jumpSd, volatility, drift }: StochasticVolatility, rounds: number, days: number): Float64Array {
  const changes = {
    ...under("stochastic_volatility", { persistence, variance, yen_squeeze_rate: 0.6 * rate, risk_off_rate: 0.4 * rate, jump_mean: jumpMean, jump_sd: jumpSd }),
    "markets.fx.volatility": volatility,
    "markets.fx.drift": drift,
    "calendar.rounds_per_day": rounds,
  };
  const each = Math.floor(65_000 / rounds);
  return Float64Array.from(Array.from({ length: Math.ceil(days / each) }, (_, path) => [...usdjpyReturns("stochastic_volatility", changes, each, path)]).flat());
}

describe("the moments, the falls and the memory of |r| are those of simulated news", () => {
  test.each<[string, Partial<StochasticVolatility>, number]>([
    ["four rounds a day", {}, 4],
    ["one round a day", {}, 1],
    ["volatility that is forgotten within a day, where the lognormal day is roughest", { persistence: 0.5 }, 4],
    ["few large jumps", { rate: 2, jumpMean: -0.03, jumpSd: 0.001 }, 1],
  ])("%s", (_name, change, rounds) => {
    const law = { ...LAW, ...change };
    expectMoments(stochasticVolatilityMoments(law, rounds), news(law, rounds, 64_000), 200);
  });
});

describe("limits", () => {
  test("no volatility of volatility and no jumps: the normal law, without memory", () => {
    const { mean, sd, skewness, kurtosis, falls_2, acf_1 } = stochasticVolatilityMoments({ ...LAW, variance: 0, rate: 0, drift: 0 }, 4);
    expect([mean, sd, skewness, acf_1]).toEqual([0, expect.closeTo(0.0055, 12), 0, expect.closeTo(0, 12)]);
    expect(kurtosis).toBeCloseTo(3, 10);
    expect(inverseNormal(falls_2 / 252)).toBeCloseTo(-0.02 / 0.0055, 10);
  });

  test("one round a day, no jumps: kurtosis 3 e^V, and Taylor's autocorrelation of |r| in closed form", () => {
    const [V, phi] = [0.6, 0.95];
    const { kurtosis, acf_1, acf_5, acf_20 } = stochasticVolatilityMoments({ ...LAW, rate: 0, drift: 0 }, 1);
    expect(kurtosis).toBeCloseTo(3 * Math.exp(V), 8);
    // |r| = σ e^{h/2 − V/4} |ε|: ρ_L = (e^{V φ^L/4} − 1)/((π/2) e^{V/4} − 1).
    const taylor = (lag: number) => (Math.exp((V * phi ** lag) / 4) - 1) / ((Math.PI / 2) * Math.exp(V / 4) - 1);
    expect(acf_1).toBeCloseTo(taylor(1), 8);
    expect(acf_5).toBeCloseTo(taylor(5), 8);
    expect(acf_20).toBeCloseTo(taylor(20), 8);
  });
});
