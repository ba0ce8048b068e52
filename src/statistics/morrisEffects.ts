import { bootstrapOfMeans, type Resampling } from "./bootstrap.ts";
import type { Estimate } from "./estimate.ts";
import { moments } from "./moments.ts";
import { wholeBlocks } from "./wholeBlocks.ts";

/** Morris trajectories of d + 1 rows in the unit cube; successive rows differ in one coordinate. */
export interface MorrisRows {
  readonly dimensions: number;
  /** [rows × dimensions] */
  readonly values: Float64Array;
}

/** The elementary effects of one dimension, in the unit of the output: change over the whole range. */
export interface MorrisEffect {
  /** Mean effect μ. */
  readonly mu: number;
  /** Mean absolute effect μ*, with a bootstrap interval over trajectories. */
  readonly muStar: Estimate;
  /** Sample standard deviation σ of the effects: interactions and curvature. NaN below two trajectories. */
  readonly sigma: number;
}

export interface MorrisEffects {
  /** One for each dimension. */
  readonly effects: readonly MorrisEffect[];
  readonly trajectoriesUsed: number;
  /** Trajectories with an output that is not a finite number. */
  readonly trajectoriesLeftOut: number;
}

/**
 * Elementary effects of Morris, from the outputs y of the rows u of trajectories.
 *
 *   EE_i = Δy/Δu_i,   μ_i = mean EE_i,   μ*_i = mean |EE_i|,   σ_i² = Σ (EE_i − μ_i)²/(r − 1)
 *
 * A trajectory with a failed point is left out whole. Without trajectories all is NaN.
 *
 * Source: Morris (1991), Technometrics 33(2), 161–174; Campolongo, Cariboni & Saltelli (2007), Environmental
 * Modelling & Software 22, 1509–1518, for μ*.
 *
 * @param outputs one for each row
 * @throws RangeError when rows and outputs do not match, or a step does not change exactly one coordinate,
 *   every coordinate once in a trajectory
 */
export function morrisEffects(outputs: Float64Array, unit: MorrisRows, resampling: Resampling): MorrisEffects {
  const d = unit.dimensions;
  if (unit.values.length !== outputs.length * d) {
    throw new RangeError(`${outputs.length} outputs do not belong to ${unit.values.length / d} rows`);
  }
  const { values, blocks, leftOut } = wholeBlocks(outputs, d + 1);
  const effects = new Float64Array(blocks.length * d).fill(NaN); // NaN: not changed yet
  blocks.forEach((block, t) => {
    for (let step = 0; step < d; step++) {
      const { coordinate, change } = stepAfter(unit, block * (d + 1) + step);
      const y = t * (d + 1) + step;
      effects[t * d + coordinate] = (values[y + 1] - values[y]) / change;
    }
  });
  if (effects.some(Number.isNaN)) throw new RangeError("a Morris trajectory must change every coordinate once");
  const muStar = bootstrapOfMeans(effects.map(Math.abs), d, (mean) => mean, resampling);
  return {
    effects: muStar.map((estimate, i) => {
      const state = moments.init();
      for (let t = 0; t < blocks.length; t++) moments.add(state, effects[t * d + i]);
      const { mean, sd } = moments.value(state);
      return { mu: mean.value, muStar: estimate, sigma: sd };
    }),
    trajectoriesUsed: blocks.length,
    trajectoriesLeftOut: leftOut,
  };
}

/** The coordinate that changes from a row to the next, and by how much. */
function stepAfter({ dimensions, values }: MorrisRows, row: number): { coordinate: number; change: number } {
  const start = row * dimensions;
  let differing = 0;
  let coordinate = 0;
  let change = 0;
  for (let i = 0; i < dimensions; i++) {
    const difference = values[start + dimensions + i] - values[start + i];
    if (difference === 0) continue;
    differing += 1;
    coordinate = i;
    change = difference;
  }
  if (differing !== 1) throw new RangeError(`rows ${row} and ${row + 1} of a Morris trajectory differ in ${differing} coordinates, not in 1`);
  return { coordinate, change };
}
