import { MARKETS, type Market } from "../model/markets/names.ts";
import { cholesky, correlationMatrix } from "../model/shocks/correlatedNormals.ts";
import { type BlockResampling, circularBlockMeans } from "./blockBootstrap.ts";
import type { NewsDay, NewsReturns } from "./newsReturns.ts";

/** Regimes by the VIX close of the day. */
export const REGIMES = {
  all: () => true,
  calm: (vix: number) => vix < 16,
  stress: (vix: number) => vix >= 25,
} as const;
export type Regime = keyof typeof REGIMES;

/** Correlation of two markets with its standard error. */
export interface PairCorrelation {
  readonly first: Market;
  readonly second: Market;
  readonly value: number;
  readonly standardError: number;
}

export interface RegimeCorrelations {
  readonly regime: Regime;
  readonly days: number;
  readonly pairs: readonly PairCorrelation[];
}

/** Fewer days than this tell no correlation. */
const FEWEST_DAYS = 60;

/**
 * Pearson correlations of daily returns in one regime, from days that have all markets, so that they
 * are a correlation matrix; standard errors by circular blocks of the regime's days.
 *
 * @returns undefined for fewer than 60 days
 */
export function regimeCorrelations({ markets, days }: NewsReturns, regime: Regime, resampling: BlockResampling): RegimeCorrelations | undefined {
  const chosen = days.filter(({ vix }) => REGIMES[regime](vix));
  if (chosen.length < FEWEST_DAYS) return undefined;
  const k = markets.length;
  const rows = Float64Array.from(chosen.flatMap((day) => productsOf(day)));
  const width = rows.length / chosen.length;
  const mean = new Float64Array(width);
  rows.forEach((x, i) => (mean[i % width] += x / chosen.length));
  const values = correlationsOf(mean, k);
  const draws = circularBlockMeans(rows, width, { ...resampling, block: Math.min(resampling.block, chosen.length) }).map((draw) => correlationsOf(draw, k));
  const pairs = markets.flatMap((first, i) => markets.slice(i + 1).map((second) => ({ first, second })));
  return { regime, days: chosen.length, pairs: pairs.map((pair, n) => ({ ...pair, value: values[n], standardError: spread(draws.map((draw) => draw[n])) })) };
}

/**
 * The upper triangle of R for the configuration, measured pairs to two decimals, the others as declared.
 * Where that is no correlation matrix, the pairs that were not measured are drawn towards 0 until it is.
 */
export function correlationParameter(measured: RegimeCorrelations, declared: readonly number[]): number[] {
  const upper = MARKETS.flatMap((first, i) => MARKETS.slice(i + 1).map((second) => measured.pairs.find((pair) => pair.first === first && pair.second === second)?.value));
  for (let share = 1; ; share = share > 0.05 ? share - 0.05 : 0) {
    const values = upper.map((value, n) => Math.round(100 * (value ?? share * declared[n])) / 100 + 0);
    if (share === 0 || cholesky(correlationMatrix(values)) !== undefined) return values;
  }
}

/** Returns of a day and all their products. */
function productsOf({ returns }: NewsDay): number[] {
  return [...returns, ...returns.flatMap((x, i) => returns.slice(i).map((y) => x * y))];
}

/** Correlations of the upper triangle, row by row, from mean returns and mean products. */
function correlationsOf(mean: Float64Array, k: number): number[] {
  const covariance: number[][] = [];
  let at = k;
  for (let i = 0; i < k; i++) {
    covariance.push([]);
    for (let j = i; j < k; j++) covariance[i][j] = mean[at++] - mean[i] * mean[j];
  }
  return covariance.flatMap((row, i) => row.flatMap((c, j) => (j > i ? [c / Math.sqrt(covariance[i][i] * covariance[j][j])] : [])));
}

function spread(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (values.length - 1));
}
