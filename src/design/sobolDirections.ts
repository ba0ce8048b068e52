import { joeKuoTable } from "./joeKuoTable.ts";

const rows = joeKuoTable.split(";").map((row) => row.trim().split(" ").map(Number));

/** How many dimensions there are direction numbers for. */
export const SOBOL_DIMENSIONS = rows.length + 1;

/**
 * Direction numbers v₁ … v₃₂ of one dimension, as the upper bits of 32-bit words: vₖ = mₖ 2³²⁻ᵏ with, for a
 * primitive polynomial xˢ + a₁ xˢ⁻¹ + … + aₛ₋₁ x + 1,
 *
 *   vₖ = a₁ vₖ₋₁ ⊕ … ⊕ aₛ₋₁ vₖ₋ₛ₊₁ ⊕ vₖ₋ₛ ⊕ vₖ₋ₛ / 2ˢ,   k > s
 *
 * The first dimension has mₖ = 1: the van der Corput sequence.
 *
 * Source: Sobol' (1967), USSR Computational Mathematics and Mathematical Physics 7(4), 86–112; Bratley & Fox
 * (1988), ACM Transactions on Mathematical Software 14, 88–100.
 *
 * @param dimension counted from 0
 * @throws RangeError for a dimension that the table does not have
 */
export function sobolDirections(dimension: number): Uint32Array {
  if (!(Number.isInteger(dimension) && dimension >= 0 && dimension < SOBOL_DIMENSIONS)) {
    throw new RangeError(`Sobol' direction numbers are known for dimensions 0 to ${SOBOL_DIMENSIONS - 1}, not for ${dimension}`);
  }
  const v = new Uint32Array(32);
  if (dimension === 0) return v.map((_, k) => 0x80000000 >>> k);
  const [, s, a, ...m] = rows[dimension - 1];
  for (let k = 0; k < s; k++) v[k] = m[k] << (31 - k);
  for (let k = s; k < 32; k++) {
    v[k] = v[k - s] ^ (v[k - s] >>> s);
    for (let j = 1; j < s; j++) if ((a >>> (s - 1 - j)) & 1) v[k] ^= v[k - j];
  }
  return v;
}
