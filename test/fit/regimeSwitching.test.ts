import { expect, test } from "vitest";
import { filterLogLikelihood, fitRegimeSwitching, regimeMoments } from "../../src/fit/regimeSwitching.ts";
import { expectMoments, expectRecovered } from "./recovery.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const REGIMES = { stay_calm: 0.97, stay_turbulent: 0.92, calm_scale: 0.7, turbulent_scale: 1.6, calm_drift: 0.15, turbulent_drift: -0.4 };
const SIGMA = 0.006;
const news = (days: number, seed: string, rounds = 1) =>
  usdjpyReturns("regime_switching", { ...under("regime_switching", REGIMES), "markets.fx.volatility": SIGMA, "markets.fx.drift": 0, "calendar.rounds_per_day": rounds }, days, 0, seed);
const TRUE = [0.97, 0.92, 0.7 * SIGMA, 1.6 / 0.7, 0.15 / 252, -0.4 / 252];

test("the parameters of simulated news are found again, the scales relative to the volatility of both regimes", () => {
  const fit = fitRegimeSwitching(news(8000, "regimes"));
  const turbulent = 0.03 / 0.11;
  const volatility = SIGMA * Math.sqrt((1 - turbulent) * 0.7 ** 2 + turbulent * 1.6 ** 2);
  const { calm_scale, turbulent_scale, calm_drift, turbulent_drift, ...stay } = REGIMES;
  expectRecovered(fit, { ...stay, calm_scale: (calm_scale * SIGMA) / volatility, turbulent_scale: (turbulent_scale * SIGMA) / volatility, volatility });
  expect(Math.abs(fit.parameters.calm_drift - calm_drift)).toBeLessThan(4 * fit.standardErrors.calm_drift);
  expect(Math.abs(fit.parameters.turbulent_drift - turbulent_drift)).toBeLessThan(4 * fit.standardErrors.turbulent_drift);
  expect(fit.drift).toBe(0);
});

test("the filter's likelihood is the sum over all courses of the regimes", () => {
  const returns = Float64Array.of(0.004, -0.011, 0.001, -0.016, 0.007);
  const [stayCalm, stayTurbulent, calmSd, ratio, calmMean, turbulentMean] = TRUE;
  const normal = (x: number, m: number, s: number) => Math.exp(-(((x - m) / s) ** 2) / 2) / (s * Math.sqrt(2 * Math.PI));
  const turbulentShare = (1 - stayCalm) / (2 - stayCalm - stayTurbulent);
  let likelihood = 0;
  for (let course = 0; course < 2 ** returns.length; course++) {
    const state = (t: number) => (course >> t) & 1;
    let probability = state(0) ? turbulentShare : 1 - turbulentShare;
    returns.forEach((x, t) => {
      if (t > 0) {
        const stay = state(t - 1) ? stayTurbulent : stayCalm;
        probability *= state(t) === state(t - 1) ? stay : 1 - stay;
      }
      probability *= state(t) ? normal(x, turbulentMean, ratio * calmSd) : normal(x, calmMean, calmSd);
    });
    likelihood += probability;
  }
  expect(filterLogLikelihood(returns, TRUE)).toBeCloseTo(Math.log(likelihood), 10);
});

test("its moments and its memory are those of simulated news, with several rounds a day too", () => {
  expectMoments(regimeMoments(TRUE), news(16_000, "moments", 4), 100);
});
