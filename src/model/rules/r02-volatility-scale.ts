import { exp } from "../elementary.ts";

/**
 * R2 — Volatility scale of the log-variance state h.
 *
 *   v = exp(h/2 − Var(h)/4)
 *
 *   h       log-variance state, h' = φ_h h + η ξ   [1]
 *   Var(h)  its stationary variance                [1]
 *
 * E[v²] = exp(Var(h)/2 − Var(h)/2) = 1 under the stationary law: σ keeps its meaning.
 * Source: stochastic volatility of Taylor (1986).
 */
export function volatilityScale(h: number, variance: number): number {
  return exp(h / 2 - variance / 4);
}
