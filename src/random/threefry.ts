/**
 * Threefry-2x32 with 20 rounds: a keyed bijection of 64-bit counters, used as
 * a counter-based random number generator.
 *
 *   x₀ += x₁;  x₁ = (x₁ ⋘ R) ⊕ x₀              one round
 *   x₀ += k₍ⱼ₎;  x₁ += k₍ⱼ₊₁₎ + j               after rounds 4 j, j = 1 … 5
 *   k₂ = k₀ ⊕ k₁ ⊕ 0x1BD11BDA                  (indices of k modulo 3)
 *
 * Key (k0, k1) and counter (c0, c1) are 32-bit words, signed or unsigned.
 * The two words of the result are written to out[0] and out[1]; nothing else
 * is read or written, so equal arguments give equal words.
 *
 * Source: Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as
 * easy as 1, 2, 3", SC '11.
 */
export function threefry2x32(
  k0: number, k1: number, c0: number, c1: number, out: Int32Array | Uint32Array,
): void {
  const k2 = k0 ^ k1 ^ 0x1bd11bda;
  // Unrolled: rounds are sequentially dependent and this is the innermost call of the engine.
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k1) | 0; y = (y + k2 + 1) | 0;
  x = (x + y) | 0; y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0; y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0; y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0; y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k2) | 0; y = (y + k0 + 2) | 0;
  x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
  x = (x + k0) | 0; y = (y + k1 + 3) | 0;
  x = (x + y) | 0; y = ((y << 17) | (y >>> 15)) ^ x;
  x = (x + y) | 0; y = ((y << 29) | (y >>> 3)) ^ x;
  x = (x + y) | 0; y = ((y << 16) | (y >>> 16)) ^ x;
  x = (x + y) | 0; y = ((y << 24) | (y >>> 8)) ^ x;
  x = (x + k1) | 0; y = (y + k2 + 4) | 0;
  x = (x + y) | 0; y = ((y << 13) | (y >>> 19)) ^ x;
  x = (x + y) | 0; y = ((y << 15) | (y >>> 17)) ^ x;
  x = (x + y) | 0; y = ((y << 26) | (y >>> 6)) ^ x;
  x = (x + y) | 0; y = ((y << 6) | (y >>> 26)) ^ x;
  out[0] = x + k2;
  out[1] = y + k0 + 5;
}
