import { MARKET_COUNT } from "../../src/model/markets/names.ts";

/** Sensitivities of one fund to the six markets: exposure e, leverage ℓ = e/E, and requirement a. */
export interface Sensitivities {
  readonly exposure: readonly number[];
  readonly leverage: readonly number[];
  readonly requirement: readonly number[];
}

/** G = Σ_i D⁻¹ e_i (ℓ_i − a_i)ᵀ over the funds that are bound, row-major [6 × 6]. */
export function feedback(funds: readonly Sensitivities[], depth: readonly number[]): number[][] {
  return depth.map((d, m) =>
    depth.map((_, n) => funds.reduce((sum, f) => sum + (f.exposure[m] / d) * (f.leverage[n] - f.requirement[n]), 0)),
  );
}

const apply = (matrix: readonly (readonly number[])[], x: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, g, n) => sum + g * x[n], 0));

/** (I − G)⁻¹ r by its series r + G r + G² r + …, which converges when ρ(G) < 1. */
export function totalResponse(matrix: readonly (readonly number[])[], r: readonly number[]): number[] {
  let sum = [...r];
  for (let n = 0; n < 2000; n++) sum = apply(matrix, sum).map((x, m) => x + r[m]);
  return sum;
}

/** ρ(G): growth of ‖Gⁿ x‖ per step, for a matrix whose dominant eigenvalue is real and simple. */
export function spectralRadius(matrix: readonly (readonly number[])[]): number {
  let x = Array.from({ length: MARKET_COUNT }, (_, m) => 1 + m / 10);
  let growth = 0;
  for (let n = 0; n < 2000; n++) {
    const next = apply(matrix, x);
    growth = Math.hypot(...next) / Math.hypot(...x);
    x = next.map((value) => value / Math.hypot(...next));
  }
  return growth;
}
