import { keyFor } from "../random/key.ts";
import { createRandom } from "../random/stream.ts";
import { owenScramble } from "./owenScrambling.ts";
import { SOBOL_DIMENSIONS, sobolDirections } from "./sobolDirections.ts";
import { requireCount, type UnitRows } from "./unitRows.ts";

const WORDS = 0x100000000;

/**
 * The first points of the Sobol' sequence in Gray code order, scrambled by the seed.
 *
 *   x_kj = ⊕ { v_jb : bit b of k ⊕ ⌊k/2⌋ is set },   u_kj = (scramble_j(x_kj) + ½)/2³²
 *
 * Any 2ᵐ points from a multiple of 2ᵐ on are balanced: in every dimension one lies in each of 2ᵐ strata.
 * Point k and dimension j depend on k, j and the seed only, so a longer or wider sequence holds the shorter or
 * narrower one. The first point is kept: dropping it would break the balance. Use a power of two of points.
 *
 * Without a seed the points are not scrambled; they are meant for comparison, point 0 being the corner.
 *
 * Source: Sobol' (1967) and Joe & Kuo (2008) as in `sobolDirections`; Antonov & Saleev (1979) for the order;
 * Owen (2020), "On dropping the first Sobol' point", arXiv:2008.08051.
 *
 * @throws RangeError unless 1 ≤ points ≤ 2³¹, and where there are no direction numbers for so many dimensions
 */
export function sobolSequence(points: number, dimensions: number, seed?: string): UnitRows {
  requireCount("points", points, 1, 0x80000000);
  requireCount("dimensions of a Sobol' sequence", dimensions, 1, SOBOL_DIMENSIONS);
  const random = seed === undefined ? undefined : createRandom(keyFor(seed, "sobol sequence"));
  const values = new Float64Array(points * dimensions);
  for (let j = 0; j < dimensions; j++) {
    const v = sobolDirections(j);
    const scrambling = random && Math.floor(random.uniform(j, 0, 0, 0) * WORDS);
    let x = 0;
    for (let k = 0; k < points; k++) {
      // From k − 1 to k the Gray code changes in one bit, the lowest that is set in k.
      if (k > 0) x ^= v[31 - Math.clz32(k & -k)];
      const scrambled = scrambling === undefined ? x >>> 0 : owenScramble(x, scrambling);
      values[k * dimensions + j] = (scrambled + 0.5) / WORDS;
    }
  }
  return { rows: points, dimensions, values };
}
