import { exp } from "../elementary.ts";
import type { Price } from "../units.ts";

/**
 * R1 — Price.
 *
 *   P = P⁰ · exp(f + u + w)
 *
 *   P⁰  price at t = 0            [yen per dollar for fx, else relative to t = 0]
 *   f   exogenous log price       [log return since t = 0]  R2
 *   u   permanent price impact    [log return]              R6
 *   w   transient price impact    [log return]              R6
 *
 * Positive by construction. Source: log-price impact as in Obizhaeva & Wang (2013).
 */
export function price(base: Price, f: number, u: number, w: number): Price {
  return base * exp(f + u + w);
}
