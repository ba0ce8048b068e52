import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import { requireCount, type UnitRows } from "./unitRows.ts";

const LOW = 0;
const DIRECTION = 1;
const ORDER = 2;

/** Trajectories of d + 1 rows, one after the other: row r belongs to trajectory ⌊r / blockSize⌋. */
export interface MorrisDesign {
  /** On the grid, whose ends 0 and 1 are values too. */
  readonly unit: UnitRows;
  /** d + 1 rows. */
  readonly blockSize: number;
  readonly trajectories: number;
  readonly dimensions: number;
  readonly levels: number;
}

/**
 * Trajectories on the grid {0, 1/(p − 1), …, 1} of p levels. Each starts at a random grid point and changes
 * every coordinate once, in random order, by
 *
 *   ± Δ,   Δ = p / (2 (p − 1))
 *
 * either direction being equally likely. With p even, every level is equally likely too. Unlike in the other
 * designs, coordinates may be exactly 0 and 1. Trajectory t depends on t and the seed only: more trajectories
 * extend fewer.
 *
 * Source: Morris (1991), Technometrics 33(2), 161–174; Campolongo, Cariboni & Saltelli (2007), Environmental
 * Modelling & Software 22, 1509–1518.
 *
 * @throws RangeError unless 1 ≤ trajectories < 2³², 1 ≤ dimensions ≤ 65536 and levels is even and at least 2
 */
export function morris(trajectories: number, dimensions: number, levels: number, seed: string): MorrisDesign {
  requireCount("trajectories", trajectories, 1, 0xffffffff);
  requireCount("dimensions", dimensions, 1, 65536);
  requireCount("half the number of levels", levels / 2, 1, 0x40000000);
  const { uniform } = createRandom(keyFor(seed, "morris"));
  const blockSize = dimensions + 1;
  const rows = trajectories * blockSize;
  const values = new Float64Array(rows * dimensions);
  const order = new Int32Array(dimensions);
  const half = levels / 2;
  for (let t = 0; t < trajectories; t++) {
    const start = t * blockSize * dimensions;
    const end = start + dimensions * dimensions; // the last row, where every coordinate has changed
    for (let i = 0; i < dimensions; i++) {
      const low = Math.floor(uniform(t, i, LOW, 0) * half);
      const up = uniform(t, i, DIRECTION, 0) < 0.5;
      values[start + i] = (up ? low : low + half) / (levels - 1);
      values[end + i] = (up ? low + half : low) / (levels - 1);
      // An order that grows by insertion (Durstenfeld's shuffle, inside out).
      const place = Math.floor(uniform(t, i, ORDER, 0) * (i + 1));
      order[i] = order[place];
      order[place] = i;
    }
    for (let step = 1; step < dimensions; step++) {
      const row = start + step * dimensions;
      values.copyWithin(row, row - dimensions, row);
      values[row + order[step - 1]] = values[end + order[step - 1]];
    }
  }
  return { unit: { rows, dimensions, values }, blockSize, trajectories, dimensions, levels };
}
