import { log } from "../model/elementary.ts";
import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { cosineSeries, type SeriesLaw } from "./cosineSeries.ts";
import { dailyMoments, FALLS, inMoments } from "./dailyMoments.ts";
import { type LawFit, MOST_JUMP_TREND } from "./lawFit.ts";
import { maximumLikelihood } from "./maximumLikelihood.ts";
import { between, betweenOrders } from "./ranges.ts";

type Vector = readonly number[];

/**
 * Kou's double-exponential jump diffusion by maximum likelihood. `volatility` is that of the whole law,
 * √(s² + 2Λ (p/η₁² + (1 − p)/η₂²)), of which s is the `diffusion_share`; `drift` is 252 μ. The share is
 * kept above a fifth, as for Merton's law.
 *
 * Source: Kou (2002), Management Science 48(8), 1086–1101.
 *
 * @param returns daily log returns
 */
export function fitKou(returns: Float64Array): LawFit {
  const { sd, mean } = dailyMoments(returns);
  const mu = mean / TRADING_DAYS_PER_YEAR;
  return maximumLikelihood({
    law: "kou",
    ranges: [between(-1 / TRADING_DAYS_PER_YEAR, 1 / TRADING_DAYS_PER_YEAR), between(0.2 * sd, 1.5 * sd), betweenOrders(0.05, 490), between(0, 1), betweenOrders(2e-4, 0.1), betweenOrders(2e-4, 0.1)],
    starts: [[mu, 0.8 * sd, 40, 0.45, sd, sd]],
    logLikelihood: (values) => {
      const jumpTrend = TRADING_DAYS_PER_YEAR * (kouCumulants(values)[0] - values[0]);
      if (Math.abs(jumpTrend) > MOST_JUMP_TREND) return -Infinity;
      const { density } = kouDay(values);
      return returns.reduce((sum, x) => sum + log(Math.max(density(x), 1e-300)), 0);
    },
    named: (values) => {
      const [m, s, rate, up_probability, mean_up, mean_down] = values;
      const volatility = Math.sqrt(kouCumulants(values)[1]);
      return { rate, up_probability, mean_up, mean_down, diffusion_share: s / volatility, volatility, drift: m * TRADING_DAYS_PER_YEAR };
    },
    moments: kouMoments,
  });
}

/**
 * The law of a day's return by Fourier inversion of
 *
 *   ln φ(u) = iuμ − s²u²/2 + Λ (p/(1 − iu/η₁) + (1 − p)/(1 + iu/η₂) − 1),   Λ = λ/252
 *
 * values: drift μ and diffusive SD s of a day, jumps a year λ, p, mean jumps 1/η₁ and 1/η₂.
 */
export function kouDay(values: Vector): SeriesLaw {
  const [mu, s, rate, p, up, down] = values;
  const jumps = rate / TRADING_DAYS_PER_YEAR;
  const [mean, variance] = kouCumulants(values);
  // 28 mean jumps and 10 standard deviations leave out less than 1e-12; e^−7²/2 ends the series at 1e-11.
  const half = 10 * Math.sqrt(variance) + 28 * Math.max(up, down);
  return cosineSeries(
    (u) => {
      const upward = p / (1 + u * u * up * up);
      const downward = (1 - p) / (1 + u * u * down * down);
      return [(-s * s * u * u) / 2 + jumps * (upward + downward - 1), u * mu + jumps * u * (upward * up - downward * down)];
    },
    [mean - half, mean + half],
    7 / s,
  );
}

/** κ_n = Λ n! (p/η₁ⁿ + (−1)ⁿ (1 − p)/η₂ⁿ), with μ more for n = 1 and s² for n = 2. */
export function kouCumulants([mu, s, rate, p, up, down]: Vector): [number, number, number, number] {
  const jumps = rate / TRADING_DAYS_PER_YEAR;
  const jump = (n: number) => jumps * (p * up ** n + (1 - p) * (-down) ** n);
  return [mu + jump(1), s * s + 2 * jump(2), 6 * jump(3), 24 * jump(4)];
}

function kouMoments(values: Vector) {
  const [k1, k2, k3, k4] = kouCumulants(values);
  const { distribution } = kouDay(values);
  return inMoments({
    raw: [k1, k2 + k1 * k1, k3 + 3 * k2 * k1 + k1 ** 3, k4 + 4 * k3 * k1 + 3 * k2 * k2 + 6 * k2 * k1 * k1 + k1 ** 4],
    falls: [distribution(FALLS[0]), distribution(FALLS[1])],
    memory: [0, 0, 0],
  });
}
