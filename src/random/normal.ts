import { minusLn } from "./logarithm.ts";

/**
 * Inverse of the standard normal distribution function, Φ⁻¹(p), 0 < p < 1.
 *
 *   q = p − ½
 *   |q| ≤ 0.425:  q · A(r)/B(r),              r = 0.425² − q²
 *   otherwise:    ± C(r)/D(r) or ± E(r)/F(r),  r = √(−ln min(p, 1 − p)) − 1.6, or − 5 when √ > 5
 *
 * Relative accuracy about 1 part in 10¹⁶; Φ⁻¹(1 − p) = −Φ⁻¹(p) to the bit
 * wherever 1 − p is exact. Monotone up to the last bit.
 *
 * Source: Wichura (1988), Algorithm AS 241, routine PPND16, Applied
 * Statistics 37(3), 477–484.
 *
 * @throws RangeError when p is not strictly between 0 and 1.
 */
export function inverseNormal(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`probability must lie in (0, 1), got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const root = Math.sqrt(minusLn(q < 0 ? p : 1 - p));
  const z = root <= 5 ? tail(root - 1.6) : farTail(root - 5);
  return q < 0 ? -z : z;
}

function central(r: number): number {
  return (
    (((((((2.5090809287301227e3 * r + 3.343057558358813e4) * r + 6.72657709270087e4) * r +
      4.592195393154987e4) * r + 1.373169376550946e4) * r + 1.9715909503065513e3) * r +
      1.3314166789178438e2) * r + 3.3871328727963665) /
    (((((((5.226495278852854e3 * r + 2.8729085735721943e4) * r + 3.930789580009271e4) * r +
      2.1213794301586597e4) * r + 5.394196021424751e3) * r + 6.871870074920579e2) * r +
      4.231333070160091e1) * r + 1)
  );
}

function tail(r: number): number {
  return (
    (((((((7.745450142783414e-4 * r + 2.2723844989269184e-2) * r + 2.417807251774506e-1) * r +
      1.2704582524523684) * r + 3.6478483247632045) * r + 5.769497221460691) * r +
      4.630337846156546) * r + 1.4234371107496835) /
    (((((((1.0507500716444169e-9 * r + 5.475938084995345e-4) * r + 1.5198666563616457e-2) * r +
      1.4810397642748008e-1) * r + 6.897673349851e-1) * r + 1.6763848301838038) * r +
      2.053191626637759) * r + 1)
  );
}

function farTail(r: number): number {
  return (
    (((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 1.2426609473880784e-3) * r +
      2.6532189526576124e-2) * r + 2.9656057182850487e-1) * r + 1.7848265399172913) * r +
      5.463784911164114) * r + 6.657904643501103) /
    (((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r +
      7.868691311456133e-4) * r + 1.4875361290850615e-2) * r + 1.369298809227358e-1) * r +
      5.99832206555888e-1) * r + 1)
  );
}
