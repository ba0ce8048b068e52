import { normalInterval, type Estimate } from "./estimate.ts";

/**
 * Sample standard deviation s with a large-sample interval s ± z·SE.
 *
 *   s² = Σ (x − m)²/(n − 1),   SE² = (m₄ − m₂²)/(4 n m₂),   m_k = Σ (x − m)ᵏ/n
 *
 * The delta method with the fourth moment of the data: right for any law with
 * finite fourth moment, unlike s/√(2(n − 1)), which holds for normal data only.
 *
 * @param values the sample, any order
 * @param mean its mean m
 * @returns all NaN below two values; a constant sample gives 0 with interval [0, 0]
 */
export function standardDeviation(values: Float64Array, mean: number): Estimate {
  const n = values.length;
  let squares = 0;
  let fourths = 0;
  for (const x of values) {
    const square = (x - mean) * (x - mean);
    squares += square;
    fourths += square * square;
  }
  if (n < 2) return normalInterval(NaN, NaN);
  if (squares === 0) return normalInterval(0, 0);
  const m2 = squares / n;
  const m4 = fourths / n;
  const variance = Math.max(0, m4 - m2 * m2) / (4 * n * m2);
  return normalInterval(Math.sqrt(squares / (n - 1)), Math.sqrt(variance));
}
