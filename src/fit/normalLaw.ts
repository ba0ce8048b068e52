import { exp } from "../model/elementary.ts";

const SQRT_2PI = 2.5066282746310002;
/** From here on the continued fraction is exact to rounding, and the series would lose the small tail. */
const FAR = 3;

/** Density of the standard normal, φ(x) = e^{−x²/2}/√(2π). */
export function normalDensity(x: number): number {
  return exp((-x * x) / 2) / SQRT_2PI;
}

/**
 * Distribution function of the standard normal, Φ(x), within 1e-15 absolutely and 1e-13
 * relatively in the lower tail.
 *
 *   |x| ≤ 3:  ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …)
 *   beyond:   1 − Φ(x) = φ(x)/(x + 1/(x + 2/(x + 3/(x + …))))
 *
 * Source: Marsaglia (2004), Journal of Statistical Software 11(4), for the series; Abramowitz &
 * Stegun (1964), 26.2.14, for the continued fraction.
 */
export function normalCdf(x: number): number {
  if (x > FAR) return 1 - normalCdf(-x);
  if (x < -FAR) return normalDensity(x) / fraction(-x);
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}

function fraction(x: number): number {
  let below = x;
  for (let k = 60; k >= 1; k--) below = x + k / below;
  return below;
}

/** E|X| of X ~ N(m, v): 2 √v φ(m/√v) + m (2 Φ(m/√v) − 1), the folded normal of Leone, Nelson & Nottingham (1961). */
export function meanSize(m: number, v: number): number {
  const sd = Math.sqrt(v);
  return sd === 0 ? Math.abs(m) : 2 * sd * normalDensity(m / sd) + m * (2 * normalCdf(m / sd) - 1);
}
