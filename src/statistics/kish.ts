/**
 * Kish's effective sample size (Σw)²/Σw²: how many values of equal weight would give a mean as precise.
 * The number of values for equal weights, 0 for none.
 *
 * Source: Kish (1965), Survey Sampling, section 11.7.
 *
 * @param weights not negative
 */
export function kish(weights: Iterable<number>): number {
  let sum = 0;
  let squares = 0;
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/**
 * Kish's effective size of the tail beyond the quantile at level p: of the most extreme values, equal ones in the
 * order of the paths, as many as together weigh no more than the tail's share of the whole. With equal weights that
 * is ⌊(1 − p) n⌋ for the upper tail, ⌊p n⌋ for the lower.
 *
 * @param weights of the values, in their order; all 1 when left out
 */
export function kishBeyond(values: Float64Array, p: number, tail: "lower" | "upper", weights?: Float64Array): number {
  const whole = weights === undefined ? values.length : weights.reduce((sum, w) => sum + w, 0);
  const share = tail === "upper" ? whole - whole * p : whole * p;
  if (weights === undefined) return Math.floor(share);
  const sign = tail === "upper" ? -1 : 1;
  const order = Array.from(values.keys()).sort((i, j) => sign * (values[i] - values[j]) || i - j);
  let weight = 0;
  const beyond: number[] = [];
  for (const i of order) {
    weight += weights[i];
    if (weight > share) break;
    beyond.push(weights[i]);
  }
  return kish(beyond);
}
