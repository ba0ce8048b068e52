import type { Cause, Kind } from "../model/agents/kind.ts";
import { FX, MARKET_COUNT } from "../model/markets/names.ts";
import { type ForcedOrder, slotsOf } from "./agentLog.ts";
import { cushion, type Marks, type Measure } from "./cushion.ts";
import type { Replay } from "./replay.ts";

/** A forced order with its dollars. */
export interface ForcedSale extends ForcedOrder {
  /** Dollars sold: of assets, or for yen where the cause knows no assets; yen bought with the proceeds are not counted again. */
  readonly usd: number;
}

/** The forced sales of a path, in order; orders of which nothing was filled are none. */
export function forcedSales({ kinds, rounds, agents }: Pick<Replay, "kinds" | "rounds" | "agents">): ForcedSale[] {
  const counted = kinds.map((kind) => new Map<Cause, readonly number[]>(slotsOf(kind).map(({ cause }) => [cause, marketsOf(kind, cause)])));
  return agents.forced.flatMap((order) => {
    let usd = 0;
    for (const m of counted[order.kind].get(order.cause)!) usd += Math.max(0, -order.units[m] * rounds.dollars[order.round * MARKET_COUNT + m]);
    return usd > 0 ? [{ ...order, usd }] : [];
  });
}

/** Markets whose sales count in dollars for a cause: assets, or fx where there are none. */
export function marketsOf(kind: Kind, cause: Cause): number[] {
  const markets = slotsOf(kind).filter((slot) => slot.cause === cause).map(({ market }) => market);
  const assets = markets.filter((m) => m !== FX);
  return assets.length > 0 ? assets : markets;
}

/** What the forced orders of an agent are measured on: E − M for margin calls (R9), else E (R7); in yen for Japanese kinds, else in dollars. */
export function measureOf(kind: Kind, cause: Cause): Measure {
  return { yen: kind.japanese, margin: cause === "margin_call" };
}

/**
 * Where the window of each forced sale begins. A sale in round r for cause c belongs to an episode: the unbroken run of
 * rounds, up to r, in which its agent sold for c. The window begins where the agent's cushion was largest between the
 * end of the episode before (else t = 0, round −1) and the beginning of this one, the latest of equal rounds.
 *
 * @param sales of one agent and one measure, in order
 * @param holdings of it per round, as it decided
 */
export function windowStarts(sales: readonly ForcedSale[], holdings: readonly Float64Array[], marks: readonly Marks[], measure: Measure): number[] {
  // The opening book is what is held in round 0.
  const cushions = Float64Array.from({ length: sales.at(-1)!.round + 2 }, (_, n) => cushion(holdings[Math.max(0, n - 1)], marks[n], measure));
  const before = new Map<Cause, { readonly round: number; readonly since: number }>();
  return sales.map(({ cause, round }) => {
    const previous = before.get(cause);
    const since = previous?.round === round - 1 ? previous.since : largest(cushions, (previous?.round ?? -2) + 1, round);
    before.set(cause, { round, since });
    return since;
  });
}

/** The round of the largest cushion, the latest of equal ones. */
function largest(cushions: Float64Array, first: number, last: number): number {
  let at = first;
  for (let round = first; round <= last; round++) if (cushions[round + 1] >= cushions[at + 1]) at = round;
  return at;
}
