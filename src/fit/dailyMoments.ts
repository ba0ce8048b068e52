import { TRADING_DAYS_PER_YEAR } from "../model/units.ts";
import { circularBlockMeans, type BlockResampling } from "./blockBootstrap.ts";

/** What a law of daily returns is judged by. */
export interface DailyMoments {
  /** Log return a year. */
  readonly mean: number;
  /** Per √day. */
  readonly sd: number;
  readonly skewness: number;
  /** Plain kurtosis m₄/m₂²: a normal law has 3. */
  readonly kurtosis: number;
  /** Days a year with a return of −2 % or less. */
  readonly falls_2: number;
  /** Days a year with a return of −3 % or less. */
  readonly falls_3: number;
  /** Autocorrelation of |r| at lags of 1, 5 and 20 days. */
  readonly acf_1: number;
  readonly acf_5: number;
  readonly acf_20: number;
}

export const MOMENT_NAMES = ["mean", "sd", "skewness", "kurtosis", "falls_2", "falls_3", "acf_1", "acf_5", "acf_20"] as const satisfies (keyof DailyMoments)[];
export const FALLS = [-0.02, -0.03] as const;
export const LAGS = [1, 5, 20] as const;

/** Moments of a sample, their standard errors, and their covariance [9 × 9] in the order of MOMENT_NAMES. */
export interface EstimatedMoments {
  readonly value: DailyMoments;
  readonly standardError: DailyMoments;
  readonly covariance: Float64Array;
}

/** Columns of a day: x, x², x³, x⁴, 1{x ≤ −2 %}, 1{x ≤ −3 %}, |x|, and |x_t x_{t+L}| at the three lags. */
const WIDTH = 10;

/**
 * Moments of daily log returns.
 *
 *   skewness = m₃/m₂^{3/2},  kurtosis = m₄/m₂²,  m_k central, divided by n
 *   ρ_L = (mean |x_t x_{t+L}| − mean² |x|)/(mean x² − mean² |x|), around the end to the beginning
 *
 * All are functions of means over days, a day taken with the days that follow it, so that blocks
 * of days can be resampled without false neighbours. Source: Künsch (1989), Annals of Statistics
 * 17(3), 1217–1241, section 2.
 *
 * @param returns n daily log returns
 * @throws RangeError for n ≤ 20
 */
export function dailyMoments(returns: Float64Array): DailyMoments {
  const rows = rowsOf(returns);
  const mean = new Float64Array(WIDTH);
  rows.forEach((x, i) => (mean[i % WIDTH] += x));
  return momentsOf(mean.map((sum) => sum / returns.length));
}

/**
 * The same with standard errors from a circular block bootstrap. A fall that no day had is taken to be
 * uncertain by one day: resampling cannot know of what it never sees.
 *
 * @throws RangeError as dailyMoments and circularBlockMeans
 */
export function estimatedMoments(returns: Float64Array, resampling: BlockResampling): EstimatedMoments {
  const value = dailyMoments(returns);
  const draws = circularBlockMeans(rowsOf(returns), WIDTH, resampling).map((mean) => vectorOf(momentsOf(mean)));
  const k = MOMENT_NAMES.length;
  const centre = MOMENT_NAMES.map((_, i) => draws.reduce((sum, draw) => sum + draw[i], 0) / draws.length);
  const covariance = new Float64Array(k * k);
  for (const draw of draws) {
    for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) covariance[i * k + j] += ((draw[i] - centre[i]) * (draw[j] - centre[j])) / (draws.length - 1);
  }
  for (const name of ["falls_2", "falls_3"] as const) {
    const i = MOMENT_NAMES.indexOf(name);
    if (value[name] === 0) covariance[i * k + i] = (TRADING_DAYS_PER_YEAR / returns.length) ** 2;
  }
  return { value, standardError: momentsFrom((i) => Math.sqrt(covariance[i * k + i])), covariance };
}

/** The moments as numbers in the order of MOMENT_NAMES. */
export function vectorOf(moments: DailyMoments): number[] {
  return MOMENT_NAMES.map((name) => moments[name]);
}

/** Moments by their number in MOMENT_NAMES. */
export function momentsFrom(value: (i: number) => number): DailyMoments {
  return Object.fromEntries(MOMENT_NAMES.map((name, i) => [name, value(i)])) as unknown as DailyMoments;
}

/** What a law of returns says of itself before it is put into the units of `DailyMoments`. */
export interface LawMoments {
  /** E[x], E[x²], E[x³], E[x⁴] of a day's return. */
  readonly raw: readonly [number, number, number, number];
  /** P(x ≤ −2 %), P(x ≤ −3 %). */
  readonly falls: readonly [number, number];
  /** Autocorrelation of |x| at LAGS. */
  readonly memory: readonly [number, number, number];
}

/** Raw moments, tail probabilities and memory in the units of `DailyMoments`. */
export function inMoments({ raw: [m1, m2, m3, m4], falls, memory }: LawMoments): DailyMoments {
  const variance = m2 - m1 * m1;
  const third = m3 - 3 * m1 * m2 + 2 * m1 * m1 * m1;
  const fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
  const year = TRADING_DAYS_PER_YEAR;
  const values = [m1 * year, Math.sqrt(variance), third / (variance * Math.sqrt(variance)), fourth / (variance * variance), falls[0] * year, falls[1] * year, ...memory];
  return momentsFrom((i) => values[i]);
}

function rowsOf(returns: Float64Array): Float64Array {
  const n = returns.length;
  if (n <= LAGS[2]) throw new RangeError(`moments need more than ${LAGS[2]} returns, got ${n}`);
  const rows = new Float64Array(n * WIDTH);
  returns.forEach((x, t) => {
    const size = Math.abs(x);
    const lagged = LAGS.map((lag) => size * Math.abs(returns[(t + lag) % n]));
    rows.set([x, x * x, x * x * x, x * x * x * x, x <= FALLS[0] ? 1 : 0, x <= FALLS[1] ? 1 : 0, size, ...lagged], t * WIDTH);
  });
  return rows;
}

function momentsOf(mean: Float64Array): DailyMoments {
  const [m1, m2, m3, m4, fall2, fall3, size] = mean;
  const memory = (lag: number) => (mean[7 + lag] - size * size) / (m2 - size * size);
  return inMoments({ raw: [m1, m2, m3, m4], falls: [fall2, fall3], memory: [memory(0), memory(1), memory(2)] });
}
