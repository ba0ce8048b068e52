/** Points near another one, and weights that add up to 1. */
export interface Neighbours {
  readonly indices: readonly number[];
  readonly weights: readonly number[];
}

/** Keeps a weight above 0 where all points are equally far. */
const LEAST = 1e-9;

/**
 * The points nearest to one, weighted by distance d:
 *
 *   w ∝ (1 − (d/D)³)³,   D the distance of the nearest point that does not belong to them
 *
 * Source: Cleveland (1979), "Robust locally weighted regression and smoothing scatterplots", Journal of the American
 * Statistical Association 74, 829–836.
 *
 * @param count how many; where there are no more than that, all of them, and alike: they are no neighbourhood
 * @param except number of a point that takes no part
 */
export function nearestPoints(points: readonly ArrayLike<number>[], at: ArrayLike<number>, count: number, except = -1): Neighbours {
  // The nearest ones so far, by distance: few enough for insertion.
  const others = points.map((_, k) => k).filter((k) => k !== except);
  if (others.length <= count) return { indices: others, weights: others.map(() => 1 / others.length) };
  const wanted = count + 1;
  const indices: number[] = [];
  const distances: number[] = [];
  points.forEach((point, k) => {
    if (k === except) return;
    let squares = 0;
    for (let i = 0; i < point.length; i++) squares += (point[i] - at[i]) * (point[i] - at[i]);
    if (indices.length === wanted && squares >= distances[wanted - 1]) return;
    let place = Math.min(indices.length, wanted - 1);
    for (; place > 0 && distances[place - 1] > squares; place--) {
      indices[place] = indices[place - 1];
      distances[place] = distances[place - 1];
    }
    indices[place] = k;
    distances[place] = squares;
  });
  const bandwidth = Math.sqrt(distances.pop()!);
  indices.pop();
  const weights = distances.map((squares) => {
    const part = bandwidth > 0 ? Math.sqrt(squares) / bandwidth : 0;
    const rest = 1 - part * part * part;
    return rest * rest * rest + LEAST;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { indices, weights: weights.map((weight) => weight / sum) };
}

/** Σ w f over neighbours. */
export function averageOver({ indices, weights }: Neighbours, f: (index: number) => number): number {
  return indices.reduce((sum, index, i) => sum + weights[i] * f(index), 0);
}
