import { FALLS, type LawMoments } from "./dailyMoments.ts";
import { normalCdf } from "./normalLaw.ts";

/** N(mean, variance) with a probability. */
export interface Component {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Raw moments and tail probabilities of a mixture of normals: what its components have, weighted.
 *
 *   E[x] = m,  E[x²] = m² + v,  E[x³] = m³ + 3mv,  E[x⁴] = m⁴ + 6m²v + 3v²,  P(x ≤ c) = Φ((c − m)/√v)
 */
export function mixtureMoments(components: readonly Component[]): Pick<LawMoments, "raw" | "falls"> {
  const raw: [number, number, number, number] = [0, 0, 0, 0];
  const falls: [number, number] = [0, 0];
  for (const { weight, mean: m, variance: v } of components) {
    raw[0] += weight * m;
    raw[1] += weight * (m * m + v);
    raw[2] += weight * m * (m * m + 3 * v);
    raw[3] += weight * (m * m * (m * m + 6 * v) + 3 * v * v);
    FALLS.forEach((fall, i) => (falls[i] += weight * normalCdf((fall - m) / Math.sqrt(v))));
  }
  return { raw, falls };
}
