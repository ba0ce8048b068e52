import { type Factorization, factorize } from "./leastSquares.ts";

/** 2: full quadratic; 1: linear; 0: constant. */
export type Order = 0 | 1 | 2;

/** A function of points of the unit cube, fitted to outputs at some of them. */
export interface ResponseSurface {
  readonly value: (basis: Float64Array) => number;
  /** What is missed at each fitted point when the surface is fitted without it, output minus prediction, [n]. */
  readonly leftOut: Float64Array;
}

/** What all surfaces over the same points share. */
export interface SurfaceDesign {
  readonly order: Order;
  readonly terms: number;
  /** The terms at a point: 1, z_i, z_i z_j. Overwritten by the next call. */
  readonly basis: (point: ArrayLike<number>) => Float64Array;
  readonly fit: (outputs: Float64Array) => ResponseSurface;
}

/** Points per term, at least: with fewer, a surface follows the noise. */
const POINTS_PER_TERM = 2;

/** Terms of a surface: 1; 1 + d; (d + 1)(d + 2)/2. */
export function termsOf(order: Order, dimensions: number): number {
  return order === 0 ? 1 : order === 1 ? 1 + dimensions : ((dimensions + 1) * (dimensions + 2)) / 2;
}

/** The highest order for which there are two points per term; 0 where even a linear surface has fewer. */
export function orderFor(points: number, dimensions: number): Order {
  return ([2, 1] as const).find((order) => points >= POINTS_PER_TERM * termsOf(order, dimensions)) ?? 0;
}

/**
 * Polynomial response surface by least squares,
 *
 *   y = β₀ + Σ β_i z_i + Σ_{i ≤ j} β_ij z_i z_j + e,   z_i = (x_i − mean_i)/sd_i over the fitted points
 *
 * quadratic where there are at least two points per term, else linear, else constant. What a surface misses at points
 * that it does not know is seen without a second fit: the leave-one-out residual is e_k/(1 − h_k), h_k the leverage.
 *
 * Source: Box & Wilson (1951), Journal of the Royal Statistical Society B 13, 1–45; Allen (1974), Technometrics 16,
 * 125–127, for the residuals of points left out.
 *
 * @param points [n × dimensions], two at least
 * @throws RangeError when there are fewer than two points
 */
export function surfaceDesign(points: readonly ArrayLike<number>[], dimensions: number): SurfaceDesign {
  const n = points.length;
  if (n < 2) throw new RangeError(`a surface needs two points at least, got ${n}`);
  const order = orderFor(n, dimensions);
  const terms = termsOf(order, dimensions);
  const scales = Array.from({ length: dimensions }, (_, i) => scaleOf(points, i));
  const row = new Float64Array(terms);
  const z = new Float64Array(dimensions);
  const basis = (point: ArrayLike<number>): Float64Array => {
    let t = 0;
    row[t++] = 1;
    if (order === 0) return row;
    for (let i = 0; i < dimensions; i++) row[t++] = z[i] = (point[i] - scales[i].mean) / scales[i].deviation;
    if (order === 1) return row;
    for (let i = 0; i < dimensions; i++) for (let j = i; j < dimensions; j++) row[t++] = z[i] * z[j];
    return row;
  };
  const columns = Array.from({ length: terms }, () => new Float64Array(n));
  points.forEach((point, k) => basis(point).forEach((term, t) => (columns[t][k] = term)));
  const factorization = factorize(columns);
  return {
    order,
    terms,
    basis,
    fit: (outputs) => fit(outputs, columns, factorization),
  };
}

/** @param columns the terms at the fitted points, [terms][n] */
function fit(outputs: Float64Array, columns: readonly Float64Array[], { solve, leverage }: Factorization): ResponseSurface {
  const beta = solve(outputs);
  const value = (basis: Float64Array): number => {
    let sum = 0;
    for (let t = 0; t < beta.length; t++) sum += beta[t] * basis[t];
    return sum;
  };
  const row = new Float64Array(columns.length);
  const leftOut = outputs.map((y, k) => {
    for (let t = 0; t < row.length; t++) row[t] = columns[t][k];
    return (y - value(row)) / (1 - leverage(row));
  });
  return { value, leftOut };
}

/** Mean and standard deviation of a coordinate; a coordinate that is the same everywhere is only moved. */
function scaleOf(points: readonly ArrayLike<number>[], i: number): { readonly mean: number; readonly deviation: number } {
  let mean = 0;
  for (const point of points) mean += point[i] / points.length;
  let variance = 0;
  for (const point of points) variance += ((point[i] - mean) * (point[i] - mean)) / points.length;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}
