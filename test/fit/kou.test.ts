import { describe, expect, test } from "vitest";
import { inMoments } from "../../src/fit/dailyMoments.ts";
import { fitKou, kouCumulants, kouDay } from "../../src/fit/kou.ts";
import { normalDensity } from "../../src/fit/normalLaw.ts";
import { expectMoments, expectRecovered } from "./recovery.ts";
import { under, usdjpyReturns } from "./usdjpyNews.ts";

const JUMPS = { rate: 60, up_probability: 0.4, mean_up: 0.006, mean_down: 0.009 };
const [SHARE, SIGMA, DRIFT] = [0.65, 0.006, 0.05];
const changes = { ...under("kou", { ...JUMPS, diffusion_share: SHARE }), "markets.fx.volatility": SIGMA, "markets.fx.drift": DRIFT };
const news = (days: number, seed: string, rounds = 1) => usdjpyReturns("kou", { ...changes, "calendar.rounds_per_day": rounds }, days, 0, seed);
const TRUE = [DRIFT / 252, SHARE * SIGMA, 60, 0.4, 0.006, 0.009];
const volatility = Math.sqrt((SHARE * SIGMA) ** 2 + 2 * (60 / 252) * (0.4 * 0.006 ** 2 + 0.6 * 0.009 ** 2));

/** Sum over a fine grid around the law; the trapezoid rule is exact to rounding for what is smooth and ends at 0. */
const integral = (g: (x: number) => number, values: readonly number[]) => {
  const h = values[1] / 20;
  let sum = 0;
  for (let x = -0.3; x <= 0.3; x += h) sum += h * g(x);
  return sum;
};

describe.each([["a calm law", TRUE], ["many small jumps", [0.0002, 0.003, 400, 0.6, 0.002, 0.003]], ["few large ones", [-0.001, 0.004, 3, 0.2, 0.004, 0.011]]])("the density of %s", (_name, values) => {
  const { density, distribution } = kouDay(values);

  test("integrates to one, and its cumulants are κ_n = Λ E[Jⁿ], with μ and s² more", () => {
    expect(integral(density, values)).toBeCloseTo(1, 8);
    const [k1, k2, k3, k4] = kouCumulants(values);
    const central = (n: number) => integral((x) => density(x) * (x - k1) ** n, values);
    expect(integral((x) => density(x) * x, values) / Math.sqrt(k2)).toBeCloseTo(k1 / Math.sqrt(k2), 7);
    expect(central(2) / k2).toBeCloseTo(1, 7);
    expect((central(3) - k3) / k2 ** 1.5).toBeCloseTo(0, 5);
    expect((central(4) - 3 * k2 * k2 - k4) / k2 ** 2).toBeCloseTo(0, 4);
  });

  test("is the slope of the distribution, and nowhere negative beyond rounding", () => {
    for (let x = -0.06; x <= 0.06; x += 0.0013) {
      expect((distribution(x + 1e-5) - distribution(x - 1e-5)) / 2e-5).toBeCloseTo(density(x), 2);
      expect(density(x)).toBeGreaterThan(-1e-7);
    }
  });

  test("has the closed form of no jump and one jump where more are too rare", () => {
    const [mu, s, , p, up, down] = values;
    const Lambda = 1e-5;
    const rare = kouDay([mu, s, Lambda * 252, p, up, down]);
    // One jump: a normal convolved with each exponential, by quadrature over the jump.
    const one = (x: number) => integral((j) => ((j > 0 ? (p / up) * Math.exp(-j / up) : ((1 - p) / down) * Math.exp(j / down)) * normalDensity((x - mu - j) / s)) / s, [0, s / 40]);
    for (const x of [-0.03, -0.015, 0.012, 0.025]) {
      const expected = Math.exp(-Lambda) * (normalDensity((x - mu) / s) / s + Lambda * one(x));
      expect(Math.abs(rare.density(x) - expected)).toBeLessThan(5e-3 * Lambda * one(x) + 1e-8);
    }
  });
});

test("the parameters of simulated news are found again", () => {
  const fit = fitKou(news(5000, "kou"));
  expect(fit.converged).toBe(true);
  expectRecovered(fit, { ...JUMPS, diffusion_share: (SHARE * SIGMA) / volatility, volatility, drift: DRIFT });
  const [k1, k2, k3, k4] = kouCumulants([fit.drift / 252, fit.parameters.diffusion_share * fit.volatility, fit.parameters.rate, fit.parameters.up_probability, fit.parameters.mean_up, fit.parameters.mean_down]);
  expect(fit.moments.mean / 252).toBeCloseTo(k1, 12);
  expect(fit.moments.sd).toBeCloseTo(Math.sqrt(k2), 12);
  expect(fit.moments.skewness).toBeCloseTo(k3 / k2 ** 1.5, 9);
  expect(fit.moments.kurtosis).toBeCloseTo(3 + k4 / k2 ** 2, 9);
});

test("its moments are those of simulated news, with several rounds a day too", () => {
  const [k1, k2, k3, k4] = kouCumulants(TRUE);
  const { distribution } = kouDay(TRUE);
  const raw = [k1, k2 + k1 ** 2, k3 + 3 * k2 * k1 + k1 ** 3, k4 + 4 * k3 * k1 + 3 * k2 ** 2 + 6 * k2 * k1 ** 2 + k1 ** 4] as const;
  expectMoments(inMoments({ raw, falls: [distribution(-0.02), distribution(-0.03)], memory: [0, 0, 0] }), news(16_000, "moments", 4), 1);
});
