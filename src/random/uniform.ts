/**
 * Uniform number in (0, 1), both ends excluded, from 64 random bits.
 *
 *   u = (k + ½) / 2⁵²,   k = the upper 52 bits of (high, low)
 *
 * The values are exact, equally spaced and symmetric: 1 − u is one of them,
 * the smallest is 2⁻⁵³ and the largest 1 − 2⁻⁵³.
 *
 * @param high upper 32 bits, signed or unsigned
 * @param low lower 32 bits, signed or unsigned; its last 12 bits are not used
 */
export function uniformFromBits(high: number, low: number): number {
  return ((high >>> 0) * 0x100000 + (low >>> 12) + 0.5) / 0x10000000000000;
}
