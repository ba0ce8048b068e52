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
    (((((((2.509080928730122673e3 * r + 3.343057558358812811e4) * r + 6.726577092700870085e4) * r +
      4.592195393154987146e4) * r + 1.373169376550946113e4) * r + 1.971590950306551443e3) * r +
      1.331416678917843775e2) * r + 3.387132872796366608) /
    (((((((5.226495278852854561e3 * r + 2.872908573572194267e4) * r + 3.930789580009271061e4) * r +
      2.121379430158659587e4) * r + 5.394196021424751108e3) * r + 6.871870074920579083e2) * r +
      4.231333070160091125e1) * r + 1)
  );
}

function tail(r: number): number {
  return (
    (((((((7.745450142783414076e-4 * r + 2.272384498926918458e-2) * r + 2.417807251774506118e-1) * r +
      1.270458252452368383) * r + 3.647848324763204605) * r + 5.769497221460691406) * r +
      4.630337846156545296) * r + 1.423437110749683577) /
    (((((((1.050750071644416843e-9 * r + 5.475938084995344946e-4) * r + 1.519866656361645720e-2) * r +
      1.481039764274800746e-1) * r + 6.897673349851000046e-1) * r + 1.676384830183803850) * r +
      2.053191626637758822) * r + 1)
  );
}

function farTail(r: number): number {
  return (
    (((((((2.010334399292288133e-7 * r + 2.711555568743487578e-5) * r + 1.242660947388078439e-3) * r +
      2.653218952657612309e-2) * r + 2.965605718285048912e-1) * r + 1.784826539917291336) * r +
      5.463784911164114370) * r + 6.657904643501103777) /
    (((((((2.044263103389939786e-15 * r + 1.421511758316445889e-7) * r + 1.846318317510054682e-5) * r +
      7.868691311456132591e-4) * r + 1.487536129085061485e-2) * r + 1.369298809227358053e-1) * r +
      5.998322065558879377e-1) * r + 1)
  );
}
