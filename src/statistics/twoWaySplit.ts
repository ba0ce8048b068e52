import { moments, type MomentsState } from "./moments.ts";
import type { Statistic } from "./statistic.ts";
import { varianceParts, type VariancePart } from "./varianceParts.ts";

/** Where the variance of y[point, path] comes from, when every point sees the same random numbers. */
export interface TwoWaySplit {
  /** Points used. */
  readonly points: number;
  /** Points with a value that is not a finite number, left out whole. */
  readonly pointsLeftOut: number;
  /** Of the expectation at a point: parameters alone. */
  readonly parameters: VariancePart;
  /** Of the expectation of a path: the seed alone, shifting all points alike. */
  readonly seed: VariancePart;
  /** What the seed does at some points and not at others. */
  readonly interaction: VariancePart;
}

export interface TwoWayState {
  /** Mean over points of each path. */
  readonly pathMeans: Float64Array;
  /** Of the means over paths. */
  readonly pointMeans: MomentsState;
  /** Σ over points and paths of (y_ij − ȳ_i·)². */
  within: number;
  leftOut: number;
}

/**
 * Law of total variance for points × paths with common random numbers: a two-way layout without replication.
 * A datum is the row of one point, one value for each path.
 *
 *   y_ij = μ + a_i + b_j + e_ij,   Var y = σ_a² + σ_b² + σ_e²
 *   σ_e² = MS_e,   σ_a² = (MS_points − MS_e)/n,   σ_b² = (MS_paths − MS_e)/P       P points, n paths
 *   MS_points = n Σ (ȳ_i· − ȳ)²/(P − 1),   MS_paths = P Σ (ȳ_·j − ȳ)²/(n − 1)
 *   MS_e = Σ (y_ij − ȳ_i· − ȳ_·j + ȳ)²/((P − 1)(n − 1))
 *
 * The seed's part shifts all points alike and so is no part of the variance between point means, of which
 * σ_e²/n alone is noise. The parts are unbiased for independently drawn points and paths of any law, before
 * one that comes out negative is set to 0; the shares are ratios of them. All NaN below two points or two
 * paths; shares NaN where nothing varies. The memory is that of two rows, however many points.
 *
 * `merge` is commutative to the bit, associative to rounding.
 *
 * Source: Searle, Casella & McCulloch (1992), Variance Components, chapter 4.
 *
 * @throws RangeError from `add` for a row of another length
 */
export function twoWaySplit(paths: number): Statistic<TwoWayState, Float64Array, TwoWaySplit> {
  return {
    init: () => ({ pathMeans: new Float64Array(paths), pointMeans: moments.init(), within: 0, leftOut: 0 }),

    add(state, row) {
      if (row.length !== paths) throw new RangeError(`a point has ${paths} paths, got ${row.length} values`);
      if (!row.every(Number.isFinite)) {
        state.leftOut += 1;
        return;
      }
      const point = moments.init();
      for (const y of row) moments.add(point, y);
      moments.add(state.pointMeans, point.mean);
      state.within += point.m2;
      row.forEach((y, j) => (state.pathMeans[j] += (y - state.pathMeans[j]) / state.pointMeans.count));
    },

    merge(into, from) {
      const [p, q] = [into.pointMeans.count, from.pointMeans.count];
      if (p === 0) into.pathMeans.set(from.pathMeans);
      else if (q > 0) from.pathMeans.forEach((mean, j) => (into.pathMeans[j] = (p * into.pathMeans[j] + q * mean) / (p + q)));
      moments.merge(into.pointMeans, from.pointMeans);
      into.within += from.within;
      into.leftOut += from.leftOut;
    },

    value({ pathMeans, pointMeans, within, leftOut }) {
      const points = pointMeans.count;
      const path = moments.init();
      for (const mean of pathMeans) moments.add(path, mean);
      const defined = points > 1 && paths > 1;
      const interaction = defined ? Math.max(0, within - points * path.m2) / ((points - 1) * (paths - 1)) : NaN;
      const [parameters, seed, both] = varianceParts([
        Math.max(0, pointMeans.m2 / (points - 1) - interaction / paths),
        Math.max(0, path.m2 / (paths - 1) - interaction / points),
        interaction,
      ]);
      return { points, pointsLeftOut: leftOut, parameters, seed, interaction: both };
    },
  };
}
