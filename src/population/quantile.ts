import { exp, pow } from "../model/elementary.ts";
import type { Distribution } from "../model/parameter.ts";
import { inverseNormal } from "../random/normal.ts";

/**
 * Quantile of a distribution at u in (0, 1).
 *
 *   lognormal  median · exp(sigma · Φ⁻¹(u)), moved into [min, max]
 *   normal     mean + sd · Φ⁻¹(u), moved into [min, max]
 *   uniform    low + u (high − low)
 *   pareto     min · (1 − u (1 − (min/max)^α))^(−1/α): cut at max, not moved to it
 *   choice     the first value whose cumulative weight exceeds u
 */
export function quantile(law: Distribution, u: number): number {
  if (typeof law === "number") return law;
  if ("lognormal" in law) {
    const { median, sigma, min = 0, max = Infinity } = law.lognormal;
    return clamp(median * exp(sigma * inverseNormal(u)), min, max);
  }
  if ("normal" in law) {
    const { mean, sd, min = -Infinity, max = Infinity } = law.normal;
    return clamp(mean + sd * inverseNormal(u), min, max);
  }
  if ("uniform" in law) return law.uniform.low + u * (law.uniform.high - law.uniform.low);
  if ("pareto" in law) {
    const { alpha, min, max } = law.pareto;
    const below = max === undefined ? 0 : pow(min / max, alpha);
    return min * pow(1 - u * (1 - below), -1 / alpha);
  }
  const { values, weights } = law.choice;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let cumulative = 0;
  for (let n = 0; n < values.length; n++) {
    cumulative += weights[n] / total;
    if (u < cumulative) return values[n];
  }
  return values[values.length - 1];
}

function clamp(x: number, min: number, max: number): number {
  return Math.min(Math.max(x, min), max);
}
