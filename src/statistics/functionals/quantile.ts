import { quantileRanks } from "../binomial.ts";
import { Z95, type Estimate } from "../estimate.ts";
import type { Functional } from "../functional.ts";
import { kishBeyond } from "../kish.ts";
import type { PreparedSample } from "../preparedSample.ts";
import { quantile as estimated, quantileInterval } from "../quantile.ts";

/**
 * The quantile at level p. It rests on the ⌊(1 − p) n⌋ paths above it, or ⌊p n⌋ below it for p < ½.
 *
 * @param p in (0, 1)
 */
export function quantile(name: string, p: number): Functional {
  return {
    name,
    estimate: ({ sorted }) => quantileInterval(sorted, p),
    influence: (sample, into = new Float64Array(sample.values.length)) => influence(sample, p, into),
    effectiveSize: ({ values }, weights) => kishBeyond(values, p, p < 0.5 ? "lower" : "upper", weights),
    interval: (sample, alpha) => orderInterval(sample.sorted, p, alpha),
  };
}

/**
 * Influence of the paths on the quantile q, with the sparsity 1/f(q) from the spacing of two order statistics:
 *
 *   IF = (F̂(q) − 1{x ≤ q}) ŝ,   ŝ = n (x₍ᵤ₎ − x₍ₗ₎)/(u − l),   F̂(q) = #{x ≤ q}/n
 *
 * l and u are the ranks of the 95 % interval of `quantileInterval`, kept within 1 … n, so that the standard error is
 * half the width of that interval over z, up to the rounding of the ranks. Their distance grows like √n. Hall and
 * Sheather's bandwidth n^⅔ is steadier for very large n; at p = 0.95 and n = 200 they are 6 and 7 ranks to a side.
 *
 * Where u and l fall on equal values the quantile lies within an atom of the law, where it does not move to first
 * order: all influences are 0. All are NaN where n p < 1 or n (1 − p) < 1: no value lies beyond the level.
 *
 * Sources: Siddiqui (1960), Journal of Research of the NBS 64B, 145–150; Bloch & Gastwirth (1968), Annals of
 * Mathematical Statistics 39, 1083–1085 (spacings); Woodruff (1952), Journal of the American Statistical
 * Association 47, 635–646 (standard error from the interval).
 */
function influence({ values, sorted }: PreparedSample, p: number, into: Float64Array): Float64Array {
  const n = sorted.length;
  if (n * p < 1 || n - n * p < 1) return into.fill(NaN);
  const half = Z95 * Math.sqrt(n * p * (1 - p));
  const low = Math.max(1, Math.floor(n * p - half));
  const high = Math.min(n, Math.ceil(n * p + half) + 1);
  const sparsity = (n * (sorted[high - 1] - sorted[low - 1])) / (high - low);
  if (sparsity === 0) return into.fill(0);
  const q = estimated(sorted, p);
  let below = 0;
  while (below < n && sorted[below] <= q) below += 1;
  const share = below / n;
  for (let i = 0; i < n; i++) into[i] = (values[i] <= q ? share - 1 : share) * sparsity;
  return into;
}

function orderInterval(sorted: Float64Array, p: number, alpha: number): Estimate {
  const { low, high } = quantileRanks(sorted.length, p, alpha);
  return {
    value: estimated(sorted, p),
    ciLow: low >= 1 ? sorted[low - 1] : NaN,
    ciHigh: high <= sorted.length ? sorted[high - 1] : NaN,
  };
}
