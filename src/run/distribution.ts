import { expectedShortfall } from "../statistics/expectedShortfall.ts";
import { quantile } from "../statistics/quantile.ts";

/** What a number does over the paths: mean, quantiles (type 7), expected shortfall of the upper 1 %. */
export interface Distribution {
  readonly mean: number;
  readonly q01: number;
  readonly q05: number;
  readonly q50: number;
  readonly q95: number;
  readonly q99: number;
  readonly es99: number;
}

/**
 * @param values one per path, finite; sorted in place
 * @throws Error when there are none
 */
export function distribution(values: Float64Array): Distribution {
  values.sort();
  const at = (p: number) => quantile(values, p);
  return {
    mean: values.reduce((sum, x) => sum + x, 0) / values.length,
    q01: at(0.01),
    q05: at(0.05),
    q50: at(0.5),
    q95: at(0.95),
    q99: at(0.99),
    es99: expectedShortfall(values, 0.99).value,
  };
}
