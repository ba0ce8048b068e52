const LN2_HIGH = 0.6931471805592082; // ln 2 cut after 40 bits: k · LN2_HIGH is exact for k < 2¹³
const LN2_LOW = 7.371002565167799e-13; // ln 2 − LN2_HIGH
const SQRT_HALF = 0.7071067811865476;
const SMALL = 1 / 0x80000000; // 2⁻³¹

/**
 * −ln u for 0 < u ≤ ½, within 1 unit in the last place or so.
 *
 *   u = m · 2⁻ᵏ,  m ∈ [√½, √2):   −ln u = k ln 2 − 2 artanh s,   s = (m − 1)/(m + 1)
 *
 * Only exactly specified operations are used, unlike Math.log, whose last
 * bits differ between engines. The artanh series is cut where its next term,
 * s²²/23 < 2⁻⁶⁰, is below rounding.
 */
export function minusLn(u: number): number {
  let m = u;
  let k = 0;
  while (m < SMALL) {
    m *= 0x80000000;
    k += 31;
  }
  const shift = Math.clz32(m * 0x100000000);
  m *= 1 << shift;
  k += shift;
  if (m < SQRT_HALF) {
    m *= 2;
    k += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const tail =
    z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z * (1 / 13 +
    z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21))))))))));
  return k * LN2_HIGH + (k * LN2_LOW - 2 * (s + s * tail));
}
