import { normalInterval, type Estimate } from "./estimate.ts";

/**
 * Expected shortfall of the upper tail at level p: the mean of the worst
 * (1 − p) n values, the last of them counted with its fraction when (1 − p) n
 * is not whole. With v the value at risk x₍⌈n p⌉₎ and t = (1 − p) n,
 *
 *   ES = v + D₁,   D_k = Σ max(x − v, 0)ᵏ / t
 *   SE² = (Var(X | tail) + p (ES − v)²)/t = (D₂ − (1 − p) D₁²)/t
 *
 * and the interval is ES ± z·SE. The bounds are NaN when t < 2: one value
 * tells nothing about the spread of the tail. They are asymptotic: with few
 * values in a heavy tail they are too narrow.
 *
 * Source: Acerbi & Tasche (2002), Journal of Banking & Finance 26, 1487–1503;
 * Rockafellar & Uryasev (2002), same volume, 1443–1471.
 *
 * @param sorted ascending, not empty, without NaN
 * @param p in [0, 1)
 * @throws RangeError when the sample is empty or p is out of range
 */
export function expectedShortfall(sorted: Float64Array, p: number): Estimate {
  const n = sorted.length;
  if (n === 0) throw new RangeError("expected shortfall of an empty sample");
  if (!(p >= 0 && p < 1)) throw new RangeError(`level must lie in [0, 1), got ${p}`);
  const t = n - n * p; // whole where (1 − p) n is, unlike n · (1 − p)
  const v = sorted[Math.max(0, n - 1 - Math.floor(t))];
  let d1 = 0;
  let d2 = 0;
  for (let i = n - 1; i >= 0 && sorted[i] > v; i--) {
    const excess = sorted[i] - v;
    d1 += excess;
    d2 += excess * excess;
  }
  d1 /= t;
  d2 /= t;
  const variance = Math.max(0, d2 - (1 - p) * d1 * d1) / t;
  return normalInterval(v + d1, t >= 2 ? Math.sqrt(variance) : NaN);
}
