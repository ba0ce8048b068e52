import { quantile } from "../statistics/quantile.ts";
import type { Measured } from "./measured.ts";
import type { Runs } from "./scenarioPaths.ts";

/** A number of history that the paths of a scenario are compared with. */
export interface Quantity {
  /** Short and unique, such as usdjpy_3_sessions. */
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly observed: number;
  /** What a simulated median must lie in to agree; one end may be infinite. */
  readonly range: readonly [low: number, high: number];
  /** The same number on simulated paths, one value per path or history. */
  readonly sample: (runs: Runs) => Float64Array;
}

/** A target of the backtest: it is met when all its quantities agree. */
export interface Target {
  /** T1 … T18. */
  readonly id: string;
  readonly title: string;
  readonly scenario: string;
  readonly source: string;
  readonly quantities: readonly Quantity[];
}

/** A quantity, and what the simulated paths say of it. */
export interface Judged extends Measured {
  readonly quantity: Quantity;
  readonly n: number;
  readonly q05: number;
  readonly q95: number;
  /** Share of the paths below the observed value, ties counted half. */
  readonly percentile: number;
  /** How far the median is outside its range, in the unit of the quantity; 0 inside. */
  readonly distance: number;
}

/** Tolerance on the side where every median agrees: finite, so that JSON can say it. */
export const ANYTHING = 1e9;

/**
 * Compare a quantity with its sample: it agrees when the median lies in its range, or when what was observed lies
 * between the 10 and 90 % quantiles – history is one path.
 *
 * The standard error of the median is that of a normal sample with the same spread, 1.2533 s/√n. A sample that is
 * empty or has a value that is not finite has no median: all that is said of it is NaN, and it agrees with nothing.
 */
export function judge(quantity: Quantity, runs: Runs): Judged {
  const { name, observed, range: [low, high] } = quantity;
  const sorted = quantity.sample(runs).slice().sort();
  const n = sorted.length;
  const defined = n > 0 && sorted.every(Number.isFinite);
  const q = (p: number): number => (defined ? quantile(sorted, p) : NaN);
  const median = q(0.5);
  const spread = (q(0.84) - q(0.16)) / 2;
  const below = sorted.filter((x) => x < observed).length;
  const ties = sorted.filter((x) => x === observed).length;
  const distance = Math.max(low - median, median - high, 0);
  const [q10, q90] = [q(0.1), q(0.9)];
  return {
    quantity, name, observed, n, median, spread, q10, q90, distance,
    q05: q(0.05),
    q95: q(0.95),
    tolerance: Math.min(median < observed ? observed - low : high - observed, ANYTHING),
    error: (1.2533 * spread) / Math.sqrt(n),
    percentile: defined ? (below + ties / 2) / n : NaN,
  };
}

/** observed ± tolerance */
export function within(observed: number, tolerance: number): Pick<Quantity, "observed" | "range"> {
  return { observed, range: [observed - tolerance, observed + tolerance] };
}
