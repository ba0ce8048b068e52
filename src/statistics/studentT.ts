import { inverseNormal } from "../random/normal.ts";

/**
 * Quantile of Student's t with ν degrees of freedom, by its expansion about the normal quantile z:
 *
 *   t = z + (z³ + z)/4ν + (5z⁵ + 16z³ + 3z)/96ν² + (3z⁷ + 19z⁵ + 17z³ − 15z)/384ν³ + …
 *
 * Within 1e-4 of the exact quantile for ν ≥ 40 and 1e-6 < p < 1 − 1e-6; too small for few degrees of freedom.
 *
 * Source: Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.5.
 *
 * @throws RangeError when p is not strictly between 0 and 1
 */
export function studentT(p: number, degreesOfFreedom: number): number {
  const z = inverseNormal(p);
  const s = z * z;
  const g1 = (s + 1) / 4;
  const g2 = ((5 * s + 16) * s + 3) / 96;
  const g3 = (((3 * s + 19) * s + 17) * s - 15) / 384;
  const g4 = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
  const r = 1 / degreesOfFreedom;
  return z * (1 + r * (g1 + r * (g2 + r * (g3 + r * g4))));
}
