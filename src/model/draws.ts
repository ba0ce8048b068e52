/**
 * Random numbers of one round of one path, by address: the same (stream, index) gives the same
 * number whenever and however often it is asked for.
 */
export interface Draws {
  /** Uniform in the open interval (0, 1). */
  uniform(stream: number, index: number): number;
  /** Standard normal. */
  normal(stream: number, index: number): number;
}

/** What each stream is for; an address must never be reused for a second purpose. */
export const STREAM = {
  calm: 0,
  stress: 1,
  volatility: 2,
  yenSqueeze: 3,
  riskOff: 4,
  jumps: 5,
  regime: 6,
  bootstrap: 7,
  boj: 8,
  fed: 9,
  intervention: 10,
} as const;

/** Poisson count by inversion of the uniform u, given mean λ and e^−λ; exact while λ is below 700. */
export function poisson(u: number, mean: number, expMinusMean: number): number {
  let probability = expMinusMean;
  let cumulative = probability;
  let count = 0;
  while (u > cumulative && probability > 0) {
    count += 1;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
}
