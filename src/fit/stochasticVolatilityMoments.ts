import { exp, log, pow } from "../model/elementary.ts";
import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { type DailyMoments, inMoments, LAGS } from "./dailyMoments.ts";
import { meanSize, normalDensity } from "./normalLaw.ts";
import { type Component, mixtureMoments } from "./normalMixture.ts";
import { poissonWeights } from "./poissonWeights.ts";

/** Parameters of USDJPY under `stochastic_volatility`; both kinds of jumps load on it alike. */
export interface StochasticVolatility {
  /** φ_h per day, and stationary variance V of h. */
  readonly persistence: number;
  readonly variance: number;
  /** Jumps a year of both kinds together, and their law N(μ_J, σ_J²). */
  readonly rate: number;
  readonly jumpMean: number;
  readonly jumpSd: number;
  /** σ per √day. */
  readonly volatility: number;
  /** Log return a year. */
  readonly drift: number;
}

/** Trapezoids under φ(z): at this step exact to rounding for the smooth functions here. */
const NODES = Array.from({ length: 65 }, (_, i) => {
  const z = (i - 32) / 4;
  return { z, weight: normalDensity(z) / 4 };
});
/** Terms of the expansion in Hermite polynomials; their coefficients fall like (√V/2)^j/√j!. */
const TERMS = 16;

/**
 * Moments of a day's return under `stochastic_volatility` (R2), the log variance moving n times a day.
 * With φ per round, C_L is the covariance of the variances of two days, L days apart:
 *
 *   C_L = n⁻² Σ_{k,l=1…n} exp(V φ^|nL + l − k|) − 1
 *   variance  σ² + Λ E[J²],   third cumulant Λ E[J³],   fourth 3σ⁴ C₀ + Λ E[J⁴],   Λ = λ/252
 *
 * exact in mean, SD, skewness and kurtosis. Tail days and the memory of |r| take the variance of a day,
 * a mean of n lognormals, for one lognormal with the same C_L; at φ near 1 the two hardly differ.
 * Given it the return is a Poisson mixture of normals, and with g(z) = E[|r| | z], c_j its Hermite
 * coefficients, z standard normal, and ρ_L = ln(1 + C_L)/ln(1 + C₀):
 *
 *   Cov(|r_t|, |r_{t+L}|) = Σ_{j≥1} c_j² ρ_L^j
 *
 * Source: Taylor (1986), Modelling Financial Time Series, chapter 3; Merton (1976) for the jumps;
 * Mehler's formula for the covariance.
 */
export function stochasticVolatilityMoments(law: StochasticVolatility, rounds: number): DailyMoments {
  const { persistence, variance: V, rate, jumpMean, jumpSd, volatility, drift } = law;
  const perRound = pow(persistence, 1 / rounds);
  /** ln(1 + C_L): the covariance of the logarithms of two days' variances. */
  const covariance = (lag: number) => {
    let sum = 0;
    for (let k = 0; k < rounds; k++) for (let l = 0; l < rounds; l++) sum += exp(V * pow(perRound, Math.abs(rounds * lag + l - k)));
    return log(sum / (rounds * rounds));
  };
  const own = covariance(0);
  const jumps = poissonWeights(rate / TRADING_DAYS_PER_YEAR);
  const given = NODES.map(({ z, weight }) => {
    const diffusive = volatility * volatility * exp(Math.sqrt(own) * z - own / 2);
    const components = jumps.map((probability, n): Component => ({
      weight: weight * probability,
      mean: drift / TRADING_DAYS_PER_YEAR + n * jumpMean,
      variance: diffusive + n * jumpSd * jumpSd,
    }));
    return { components, size: components.reduce((sum, { weight: w, mean, variance }) => sum + w * meanSize(mean, variance), 0) };
  });
  const { raw, falls } = mixtureMoments(given.flatMap(({ components }) => components));
  const coefficients = hermiteCoefficients(given.map(({ size }) => size));
  const variance = raw[1] - coefficients[0] * coefficients[0];
  const memory = LAGS.map((lag) => {
    const rho = own > 0 ? covariance(lag) / own : 0;
    return coefficients.slice(1).reduce((sum, c, j) => sum + c * c * pow(rho, j + 1), 0) / variance;
  });
  return inMoments({ raw, falls, memory: [memory[0], memory[1], memory[2]] });
}

/** c_j = E[g(z) He_j(z)]/√j!, from g times the weights of the nodes; He_{j+1} = z He_j − j He_{j−1}. */
function hermiteCoefficients(weighted: readonly number[]): number[] {
  const coefficients = Array.from({ length: TERMS }, () => 0);
  NODES.forEach(({ z }, i) => {
    let [before, now] = [0, 1];
    for (let j = 0; j < TERMS; j++) {
      coefficients[j] += weighted[i] * now;
      [before, now] = [now, (z * now - Math.sqrt(j) * before) / Math.sqrt(j + 1)];
    }
  });
  return coefficients;
}
