import { exp } from "../model/elementary.ts";

/** ln of a characteristic function E[e^{iuX}], as its real and imaginary part. */
export type LogCharacteristic = (u: number) => readonly [re: number, im: number];

/** A law on a line, from its characteristic function. */
export interface SeriesLaw {
  readonly density: (x: number) => number;
  readonly distribution: (x: number) => number;
}

/**
 * Density and distribution function from a characteristic function φ, by the cosine series on [a, b]:
 *
 *   f(x) ≈ A₀/2 + Σ_{k=1}^{N−1} A_k cos(u_k (x − a)),   u_k = kπ/(b − a)
 *   A_k = 2/(b − a) · Re[φ(u_k) e^{−i u_k a}]
 *
 * The error is the mass outside [a, b], where the density is taken to be 0, and |φ| beyond `highest`.
 *
 * Source: Fang & Oosterlee (2008), SIAM Journal on Scientific Computing 31(2), 826–848.
 *
 * @param highest frequency from which |φ| is negligible
 */
export function cosineSeries(logCharacteristic: LogCharacteristic, [a, b]: readonly [number, number], highest: number): SeriesLaw {
  const width = b - a;
  const base = Math.PI / width;
  const terms = Math.max(2, Math.ceil(highest / base));
  const A = Float64Array.from({ length: terms }, (_, k) => {
    const u = k * base;
    const [re, im] = logCharacteristic(u);
    return ((k === 0 ? 1 : 2) / width) * exp(re) * Math.cos(im - u * a);
  });
  return {
    density: (x) => {
      if (x < a || x > b) return 0;
      const c = 2 * Math.cos(base * (x - a));
      let [b1, b2] = [0, 0];
      for (let k = terms - 1; k > 0; k--) [b1, b2] = [A[k] + c * b1 - b2, b1];
      return A[0] + (c / 2) * b1 - b2;
    },
    distribution: (x) => {
      if (x <= a) return 0;
      if (x >= b) return 1;
      let sum = A[0] * (x - a);
      for (let k = 1; k < terms; k++) sum += (A[k] * Math.sin(k * base * (x - a))) / (k * base);
      return sum;
    },
  };
}
