/** How long to search. */
export interface Search {
  /** Edge of the first simplex in every coordinate. */
  readonly step?: number;
  /** Ends when values at the corners of the simplex differ by less, relative to 1 + |f|. */
  readonly tolerance?: number;
  readonly mostEvaluations?: number;
}

/** Where a function is least, as far as was found. */
export interface Minimum {
  readonly x: readonly number[];
  readonly value: number;
  /** False when the evaluations ran out first, or the function is finite nowhere that was looked at. */
  readonly converged: boolean;
}

/**
 * Minimum of f by the downhill simplex, without derivatives; then again from where it ended, with a
 * fresh simplex, until that finds nothing better: a simplex can collapse before it arrives.
 *
 * Reflection 1, expansion 2, contraction ½, shrinking ½. A value that is not a number counts as +∞.
 *
 * Source: Nelder & Mead (1965), The Computer Journal 7, 308–313; restarts as in Press et al. (2007),
 * Numerical Recipes, section 10.5.
 */
export function nelderMead(f: (x: readonly number[]) => number, start: readonly number[], search: Search = {}): Minimum {
  const { step = 0.5, tolerance = 1e-10, mostEvaluations = 20_000 } = search;
  const budget = { left: mostEvaluations };
  let best = descend(f, start, step, tolerance, budget);
  while (budget.left > 0) {
    const again = descend(f, best.x, step / 2, tolerance, budget);
    const gain = best.value - again.value;
    if (again.value < best.value) best = again;
    if (!(gain > 100 * tolerance * (1 + Math.abs(best.value)))) return { ...best, converged: Number.isFinite(best.value) };
  }
  return { ...best, converged: false };
}

interface Corner {
  readonly x: readonly number[];
  readonly value: number;
}

function descend(f: (x: readonly number[]) => number, start: readonly number[], step: number, tolerance: number, budget: { left: number }): Corner {
  const n = start.length;
  const at = (x: readonly number[]): Corner => {
    budget.left -= 1;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Infinity : value };
  };
  let corners = [at(start), ...start.map((_, i) => at(start.map((x, j) => (i === j ? x + step : x))))];
  while (budget.left > 0) {
    corners.sort((a, b) => a.value - b.value);
    const [best, worst] = [corners[0], corners[n]];
    if (worst.value - best.value <= tolerance * (1 + Math.abs(best.value))) break;
    const centre = best.x.map((_, j) => corners.slice(0, n).reduce((sum, { x }) => sum + x[j], 0) / n);
    const along = (t: number) => at(centre.map((c, j) => c + t * (worst.x[j] - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      corners[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < corners[n - 1].value) {
      corners[n] = reflected;
    } else {
      const outside = reflected.value < worst.value;
      const contracted = along(outside ? -0.5 : 0.5);
      if (contracted.value < (outside ? reflected.value : worst.value)) corners[n] = contracted;
      else corners = [best, ...corners.slice(1).map(({ x }) => at(x.map((value, j) => (value + best.x[j]) / 2)))];
    }
  }
  return corners.reduce((a, b) => (b.value < a.value ? b : a));
}
