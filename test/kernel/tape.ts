/** Choices made one after the other from bytes; when they run out, the first of each: shorter bytes are simpler programs. */
export class Tape {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Nothing is left to choose from. */
  get ended(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** One of 0 … n − 1, n ≤ 256. */
  below(n: number): number {
    return this.ended ? 0 : this.#bytes[this.#at++] % n;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** True n times in 16. */
  sometimes(n: number): boolean {
    return this.below(16) >= 16 - n;
  }
}

/** Doubles at which arithmetic has its corners. */
const CORNERS = [0, -0, 1, -1, Number.NaN, Infinity, -Infinity, 5e-324, -5e-324, 1e-310, -1e-310, 2 ** -1022, -(2 ** -1022), Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 1023, 2 ** 53, 1e-160, 1e160];
/** Few, so that comparisons find equals. */
const SMALL = [-3, -2, -1, -0.5, -0, 0, 0.25, 0.5, 1, 1.5, 2, 3];

/** Numbers from a seed: corners, small equals, and what a market may hold. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    const which = uniform();
    if (which < 0.15) return CORNERS[Math.floor(uniform() * CORNERS.length)];
    if (which < 0.5) return SMALL[Math.floor(uniform() * SMALL.length)];
    return (uniform() - 0.5) * (which < 0.9 ? 8 : 1e6);
  };
}
