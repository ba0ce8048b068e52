/** One number that history gives, and what the simulated paths say of it. */
export interface Measured {
  /** Short name, such as usdjpy_3_sessions. */
  readonly name: string;
  readonly observed: number;
  /** Half-width within which a simulated median counts as agreeing. */
  readonly tolerance: number;
  /** Median over paths, its standard error, and half the distance between the 16 and 84 % quantiles. */
  readonly median: number;
  readonly error: number;
  readonly spread: number;
  readonly q10: number;
  readonly q90: number;
}
