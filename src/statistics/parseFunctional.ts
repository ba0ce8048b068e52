import type { Functional } from "./functional.ts";
import { exceedance } from "./functionals/exceedance.ts";
import { expectedShortfall } from "./functionals/expectedShortfall.ts";
import { mean } from "./functionals/mean.ts";
import { quantile } from "./functionals/quantile.ts";
import { standardDeviation } from "./functionals/standardDeviation.ts";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The functional of a name:
 *
 *   mean, sd             mean and standard deviation
 *   q95, q999, q05       quantile at level 0.95, 0.999, 0.05: the digits after "0."
 *   es95, es99           expected shortfall of the upper tail at level 0.95, 0.99
 *   prob>5, prob>-0.1    probability to exceed 5, −0.1
 *
 * @returns undefined when the text names none
 */
export function parseFunctional(text: string): Functional | undefined {
  if (text === "mean") return mean;
  if (text === "sd") return standardDeviation;
  const [, tail, digits] = /^(q|es)(\d+)$/.exec(text) ?? [];
  if (digits !== undefined) {
    const level = Number(`0.${digits}`);
    if (!(level > 0 && level < 1)) return undefined;
    return tail === "q" ? quantile(text, level) : expectedShortfall(text, level);
  }
  if (text.startsWith("prob>") && NUMBER.test(text.slice(5))) {
    const threshold = Number(text.slice(5));
    return Number.isFinite(threshold) ? exceedance(text, threshold) : undefined;
  }
  return undefined;
}
