import type { UsdBn } from "../units.ts";

/**
 * R27 — Default: true when equity after settlement is exhausted.
 *
 *   E ≤ 0
 *
 *   E  equity (R7) at the prices after the round's trades  [USD bn]
 *
 * The agent leaves; creditors take over its accounts and lose −E. Nothing leaves the system.
 */
export function defaults(equity: UsdBn): boolean {
  return equity <= 0;
}
