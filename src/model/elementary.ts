/**
 * exp, log and pow from additions and multiplications alone, so that every engine and
 * machine gives the same bits: ECMAScript leaves the last digits of `Math.exp`,
 * `Math.log` and `Math.pow` to the implementation.
 */

const LN2 = 0.6931471805599453;
/** ln 2 = LN2_HIGH + LN2_LOW; k · LN2_HIGH is exact for |k| < 2048. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^k for k = −1074 … 1023 at index k + 1074. */
const POWER_OF_TWO = Float64Array.from({ length: 2098 }, (_, i) => powerOfTwo(i - 1074));

function powerOfTwo(k: number): number {
  let power = 1;
  for (let n = 0; n < Math.abs(k); n++) power *= k > 0 ? 2 : 0.5;
  return power;
}

/**
 * e^x, within 2 ulp. x = k ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor series to r¹³,
 * whose remainder is below 1e-17 there.
 */
export function exp(x: number): number {
  if (!(x < 709.7827128933841)) return x === x ? Infinity : x;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x / LN2 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let series = 1 / 6227020800;
  series = series * r + 1 / 479001600;
  series = series * r + 1 / 39916800;
  series = series * r + 1 / 3628800;
  series = series * r + 1 / 362880;
  series = series * r + 1 / 40320;
  series = series * r + 1 / 5040;
  series = series * r + 1 / 720;
  series = series * r + 1 / 120;
  series = series * r + 1 / 24;
  series = series * r + 1 / 6;
  series = series * r + 0.5;
  series = series * r + 1;
  series = series * r + 1;
  // Two factors, because 2^1024 is not a double.
  const half = k >> 1;
  return series * POWER_OF_TWO[half + 1074] * POWER_OF_TWO[k - half + 1074];
}

const bits = new DataView(new ArrayBuffer(8));

/**
 * Natural logarithm, within 1 ulp. x = 2^k m with √½ ≤ m ≤ √2 and f = m − 1;
 * ln m = 2 artanh s with s = f/(2 + f), |s| < 0.1716, and 2s = f − s f, where f is exact.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let k = 0;
  let m = x;
  if (m < 2.2250738585072014e-308) {
    m *= 18014398509481984; // 2^54 lifts a subnormal number into the normal range
    k = -54;
  }
  bits.setFloat64(0, m);
  const high = bits.getUint32(0);
  k += (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  m = bits.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const q = s * s;
  let series = 1 / 25;
  series = series * q + 1 / 23;
  series = series * q + 1 / 21;
  series = series * q + 1 / 19;
  series = series * q + 1 / 17;
  series = series * q + 1 / 15;
  series = series * q + 1 / 13;
  series = series * q + 1 / 11;
  series = series * q + 1 / 9;
  series = series * q + 1 / 7;
  series = series * q + 1 / 5;
  series = series * q + 1 / 3;
  return k * LN2_HIGH + (f - (s * (f - 2 * q * series) - k * LN2_LOW));
}

/**
 * x^y for x > 0, within 2 + 3 |y ln x| ulp; exactly 1 when y is 0 or x is 1, and √x when y is ½.
 * 0^y is 0 for y > 0.
 */
export function pow(x: number, y: number): number {
  if (y === 0.5) return Math.sqrt(x);
  return exp(y * log(x));
}
