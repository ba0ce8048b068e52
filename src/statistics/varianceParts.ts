/** A part of the variance of an output, in its unit squared, and as a share of the sum of the parts [1]. */
export interface VariancePart {
  readonly variance: number;
  readonly share: number;
}

/** Variances as parts of their sum. The shares are NaN where it is 0 or a variance is NaN. */
export function varianceParts(variances: readonly number[]): VariancePart[] {
  const total = variances.reduce((sum, x) => sum + x, 0);
  return variances.map((variance) => ({ variance, share: variance / total }));
}
