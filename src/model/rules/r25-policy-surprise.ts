/**
 * R24, R25 — Surprise of a policy decision: what the market did not expect.
 *
 *   Δr = step · (1{move} − p)
 *
 *   step  size of the move                    [percentage points]
 *   p     probability of the move beforehand  [1]
 *
 * Its mean is zero: an expected hike is news only by the part that was not priced.
 */
export function policySurprise(step: number, moved: boolean, probability: number): number {
  return step * ((moved ? 1 : 0) - probability);
}
