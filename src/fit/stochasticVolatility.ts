import { type EstimatedMoments, MOMENT_NAMES, vectorOf } from "./dailyMoments.ts";
import { deltaErrors, inverse, slopes } from "./errorsOf.ts";
import { type LawFit, MOST_JUMP_TREND } from "./lawFit.ts";
import { type Minimum, nelderMead } from "./nelderMead.ts";
import { between, betweenOrders } from "./ranges.ts";
import { type StochasticVolatility, stochasticVolatilityMoments } from "./stochasticVolatilityMoments.ts";

type Vector = readonly number[];

/** What the fit takes from the configuration that it extends. */
export interface StochasticVolatilityOptions {
  /** `calendar.rounds_per_day`. */
  readonly rounds: number;
  /** Share of `yen_squeeze_rate` in all jumps: a single exchange rate cannot tell the kinds apart. */
  readonly squeezeShare: number;
  /** `jump_sd`/|`jump_mean`|: so few jumps tell their mean and their spread together, not apart. */
  readonly jumpSpread: number;
}

/**
 * The default law of news by the method of moments: SD, skewness, kurtosis, falls of 2 and 3 % and the
 * memory of |r| at 1, 5 and 20 days, each in units of its standard error,
 *
 *   min Σ ((m_i(θ) − m̂_i)/SE_i)²,   Cov θ̂ = (GᵀWG)⁻¹ GᵀW Ω WG (GᵀWG)⁻¹
 *
 * with W = diag(1/SE²), G = ∂m/∂θ and Ω the covariance of the measured moments. `drift` makes the mean
 * return that of the data. Both rates are the squeeze share and the rest of one fitted rate, and the
 * spread of a jump is a multiple of its mean; `risk_off_loading.fx` is taken to be 1, as declared.
 *
 * The law takes the whole tail of the data for news. In a run the agents add to it.
 *
 * Source: Hansen (1982), Econometrica 50(4), 1029–1054; weights as in Altonji & Segal (1996), Journal of
 * Business & Economic Statistics 14, 353–366, because a full weight matrix of so many tail moments is noise.
 */
export function fitStochasticVolatility(measured: EstimatedMoments, { rounds, squeezeShare, jumpSpread }: StochasticVolatilityOptions): LawFit {
  const { sd } = measured.value;
  const ranges = [between(0.5, 0.9995), between(0.01, 2), betweenOrders(0.1, 50), between(-0.06, 0.03), between(0.3 * sd, 1.2 * sd)];
  const lawAt = (theta: Vector): StochasticVolatility => {
    const [persistence, variance, rate, jumpMean, volatility] = theta.map((x, i) => ranges[i].fromLine(x));
    const jumpSd = jumpSpread * Math.abs(jumpMean);
    return { persistence, variance, rate, jumpMean, jumpSd, volatility, drift: measured.value.mean - rate * jumpMean };
  };
  // The mean is matched exactly by the drift: it tells nothing of the other parameters.
  const told = (moments: Vector) => moments.slice(1);
  const target = told(vectorOf(measured.value));
  const error = told(vectorOf(measured.standardError));
  const modelled = (theta: Vector) => told(vectorOf(stochasticVolatilityMoments(lawAt(theta), rounds)));
  const distance = (theta: Vector) =>
    Math.abs(lawAt(theta).rate * lawAt(theta).jumpMean) > MOST_JUMP_TREND ? Infinity : modelled(theta).reduce((sum, m, i) => sum + ((m - target[i]) / error[i]) ** 2, 0);
  const starts = [[0.985, 0.4, 2, -0.012, 0.95 * sd], [0.95, 0.5, 8, -0.004, 0.9 * sd]];
  const found = starts.map((start) => nelderMead(distance, start.map((x, i) => ranges[i].toLine(x)), { tolerance: 1e-7, mostEvaluations: 6000 }));
  const { x: theta, value, converged } = found.reduce((a: Minimum, b) => (b.value < a.value ? b : a));
  const named = ({ persistence, variance, rate, jumpMean, jumpSd, volatility, drift }: StochasticVolatility) => ({
    parameters: { persistence, variance, yen_squeeze_rate: squeezeShare * rate, risk_off_rate: (1 - squeezeShare) * rate, jump_mean: jumpMean, jump_sd: jumpSd },
    volatility,
    drift,
  });
  const flat = (x: Vector) => {
    const { parameters, ...fx } = named(lawAt(x));
    return { ...parameters, ...fx };
  };
  const covariance = momentCovariance(slopes(modelled, theta), error, measured.covariance);
  const errors = covariance && deltaErrors(slopes((x) => Object.values(flat(x)), theta), covariance);
  return {
    law: "stochastic_volatility",
    ...named(lawAt(theta)),
    standardErrors: Object.fromEntries(Object.keys(flat(theta)).map((name, i) => [name, errors?.[i] ?? NaN])),
    objective: value,
    converged,
    moments: stochasticVolatilityMoments(lawAt(theta), rounds),
  };
}

/** Covariance of θ̂: A Ω Aᵀ with A = (GᵀWG)⁻¹ GᵀW; undefined where the moments do not tell θ. */
function momentCovariance(G: readonly Vector[], error: Vector, omega: Float64Array): number[][] | undefined {
  const k = MOMENT_NAMES.length;
  const information = G[0].map((_, a) => G[0].map((__, b) => G.reduce((sum, row, i) => sum + (row[a] * row[b]) / error[i] ** 2, 0)));
  const inverted = inverse(information);
  const A = inverted?.map((row) => G.map((slope, i) => row.reduce((sum, x, b) => sum + x * slope[b], 0) / error[i] ** 2));
  // Moment 0 of Ω is the mean, which is not among those fitted.
  return A?.map((row) => A.map((other) => row.reduce((sum, x, i) => sum + x * other.reduce((inner, y, j) => inner + y * omega[(i + 1) * k + j + 1], 0), 0)));
}
