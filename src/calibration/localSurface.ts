import { averageOver, type Neighbours, nearestPoints } from "./nearestPoints.ts";
import type { ResponseSurface } from "./responseSurface.ts";

/** A prediction with its standard deviation. */
export interface Prediction {
  readonly value: number;
  readonly deviation: number;
}

/** A response surface that knows where it is wrong. */
export interface LocalSurface {
  readonly predict: (basis: Float64Array, near: Neighbours) => Prediction;
  /** Share of the outputs' variance that is predicted at points left out; below 1, and may be negative. */
  readonly crossValidated: number;
}

/** Neighbours per dimension and one: fewer judge the error badly, more are no neighbours. */
const PER_DIMENSION = 4;

/** How many neighbours a prediction looks at. */
export function neighbourhood(dimensions: number): number {
  return PER_DIMENSION * (dimensions + 1);
}

/**
 * A response surface corrected by what it misses nearby, where that helps, with a local error,
 *
 *   m̂(x) = surface(x) + c Σ w_k r_k,   e(x)² = Σ w_k q_k²
 *
 * over the points nearest to x: r_k the surface's leave-one-out residuals, q_k those of m̂, c 1 if Σ q² is smaller with
 * it than without, else 0. A surface of few terms is wrong in a different way on either side of a cliff, and less
 * wrong where there is none.
 *
 * Measured with a cliff in two dimensions and four waves of 40 points, 0.363 of the volume being not implausible: 0.370
 * is left with it, and 0.543 with one error for the whole surface and no correction.
 *
 * @param points [n × dimensions], those that the surface was fitted to, with its outputs
 */
export function localSurface(surface: ResponseSurface, points: readonly ArrayLike<number>[], outputs: Float64Array): LocalSurface {
  const { leftOut } = surface;
  const count = neighbourhood(points[0].length);
  const corrected = leftOut.map((residual, k) => residual - averageOver(nearestPoints(points, points[k], count, k), (j) => leftOut[j]));
  const helps = sumOfSquares(corrected) < sumOfSquares(leftOut);
  const missed = helps ? corrected : leftOut;
  const mean = outputs.reduce((sum, y) => sum + y, 0) / outputs.length;
  const total = sumOfSquares(outputs.map((y) => y - mean));
  return {
    predict: (basis, near) => ({
      value: surface.value(basis) + (helps ? averageOver(near, (k) => leftOut[k]) : 0),
      deviation: Math.sqrt(averageOver(near, (k) => missed[k] * missed[k])),
    }),
    crossValidated: total === 0 ? 1 : 1 - sumOfSquares(missed) / total,
  };
}

function sumOfSquares(values: Float64Array): number {
  return values.reduce((sum, x) => sum + x * x, 0);
}
