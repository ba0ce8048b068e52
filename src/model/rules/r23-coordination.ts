import type { UsdBn } from "../units.ts";

/**
 * R23 — Signal of a joint operation, as a log return of USDJPY beyond the flow itself.
 *
 *   −((m − 1) · X/D + θ_j)
 *
 *   m    effective size of a joint operation relative to a unilateral one  [1]  m ≥ 1
 *   X    dollars sold                                                      [USD bn]
 *   D    depth of fx (R4)                                                  [USD bn per unit log return]
 *   θ_j  jump of the joint announcement                                    [log return]
 *
 * A unilateral operation has m = 1 and its own smaller θ; a rate check has X = 0.
 * Source: 17 June 1998; Ito (2003) on joint interventions.
 */
export function interventionSignal(multiplier: number, spent: UsdBn, depth: UsdBn, theta: number): number {
  return -(((multiplier - 1) * spent) / depth + theta);
}
