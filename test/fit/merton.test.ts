import { expect, test } from "vitest";
import { fitMerton, mertonComponents } from "../../src/fit/merton.ts";
import { dailyMoments, inMoments } from "../../src/fit/dailyMoments.ts";
import { mixtureMoments } from "../../src/fit/normalMixture.ts";
import { expectMoments, expectRecovered } from "./recovery.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const JUMPS = { rate: 40, jump_mean: -0.003, jump_sd: 0.01 };
const [SHARE, SIGMA, DRIFT] = [0.7, 0.006, 0.1];
const news = (days: number, seed: string, rounds = 1) =>
  usdjpyReturns("merton", { ...under("merton", { ...JUMPS, diffusion_share: SHARE }), "markets.fx.volatility": SIGMA, "markets.fx.drift": DRIFT, "calendar.rounds_per_day": rounds }, days, 0, seed);
/** What the fit calls volatility is that of the whole law. */
const diffusive = SHARE * SIGMA;
const volatility = Math.sqrt(diffusive ** 2 + (40 / 252) * (0.003 ** 2 + 0.01 ** 2));
const TRUE = [DRIFT / 252, diffusive, 40, -0.003, 0.01];

test.each(["one", "two"])("the parameters of simulated news are found again, seed %s", (seed) => {
  const fit = fitMerton(news(4000, seed));
  expect(fit.converged).toBe(true);
  expectRecovered(fit, { ...JUMPS, diffusion_share: diffusive / volatility, volatility, drift: DRIFT });
});

test("no other law of the family has a greater likelihood: none near the fit, nor the true one", () => {
  const returns = news(2500, "best");
  const fit = fitMerton(returns);
  const { rate, jump_mean, jump_sd, diffusion_share } = fit.parameters;
  const values = [fit.drift / 252, diffusion_share * fit.volatility, rate, jump_mean, jump_sd];
  const logLikelihood = (at: readonly number[]) =>
    returns.reduce((sum, x) => sum + Math.log(mertonComponents(at).reduce((f, { weight, mean, variance }) => f + (weight * Math.exp(-((x - mean) ** 2) / (2 * variance))) / Math.sqrt(2 * Math.PI * variance), 0)), 0);
  expect(logLikelihood(values)).toBeCloseTo(fit.logLikelihood!, 5);
  values.forEach((_, i) => [0.97, 1.03].forEach((factor) => expect(logLikelihood(values.map((x, j) => (i === j ? factor * x : x)))).toBeLessThan(fit.logLikelihood!)));
  expect(logLikelihood(TRUE)).toBeLessThan(fit.logLikelihood!);
});

test("its moments are those of simulated news, with several rounds a day too", () => {
  const moments = inMoments({ ...mixtureMoments(mertonComponents(TRUE)), memory: [0, 0, 0] });
  expectMoments(moments, news(16_000, "moments", 4), 1);
  // κ₃ = Λ E[J³] and κ₄ = Λ E[J⁴].
  const jump = [0, 0, 0, -(0.003 ** 3) - 3 * 0.003 * 1e-4, 0.003 ** 4 + 6 * 0.003 ** 2 * 1e-4 + 3e-8];
  expect(moments.skewness).toBeCloseTo(((40 / 252) * jump[3]) / volatility ** 3, 9);
  expect(moments.kurtosis).toBeCloseTo(3 + ((40 / 252) * jump[4]) / volatility ** 4, 8);
});

test("returns without jumps: the law has next to no excess kurtosis, and their volatility", () => {
  const returns = usdjpyReturns("merton", { "shocks.merton.rate": 0, "shocks.merton.diffusion_share": 1 }, 2000);
  const fit = fitMerton(returns);
  expect(fit.moments.kurtosis).toBeLessThan(3.4);
  expect(fit.volatility / dailyMoments(returns).sd).toBeCloseTo(1, 2);
});
