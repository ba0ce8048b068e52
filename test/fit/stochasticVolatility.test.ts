import { expect, test } from "vitest";
import { estimatedMoments } from "../../src/fit/dailyMoments.ts";
import { fitStochasticVolatility } from "../../src/fit/stochasticVolatility.ts";
import { expectRecovered } from "./recovery.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const TRUE = { persistence: 0.96, variance: 0.5, yen_squeeze_rate: 10, risk_off_rate: 5, jump_mean: -0.01, jump_sd: 0.012 };
const options = { rounds: 4, squeezeShare: 2 / 3, jumpSpread: 1.2 };

test.each(["one", "two", "three"])("the parameters of simulated news are found again, seed %s", (seed) => {
  const changes = { ...under("stochastic_volatility", TRUE), "markets.fx.volatility": 0.0055, "markets.fx.drift": 0.2, "calendar.rounds_per_day": 4 };
  const returns = Float64Array.from([0, 1, 2].flatMap((path) => [...usdjpyReturns("stochastic_volatility", changes, 8000, path, seed)]));
  const measured = estimatedMoments(returns, { block: 60, resamples: 400, seed: "fit" });
  const fit = fitStochasticVolatility(measured, options);
  expect(fit.converged).toBe(true);
  expectRecovered(fit, { ...TRUE, volatility: 0.0055, drift: 0.2 });
  // Eight moments, five parameters: χ² with three degrees of freedom, were the moments independent.
  expect(fit.objective).toBeLessThan(16);
  expect(fit.moments.mean).toBeCloseTo(measured.value.mean, 10);
});

test("quiet returns without a single fall of 3 % can be fitted too", () => {
  const quiet = { "shocks.stochastic_volatility.yen_squeeze_rate": 0, "shocks.stochastic_volatility.risk_off_rate": 0, "markets.fx.volatility": 0.004, "markets.fx.drift": 0 };
  const measured = estimatedMoments(usdjpyReturns("stochastic_volatility", quiet, 1500), { block: 60, resamples: 400, seed: "fit" });
  expect(measured.value.falls_3).toBe(0);
  const fit = fitStochasticVolatility(measured, options);
  expect(fit.converged).toBe(true);
  expect(fit.objective).toBeLessThan(16);
  expect(Math.abs(fit.moments.sd - measured.value.sd)).toBeLessThan(2 * measured.standardError.sd);
});
