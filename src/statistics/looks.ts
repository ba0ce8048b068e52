/**
 * The sample sizes at which a sequential procedure looks at its data, growing by a ratio, without end:
 *
 *   n₁ = ⌈first⌉,   n_{j+1} = ⌈ratio · n_j⌉,   each rounded up to a multiple
 *
 * They are set before any data are seen.
 *
 * @param first at least 1
 * @param ratio above 1
 * @param multiple a whole number, at least 1, for example the paths of a block
 * @throws RangeError when one of them is out of range
 */
export function looks(first: number, ratio: number, multiple: number): Generator<number, never> {
  if (!(first >= 1 && first < Infinity)) throw new RangeError(`first look must be at 1 path or later, got ${first}`);
  if (!(ratio > 1 && ratio < Infinity)) throw new RangeError(`ratio of the looks must be above 1, got ${ratio}`);
  if (!(Number.isSafeInteger(multiple) && multiple >= 1)) {
    throw new RangeError(`looks come at multiples of a whole number from 1 on, got ${multiple}`);
  }
  return sizes(first, ratio, multiple);
}

function* sizes(first: number, ratio: number, multiple: number): Generator<number, never> {
  let n = Math.ceil(first / multiple) * multiple;
  for (;;) {
    yield n;
    // At least one multiple on: a product like 100 · 1.0000000000000002 may round to where it was.
    n = Math.max(n + multiple, Math.ceil((n * ratio) / multiple) * multiple);
  }
}
