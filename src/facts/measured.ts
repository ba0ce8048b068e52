/** One number that history gives, and what the simulated paths say of it. */
export interface Measured {
  /** Short name, such as usdjpy_3_sessions. */
  readonly name: string;
  readonly observed: number;
  /** Distance within which a simulated median counts as agreeing, on the side on which it lies. */
  readonly tolerance: number;
  /** Median over paths, its standard error, and half the distance between the 16 and 84 % quantiles. */
  readonly median: number;
  readonly error: number;
  readonly spread: number;
  readonly q10: number;
  readonly q90: number;
}

/**
 * Does a simulation agree with history? |m − z| ≤ τ, or q₁₀ ≤ z ≤ q₉₀: the median is close, or history would be no
 * rare path.
 */
export function agrees({ observed, tolerance, median, q10, q90 }: Measured): boolean {
  return Math.abs(median - observed) <= tolerance || (q10 <= observed && observed <= q90);
}
