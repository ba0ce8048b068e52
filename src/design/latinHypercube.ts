import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import { requireCount, type UnitRows } from "./unitRows.ts";

const ORDER = 0;
const JITTER = 1;
const CELLS = 1 << 20;

/**
 * Latin hypercube: in every dimension, each of the n strata [k/n, (k + 1)/n) holds one point, uniform in it.
 *
 *   u_ij = (π_j(i) + v_ij)/n,   π_j a random order of 0 … n − 1,   v_ij uniform in (0, 1)
 *
 * Column j depends on the number of points, j and the seed only. A design of more points is another design:
 * it does not hold the points of the smaller one.
 *
 * Source: McKay, Beckman & Conover (1979), Technometrics 21(2), 239–245.
 *
 * @throws RangeError unless 1 ≤ points ≤ 2³¹ and 1 ≤ dimensions ≤ 65536
 */
export function latinHypercube(points: number, dimensions: number, seed: string): UnitRows {
  requireCount("points", points, 1, 0x80000000);
  requireCount("dimensions", dimensions, 1, 65536);
  const { uniform } = createRandom(keyFor(seed, "latin hypercube"));
  const values = new Float64Array(points * dimensions);
  const order = new Float64Array(points);
  for (let j = 0; j < dimensions; j++) {
    for (let i = 0; i < points; i++) order[i] = i;
    for (let last = points - 1; last > 0; last--) {
      const chosen = Math.floor(uniform(last, j, ORDER, 0) * (last + 1));
      const held = order[last];
      order[last] = order[chosen];
      order[chosen] = held;
    }
    for (let i = 0; i < points; i++) {
      // 20 bits of jitter keep the sum exact, so that no point is rounded into the next stratum.
      const jitter = (Math.floor(uniform(i, j, JITTER, 0) * CELLS) + 0.5) / CELLS;
      values[i * dimensions + j] = (order[i] + jitter) / points;
    }
  }
  return { rows: points, dimensions, values };
}
