import { exp, log, pow } from "../model/elementary.ts";
import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { type DailyMoments, dailyMoments, inMoments, LAGS } from "./dailyMoments.ts";
import type { LawFit } from "./lawFit.ts";
import { maximumLikelihood } from "./maximumLikelihood.ts";
import { meanSize } from "./normalLaw.ts";
import { type Component, mixtureMoments } from "./normalMixture.ts";
import { between } from "./ranges.ts";

type Vector = readonly number[];

const INVERSE_SQRT_2PI = 0.3989422804014327;

/**
 * Two Gaussian regimes, switching once a day, by maximum likelihood. `volatility` is √ of the stationary
 * mean of the two variances, and the scales are relative to it; the two drifts are whole, so `drift` is 0.
 * The turbulent regime is the one of greater variance.
 *
 * Source: Hamilton (1989), Econometrica 57(2), 357–384.
 *
 * @param returns daily log returns
 */
export function fitRegimeSwitching(returns: Float64Array): LawFit {
  const { sd, mean } = dailyMoments(returns);
  const mu = mean / TRADING_DAYS_PER_YEAR;
  const drift = between(-2 / TRADING_DAYS_PER_YEAR, 2 / TRADING_DAYS_PER_YEAR);
  return maximumLikelihood({
    law: "regime_switching",
    ranges: [between(0, 1), between(0, 1), between(0.1 * sd, 1.5 * sd), between(1, 10), drift, drift],
    starts: [[0.98, 0.95, 0.75 * sd, 2, mu, mu], [0.9, 0.7, 0.75 * sd, 2, mu, mu]],
    logLikelihood: (values) => filterLogLikelihood(returns, values),
    named: (values) => {
      const [stay_calm, stay_turbulent, , , calmMean, turbulentMean] = values;
      const [calm, turbulent] = regimes(values);
      const volatility = Math.sqrt(calm.weight * calm.variance + turbulent.weight * turbulent.variance);
      return {
        stay_calm,
        stay_turbulent,
        calm_scale: Math.sqrt(calm.variance) / volatility,
        turbulent_scale: Math.sqrt(turbulent.variance) / volatility,
        calm_drift: calmMean * TRADING_DAYS_PER_YEAR,
        turbulent_drift: turbulentMean * TRADING_DAYS_PER_YEAR,
        volatility,
        drift: 0,
      };
    },
    moments: regimeMoments,
  });
}

/**
 * ln of the likelihood by Hamilton's filter, from the stationary law of the regimes.
 *
 *   P(s_t | x_1…x_{t−1}) = Σ P(s_t | s_{t−1}) P(s_{t−1} | x_1…x_{t−1}),   f(x_t | …) = Σ P(s_t | …) N(x_t; μ_s, σ_s²)
 *
 * values: probabilities to stay calm and turbulent, SD of a calm day, turbulent SD relative to it, means of
 * a calm and of a turbulent day.
 */
export function filterLogLikelihood(returns: Float64Array, values: Vector): number {
  const [stayCalm, stayTurbulent] = values;
  const [calm, turbulent] = regimes(values);
  const [sc, st] = [1 / Math.sqrt(calm.variance), 1 / Math.sqrt(turbulent.variance)];
  let probability = turbulent.weight;
  let sum = 0;
  for (const x of returns) {
    const c = (x - calm.mean) * sc;
    const t = (x - turbulent.mean) * st;
    const jointCalm = (1 - probability) * sc * exp((-c * c) / 2);
    const jointTurbulent = probability * st * exp((-t * t) / 2);
    const density = Math.max(jointCalm + jointTurbulent, 1e-300);
    sum += log(INVERSE_SQRT_2PI * density);
    const after = jointTurbulent / density;
    probability = after * stayTurbulent + (1 - after) * (1 - stayCalm);
  }
  return sum;
}

/** The regimes of the stationary law, calm and turbulent. */
function regimes([stayCalm, stayTurbulent, calmSd, ratio, calmMean, turbulentMean]: Vector): [Component, Component] {
  const turbulent = (1 - stayCalm) / (2 - stayCalm - stayTurbulent);
  return [
    { weight: 1 - turbulent, mean: calmMean, variance: calmSd * calmSd },
    { weight: turbulent, mean: turbulentMean, variance: calmSd * calmSd * ratio * ratio },
  ];
}

/** Moments of the stationary law; |x| has autocorrelation π_c π_t (E_c|x| − E_t|x|)² (p + q − 1)^L / Var|x|. */
export function regimeMoments(values: Vector): DailyMoments {
  const both = regimes(values);
  const { raw, falls } = mixtureMoments(both);
  const [calm, turbulent] = both.map(({ mean, variance }) => meanSize(mean, variance));
  const size = both[0].weight * calm + both[1].weight * turbulent;
  const acrossRegimes = both[0].weight * both[1].weight * (calm - turbulent) * (calm - turbulent);
  const memory = LAGS.map((lag) => (acrossRegimes * pow(Math.max(values[0] + values[1] - 1, 0), lag)) / (raw[1] - size * size));
  return inMoments({ raw, falls, memory: [memory[0], memory[1], memory[2]] });
}
