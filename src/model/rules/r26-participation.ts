import type { UsdBn } from "../units.ts";

/**
 * R26 — Share of every order that is filled in a round.
 *
 *   min(1, q̄ D / |Q|)
 *
 *   Q   net units ordered by all agents, valued at base prices   [USD bn]
 *   q̄   participation cap                                        [share of depth]
 *   D   depth (R4)                                               [USD bn per unit log return]
 *
 * The market takes at most q̄ D from the agents in a round. All orders of that market, on both
 * sides, are filled by the same share, so what agents trade among each other stays balanced;
 * the rest carries over.
 */
export function filledShare(netUnits: UsdBn, cap: number, depth: UsdBn): number {
  const size = Math.abs(netUnits);
  return size > cap * depth ? (cap * depth) / size : 1;
}
