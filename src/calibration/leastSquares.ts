/** A matrix factorised for least squares: X = Q R, by columns. */
export interface Factorization {
  readonly rows: number;
  readonly columns: number;
  /** Columns that the ones before them determine: they take no part. */
  readonly dependent: readonly boolean[];
  /** β that minimises |y − X β|², [columns]; 0 for dependent columns. */
  readonly solve: (y: Float64Array) => Float64Array;
  /** xᵀ (XᵀX)⁻¹ x of a row x: the variance of its prediction in units of that of the residuals. */
  readonly leverage: (x: ArrayLike<number>) => number;
}

/** A column whose part that is new is smaller than this share of it says nothing of its own. */
const NEW_PART = 1e-9;

/**
 * Householder factorisation of a matrix, so that least squares needs no normal equations, whose condition is the
 * square of that of X.
 *
 * Source: Golub & Van Loan (2013), Matrix Computations, 4th edition, sections 5.2 and 5.3.
 *
 * @param columns the columns of X, each [rows]
 * @throws RangeError when there are fewer rows than columns, or columns of different lengths
 */
export function factorize(columns: readonly Float64Array[]): Factorization {
  const p = columns.length;
  const n = columns[0]?.length ?? 0;
  if (n < p) throw new RangeError(`${n} rows cannot determine ${p} coefficients`);
  if (columns.some(({ length }) => length !== n)) throw new RangeError("the columns differ in length");
  const work = columns.map((column) => Float64Array.from(column));
  const reflections: Reflection[] = [];
  const dependent = columns.map((column, j) => {
    for (const reflection of reflections) reflect(reflection, work[j]);
    const at = reflections.length;
    const rest = norm(work[j], at);
    if (!(rest > NEW_PART * norm(column, 0))) return true;
    const reflection = reflectionOf(work[j], at, rest);
    reflect(reflection, work[j]);
    reflections.push(reflection);
    return false;
  });
  const independent = columns.map((_, j) => j).filter((j) => !dependent[j]);
  const r = independent.map((j) => work[j]); // r[j][i] is row i of column j of R

  const solve = (y: Float64Array): Float64Array => {
    if (y.length !== n) throw new RangeError(`${y.length} values do not belong to ${n} rows`);
    const rotated = Float64Array.from(y);
    for (const reflection of reflections) reflect(reflection, rotated);
    const beta = new Float64Array(p);
    for (let i = r.length - 1; i >= 0; i--) {
      let sum = rotated[i];
      for (let j = i + 1; j < r.length; j++) sum -= r[j][i] * beta[independent[j]];
      beta[independent[i]] = sum / r[i][i];
    }
    return beta;
  };

  const forward = new Float64Array(r.length);
  const leverage = (x: ArrayLike<number>): number => {
    let squares = 0;
    for (let j = 0; j < r.length; j++) {
      let sum = x[independent[j]];
      for (let i = 0; i < j; i++) sum -= r[j][i] * forward[i];
      forward[j] = sum / r[j][j];
      squares += forward[j] * forward[j];
    }
    return squares;
  };
  return { rows: n, columns: p, dependent, solve, leverage };
}

/** I − 2 v vᵀ/|v|², v being 0 before its first entry. */
interface Reflection {
  readonly v: Float64Array;
  readonly first: number;
  readonly squares: number;
}

/** The reflection that leaves of a column from `first` on only that entry. */
function reflectionOf(column: Float64Array, first: number, length: number): Reflection {
  const v = Float64Array.from(column);
  v.fill(0, 0, first);
  v[first] += column[first] < 0 ? -length : length; // away from 0: no cancellation
  const size = norm(v, first);
  return { v, first, squares: size * size };
}

function reflect({ v, first, squares }: Reflection, column: Float64Array): void {
  let dot = 0;
  for (let i = first; i < v.length; i++) dot += v[i] * column[i];
  const factor = (2 * dot) / squares;
  for (let i = first; i < v.length; i++) column[i] -= factor * v[i];
}

function norm(column: Float64Array, first: number): number {
  let squares = 0;
  for (let i = first; i < column.length; i++) squares += column[i] * column[i];
  return Math.sqrt(squares);
}
