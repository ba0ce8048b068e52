/**
 * An estimate with its 95 % confidence interval, in the unit of the data.
 *
 * A bound is NaN when the sample is too small to give one.
 */
export interface Estimate {
  readonly value: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}

/** Φ⁻¹(0.975): half the width of a 95 % normal interval in standard errors. */
export const Z95 = 1.959963984540054;

/** value ± Z95 · standardError; NaN bounds when the standard error is NaN. */
export function normalInterval(value: number, standardError: number): Estimate {
  const half = Z95 * standardError;
  return { value, ciLow: value - half, ciHigh: value + half };
}
