/** Natural exponential and logarithm of doubles in integer arithmetic with 256 binary digits. */

const DIGITS = 256n;
const ONE = 1n << DIGITS;

const view = new DataView(new ArrayBuffer(8));

/** A finite double as mantissa · 2^exponent; the exponent is that of its last place. */
export function lastPlace(x: number): { mantissa: bigint; exponent: number } {
  view.setFloat64(0, x);
  const high = view.getUint32(0);
  const biased = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(view.getUint32(4));
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** A number value · 2^exponent with `value` carrying 256 digits or more. */
export interface Exact {
  readonly value: bigint;
  readonly exponent: number;
}

function shifted(value: bigint, by: number): bigint {
  return by >= 0 ? value << BigInt(by) : value >> BigInt(-by);
}

/** 2 artanh(a/b), scaled by 2^256. */
function twiceArtanh(a: bigint, b: bigint): bigint {
  const s = (a << DIGITS) / b;
  const q = (s * s) >> DIGITS;
  let sum = 0n;
  let power = s;
  for (let n = 1n; power !== 0n && power !== -1n; n += 2n) {
    sum += power / n;
    power = (power * q) >> DIGITS;
  }
  return 2n * sum;
}

const LN2 = twiceArtanh(1n, 3n);

/** ln x of a positive double. */
export function exactLog(x: number): Exact {
  const { mantissa, exponent } = lastPlace(x);
  const length = mantissa.toString(2).length;
  const half = 1n << BigInt(length - 1);
  const value = BigInt(exponent + length - 1) * LN2 + twiceArtanh(mantissa - half, mantissa + half);
  return { value, exponent: -256 };
}

/** e^x of a number given exactly. */
export function exactExp({ value, exponent }: Exact): Exact {
  const x = shifted(value, exponent + 256);
  const k = x / LN2;
  const r = x - k * LN2;
  let sum = 0n;
  let term = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    sum += term;
    term = ((term * r) >> DIGITS) / n;
  }
  return { value: sum, exponent: Number(k) - 256 };
}

/** A double as an exact number. */
export function exact(x: number): Exact {
  const { mantissa, exponent } = lastPlace(x);
  return { value: mantissa, exponent };
}

/** Product of two exact numbers. */
export function times(a: Exact, b: Exact): Exact {
  return { value: a.value * b.value, exponent: a.exponent + b.exponent };
}

/** Distance of a double from an exact number in units of the double's last place. */
export function ulpsFrom(x: number, truth: Exact): number {
  const { mantissa, exponent } = lastPlace(x);
  const inThousandths = shifted(truth.value * 1024n, truth.exponent - exponent);
  return Math.abs(Number(inThousandths - mantissa * 1024n)) / 1024;
}
