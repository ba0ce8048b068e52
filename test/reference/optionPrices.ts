import { normalCdf } from "../../src/fit/normalLaw.ts";
import { poissonWeights } from "../../src/fit/poissonWeights.ts";

/** A European call on a currency. Rates are continuously compounded, a year. */
export interface Call {
  readonly spot: number;
  readonly strike: number;
  /** Years to expiry. */
  readonly expiry: number;
  readonly domestic: number;
  readonly foreign: number;
}

/** Jumps of ln S: N(mean, sd²), `rate` a year. */
export interface NormalJumps {
  readonly rate: number;
  readonly mean: number;
  readonly sd: number;
}

/** Jumps of ln S: +Exp(mean `up`) with probability p, −Exp(mean `down`) otherwise, `rate` a year. */
export interface DoubleExponentialJumps {
  readonly rate: number;
  readonly p: number;
  readonly up: number;
  readonly down: number;
}

/**
 * Garman & Kohlhagen (1983): c = S e^{−r_f T} Φ(d₁) − K e^{−r_d T} Φ(d₂),
 * d_{1,2} = (ln(S/K) + (r_d − r_f ± σ²/2) T)/(σ√T).
 */
export function garmanKohlhagen({ spot, strike, expiry: T, domestic, foreign }: Call, sigma: number): number {
  const total = sigma * Math.sqrt(T);
  const d1 = (Math.log(spot / strike) + (domestic - foreign) * T) / total + total / 2;
  return spot * Math.exp(-foreign * T) * normalCdf(d1) - strike * Math.exp(-domestic * T) * normalCdf(d1 - total);
}

/** E[e^J] − 1 of a normal jump. */
export function normalCompensator({ mean, sd }: NormalJumps): number {
  return Math.exp(mean + (sd * sd) / 2) - 1;
}

/**
 * Merton (1976), equation 19: Σ_n e^−Λ Λⁿ/n! GK(σ_n, r_n), Λ = λ(1 + ζ)T; given n jumps the variance is
 * σ² + n σ_J²/T and the drift differs by −λζ + n ln(1 + ζ)/T, which is put into the domestic rate of the
 * formula and its discount with it.
 */
export function mertonCall(call: Call, sigma: number, jumps: NormalJumps): number {
  const { expiry: T, domestic } = call;
  const zeta = normalCompensator(jumps);
  return poissonWeights(jumps.rate * (1 + zeta) * T).reduce((sum, weight, n) => {
    const rate = domestic - jumps.rate * zeta + (n * Math.log(1 + zeta)) / T;
    return sum + weight * garmanKohlhagen({ ...call, domestic: rate }, Math.sqrt(sigma ** 2 + (n * jumps.sd ** 2) / T));
  }, 0);
}

/** E[e^J] − 1 of a double-exponential jump; a mean upward jump must be below 1. */
export function doubleExponentialCompensator({ p, up, down }: DoubleExponentialJumps): number {
  return p / (1 - up) + (1 - p) / (1 + down) - 1;
}

/** Kou (2002), theorem 2: c = S e^{−r_f T} Υ(under the share measure) − K e^{−r_d T} Υ. */
export function kouCall({ spot, strike, expiry: T, domestic, foreign }: Call, sigma: number, jumps: DoubleExponentialJumps): number {
  const { rate, p, up, down } = jumps;
  const zeta = doubleExponentialCompensator(jumps);
  const a = Math.log(strike / spot);
  const drift = domestic - foreign - rate * zeta;
  const share: DoubleExponentialJumps = { rate: rate * (1 + zeta), p: p / (1 - up) / (1 + zeta), up: up / (1 - up), down: down / (1 + down) };
  const inMoney = kouTail(a, T, drift + sigma ** 2 / 2, sigma, share);
  return spot * Math.exp(-foreign * T) * inMoney - strike * Math.exp(-domestic * T) * kouTail(a, T, drift - sigma ** 2 / 2, sigma, jumps);
}

/** Υ = P(Z_T ≥ a), Z = μt + σW + jumps: Kou (2002), theorem B.1. */
export function kouTail(a: number, T: number, mu: number, sigma: number, { rate, p, up, down }: DoubleExponentialJumps): number {
  const [eta1, eta2, total] = [1 / up, 1 / down, sigma * Math.sqrt(T)];
  const weights = poissonWeights(rate * T);
  const N = weights.length - 1;
  const upward = integrals(N, a - mu * T, -eta1, -1 / total, -total * eta1);
  const downward = integrals(N, a - mu * T, eta2, 1 / total, -total * eta2);
  let [sumUp, sumDown] = [0, 0];
  for (let n = 1; n <= N; n++) {
    for (let k = 1; k <= n; k++) {
      sumUp += weights[n] * mixing(n, k, eta1, eta2, p) * (total * eta1) ** k * upward[k - 1];
      sumDown += weights[n] * mixing(n, k, eta2, eta1, 1 - p) * (total * eta2) ** k * downward[k - 1];
    }
  }
  const scale = 1 / (total * Math.sqrt(2 * Math.PI));
  return scale * (Math.exp((total * eta1) ** 2 / 2) * sumUp + Math.exp((total * eta2) ** 2 / 2) * sumDown) + weights[0] * normalCdf((mu * T - a) / total);
}

/**
 * P_{n,k}: probability that n jumps, up with probability p, sum to a positive Erlang(k, η₁) part (proposition
 * B.1); Q_{n,k} with the two sides exchanged.
 */
export function mixing(n: number, k: number, eta1: number, eta2: number, p: number): number {
  if (k === n) return p ** n;
  const share = eta1 / (eta1 + eta2);
  let sum = 0;
  for (let i = k; i < n; i++) sum += binomial(n - k - 1, i - k) * binomial(n, i) * share ** (i - k) * (1 - share) ** (n - i) * p ** i * (1 - p) ** (n - i);
  return sum;
}

function binomial(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value *= (n - k + i) / i;
  return Math.round(value);
}

/** I_n(c; α, β, δ) = ∫_c^∞ e^{αx} Hh_n(βx − δ) dx for n = 0 … N: proposition B.3, summed upwards by parts. */
function integrals(N: number, c: number, alpha: number, beta: number, delta: number): number[] {
  const hh = repeatedIntegrals(N, beta * c - delta);
  const sign = Math.sign(beta);
  const first = ((sign * Math.sqrt(2 * Math.PI)) / beta) * Math.exp((alpha * delta) / beta + (alpha / beta) ** 2 / 2) * normalCdf(sign * (-beta * c + delta + alpha / beta));
  // I_{−1} = ∫ e^{αx} e^{−(βx−δ)²/2} dx, and I_n = −e^{αc} Hh_n(βc − δ)/α + (β/α) I_{n−1}.
  const values: number[] = [];
  for (let n = 0, before = first; n <= N; n++) values.push((before = -(Math.exp(alpha * c) / alpha) * hh[n] + (beta / alpha) * before));
  return values;
}

/** Hh_n(x) = (1/n!) ∫_x^∞ (t − x)ⁿ e^{−t²/2} dt: n Hh_n = Hh_{n−2} − x Hh_{n−1} (Abramowitz & Stegun 19.14). */
export function repeatedIntegrals(N: number, x: number): number[] {
  const values = [Math.sqrt(2 * Math.PI) * normalCdf(-x)];
  for (let n = 1, [before, now] = [Math.exp((-x * x) / 2), values[0]]; n <= N; n++) {
    [before, now] = [now, (before - x * now) / n];
    values.push(now);
  }
  return values;
}
