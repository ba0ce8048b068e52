/**
 * Nested uniform (Owen) scrambling of one 32-bit coordinate: bit b is flipped or not by a coin that depends on
 * the seed and on the bits above b. Points that share their first k bits still share k bits afterwards, so a
 * digital net stays one; over the seeds, every coordinate is uniform.
 *
 * The coins come from a hash that lets information flow towards higher bits only, applied to the reversed bits:
 * Vegdahl's variant of the Laine–Karras hash, whose coins are closer to independent ones.
 *
 * Source: Owen (1995), Randomly permuted (t, m, s)-nets and (t, s)-sequences, Lecture Notes in Statistics 106,
 * 299–317; Laine & Karras (2011), Computer Graphics Forum 30, 1177–1186; Burley (2020), "Practical hash-based
 * Owen scrambling", Journal of Computer Graphics Techniques 9(4), 1–20; constants of Vegdahl (2021), "Building
 * a better LK hash".
 *
 * @param x 32 bits, signed or unsigned
 * @param seed 32 bits, independent for every dimension
 * @returns an unsigned 32-bit integer; for one seed, a one-to-one map
 */
export function owenScramble(x: number, seed: number): number {
  let y = reverseBits(x);
  y ^= Math.imul(y, 0x3d20adea);
  y = (y + seed) | 0;
  y = Math.imul(y, (seed >>> 16) | 1);
  y ^= Math.imul(y, 0x05526c56);
  y ^= Math.imul(y, 0x53a22864);
  return reverseBits(y) >>> 0;
}

function reverseBits(x: number): number {
  let y = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  y = ((y >>> 2) & 0x33333333) | ((y & 0x33333333) << 2);
  y = ((y >>> 4) & 0x0f0f0f0f) | ((y & 0x0f0f0f0f) << 4);
  y = ((y >>> 8) & 0x00ff00ff) | ((y & 0x00ff00ff) << 8);
  return (y >>> 16) | (y << 16);
}
