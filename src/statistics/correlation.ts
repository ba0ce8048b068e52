/**
 * Pearson's correlation of paired values,
 *
 *   ρ = Σ (x − x̄)(y − ȳ)/√(Σ (x − x̄)² Σ (y − ȳ)²)
 *
 * @returns NaN where one of them does not vary
 */
export function correlation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let [a, b] = [0, 0];
  for (let i = 0; i < n; i++) {
    a += x[i];
    b += y[i];
  }
  a /= n;
  b /= n;
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    xx += (x[i] - a) * (x[i] - a);
    yy += (y[i] - b) * (y[i] - b);
    xy += (x[i] - a) * (y[i] - b);
  }
  return xy / Math.sqrt(xx * yy);
}
