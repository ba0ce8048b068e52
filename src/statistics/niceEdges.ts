/**
 * Round bin edges that cover [min, max]: consecutive multiples of a step
 * 1, 2 or 5 times a power of ten, the smallest that needs at most `bins` bins.
 *
 * One value (min = max = v) gets bins over [v − w/2, v + w/2] with w = |v|, or
 * 1 at zero. Steps below 10⁻¹² of the largest magnitude are not used, so that
 * neighbouring edges stay distinct numbers.
 *
 * @returns edges, ascending; between 2 and bins + 1 of them
 * @throws RangeError unless −10³⁰⁰ ≤ min ≤ max ≤ 10³⁰⁰ and `bins` is an integer ≥ 2
 */
export function niceEdges(min: number, max: number, bins: number): Float64Array {
  if (!(min >= -1e300 && min <= max && max <= 1e300)) {
    throw new RangeError(`no bins over [${min}, ${max}]`);
  }
  if (!Number.isInteger(bins) || bins < 2) {
    throw new RangeError(`bins must be an integer of at least 2, got ${bins}`);
  }
  const width = Math.abs(min) || 1;
  const low = min < max ? min : min - width / 2;
  const high = min < max ? max : max + width / 2;
  const magnitude = Math.max(Math.abs(low), Math.abs(high));
  const finest = Math.max((high - low) / bins, 1e-12 * magnitude, 1e-290);

  for (let step = stepFrom(finest); ; step = nextStep(step)) {
    let first = Math.floor(low / size(step));
    let last = Math.ceil(high / size(step));
    // The quotient is rounded: widen where that left a value outside.
    if (multiple(first, step) > low) first -= 1;
    if (multiple(last, step) < high) last += 1;
    if (last - first > bins) continue;
    return Float64Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, step));
  }
}

/** digit × 10^exponent; the power is kept as a number ≥ 1 that multiplies or divides. */
interface Step {
  readonly digit: 1 | 2 | 5;
  readonly exponent: number;
}

function stepFrom(finest: number): Step {
  let exponent = 0;
  while (powerOfTen(exponent) > finest) exponent -= 1;
  while (powerOfTen(exponent + 1) <= finest) exponent += 1;
  let step: Step = { digit: 1, exponent };
  while (size(step) < finest) step = nextStep(step);
  return step;
}

function nextStep({ digit, exponent }: Step): Step {
  if (digit === 1) return { digit: 2, exponent };
  if (digit === 2) return { digit: 5, exponent };
  return { digit: 1, exponent: exponent + 1 };
}

function size(step: Step): number {
  return multiple(1, step);
}

/** i steps; one division by an exact power of ten makes 3 × 0.1 the number 0.3. */
function multiple(i: number, { digit, exponent }: Step): number {
  const units = i * digit;
  return exponent < 0 ? units / powerOfTen(-exponent) : units * powerOfTen(exponent);
}

/** 10^exponent by repeated multiplication, exact up to 10²². */
function powerOfTen(exponent: number): number {
  let power = 1;
  for (let i = Math.abs(exponent); i > 0; i--) power *= 10;
  return exponent < 0 ? 1 / power : power;
}
