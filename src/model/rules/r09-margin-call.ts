import type { Share, UsdBn } from "../units.ts";

/**
 * R9 — Margin call: the fraction of the position to liquidate.
 *
 *   k_c = 1{E < M} · clip(1 − E/((1 + b) M), 0, 1);   E ≤ 0 gives 1
 *
 *   E  equity (R7)                  [USD bn]
 *   M  margin requirement (R8)      [USD bn]  M ≥ 0
 *   b  buffer restored by the call  [1]       b ≥ 0
 *
 * Assets and yen debt shrink by k_c, so the requirement becomes (1 − k_c) M and
 * E = (1 + b)(1 − k_c) M holds exactly, before impact.
 */
export function marginCall(equity: UsdBn, requirement: UsdBn, buffer: number): Share {
  if (!(equity < requirement)) return 0;
  if (equity <= 0) return 1;
  return Math.min(Math.max(1 - equity / ((1 + buffer) * requirement), 0), 1);
}
