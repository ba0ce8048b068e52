import { exp, log } from "../model/elementary.ts";
import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { dailyMoments, inMoments } from "./dailyMoments.ts";
import { type LawFit, MOST_JUMP_TREND } from "./lawFit.ts";
import { maximumLikelihood } from "./maximumLikelihood.ts";
import { type Component, mixtureMoments } from "./normalMixture.ts";
import { poissonWeights } from "./poissonWeights.ts";
import { between, betweenOrders } from "./ranges.ts";

type Vector = readonly number[];

const LOG_2PI = 1.8378770664093453;

/**
 * Merton's jump diffusion by maximum likelihood. A day's return is a Poisson mixture of normals,
 *
 *   f(x) = Σ_n e^−Λ Λⁿ/n! N(x; μ + n μ_J, s² + n σ_J²),   Λ = λ/252 a day
 *
 * whatever the number of rounds. `volatility` is that of the whole law, √(s² + Λ (μ_J² + σ_J²)), of
 * which s is the `diffusion_share`; `drift` is 252 μ. The diffusive share is kept above a fifth: the
 * likelihood is unbounded where s → 0 at a return (Kiefer 1978, Econometrica 46, 427–434).
 *
 * Source: Merton (1976), Journal of Financial Economics 3, 125–144; Honoré (1998), Pitfalls in
 * estimating jump-diffusion models.
 *
 * @param returns daily log returns
 */
export function fitMerton(returns: Float64Array): LawFit {
  const { sd, mean } = dailyMoments(returns);
  const mu = mean / TRADING_DAYS_PER_YEAR;
  return maximumLikelihood({
    law: "merton",
    ranges: [between(-1 / TRADING_DAYS_PER_YEAR, 1 / TRADING_DAYS_PER_YEAR), between(0.2 * sd, 1.5 * sd), betweenOrders(0.05, 490), between(-0.2, 0.2), betweenOrders(1e-4, 0.3)],
    starts: [[mu, 0.75 * sd, 50, 0, 1.5 * sd], [mu, 0.9 * sd, 5, -2 * sd, 2 * sd]],
    logLikelihood: (values) => (Math.abs(values[2] * values[3]) > MOST_JUMP_TREND ? -Infinity : mixtureLogLikelihood(returns, mertonComponents(values))),
    named: ([m, s, rate, jump_mean, jump_sd]) => {
      const volatility = Math.sqrt(s * s + (rate / TRADING_DAYS_PER_YEAR) * (jump_mean * jump_mean + jump_sd * jump_sd));
      return { rate, jump_mean, jump_sd, diffusion_share: s / volatility, volatility, drift: m * TRADING_DAYS_PER_YEAR };
    },
    moments: (values) => inMoments({ ...mixtureMoments(mertonComponents(values)), memory: [0, 0, 0] }),
  });
}

/** A day's return as a mixture of normals; values: drift and diffusive SD of a day, jumps a year, mean and SD of a jump. */
export function mertonComponents([mu, s, rate, jumpMean, jumpSd]: Vector): Component[] {
  return poissonWeights(rate / TRADING_DAYS_PER_YEAR).map((weight, n) => ({ weight, mean: mu + n * jumpMean, variance: s * s + n * jumpSd * jumpSd }));
}

/** Σ_t ln f(x_t) of a mixture of normals. */
function mixtureLogLikelihood(returns: Float64Array, components: readonly Component[]): number {
  const scale = components.map(({ weight, variance }) => log(weight) - (LOG_2PI + log(variance)) / 2);
  const mean = components.map((component) => component.mean);
  const precision = components.map(({ variance }) => 0.5 / variance);
  let sum = 0;
  for (const x of returns) {
    let density = 0;
    for (let n = 0; n < scale.length; n++) {
      const gap = x - mean[n];
      density += exp(scale[n] - precision[n] * gap * gap);
    }
    sum += log(density);
  }
  return sum;
}
