import { counterWord } from "./address.ts";
import type { Key } from "./key.ts";
import { inverseNormal } from "./normal.ts";
import { threefry2x32 } from "./threefry.ts";
import { uniformFromBits } from "./uniform.ts";

/** Random numbers by address: the same address always holds the same number. */
export interface Random {
  /** Uniform in (0, 1), both ends excluded. */
  readonly uniform: Draw;
  /** Standard normal: Φ⁻¹ of the uniform at the same address. */
  readonly normal: Draw;
}

export type Draw = (path: number, round: number, stream: number, index: number) => number;

/**
 * The random numbers of one key.
 *
 * A draw depends on the key and its address (see `counterWord` for the
 * ranges) and on nothing else: not on earlier draws, nor on their order.
 * `uniform` and `normal` at one address are the same draw on two scales.
 * Both throw RangeError for an address out of range.
 */
export function createRandom(key: Key): Random {
  const k0 = key[0] | 0;
  const k1 = key[1] | 0;
  const words = new Int32Array(2); // overwritten by every draw, never carried over

  function uniform(path: number, round: number, stream: number, index: number): number {
    threefry2x32(k0, k1, path, counterWord(path, round, stream, index), words);
    return uniformFromBits(words[0], words[1]);
  }

  function normal(path: number, round: number, stream: number, index: number): number {
    return inverseNormal(uniform(path, round, stream, index));
  }

  return { uniform, normal };
}
