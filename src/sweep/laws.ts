import { exp, log } from "../model/elementary.ts";
import { quantile } from "../population/quantile.ts";

/** A law from which a sampled design draws the values of a parameter. */
export type Law =
  | { readonly uniform: { readonly low: number; readonly high: number } }
  | { readonly loguniform: { readonly low: number; readonly high: number } }
  | { readonly normal: { readonly mean: number; readonly sd: number; readonly min?: number | undefined; readonly max?: number | undefined } }
  | { readonly lognormal: { readonly median: number; readonly sigma: number; readonly min?: number | undefined; readonly max?: number | undefined } }
  | { readonly triangular: { readonly low: number; readonly mode: number; readonly high: number } };

/**
 * Quantile of a law at u in [0, 1].
 *
 *   uniform     low + u (high − low)
 *   loguniform  low (high/low)ᵘ
 *   triangular  low + √(u (high − low)(mode − low)) up to the mode, high − √((1 − u)(high − low)(high − mode)) beyond
 *   normal, lognormal as for agents; u = 0 and 1 give min and max, or 2⁻⁵³ from the end where there are none
 */
export function lawQuantile(law: Law, u: number): number {
  if ("loguniform" in law) {
    const { low, high } = law.loguniform;
    return u <= 0 ? low : u >= 1 ? high : low * exp(u * log(high / low));
  }
  if ("triangular" in law) {
    const { low, mode, high } = law.triangular;
    const width = high - low;
    if (u * width <= mode - low) return low + Math.sqrt(u * width * (mode - low));
    return high - Math.sqrt((1 - u) * width * (high - mode));
  }
  if ("uniform" in law) return quantile(law, u);
  const inside = Math.min(Math.max(u, 2 ** -53), 1 - 2 ** -53);
  if ("normal" in law) return quantile({ normal: given(law.normal) }, inside);
  return quantile({ lognormal: given(law.lognormal) }, inside);
}

/** Bounds that are not given are not there. */
function given<T extends { readonly min?: number | undefined; readonly max?: number | undefined }>({ min, max, ...shape }: T) {
  return { ...shape, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** Can it take values of any size? */
export function isUnbounded(law: Law): boolean {
  const bounds = "normal" in law ? law.normal : "lognormal" in law ? law.lognormal : undefined;
  return bounds !== undefined && (bounds.min === undefined || bounds.max === undefined) && !("lognormal" in law && bounds.max !== undefined);
}

/** Relations between the numbers of a law that cannot be. */
export function nonsenseInLaw(law: Law): { readonly field: string; readonly message: string }[] {
  const [numbers] = Object.values(law) as Readonly<Record<string, number | undefined>>[];
  const order = ["min", "low", "mode", "mean", "median", "high", "max"].filter((field) => numbers[field] !== undefined);
  return order.slice(1).flatMap((field, i) => {
    const [low, high] = [numbers[order[i]]!, numbers[field]!];
    return low <= high ? [] : [{ field, message: `${field} ${high} is below ${order[i]} ${low}` }];
  });
}
