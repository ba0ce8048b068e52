import { type Columns, type Decision, flowNames, type Kind, ORDERED } from "../model/agents/kind.ts";
import type { MarketView } from "../model/markets/view.ts";

/** What an agent has just decided, and how many units it added to each net flow of its kind, in the order of `flowNames`. */
export type Watcher = (i: number, decision: Decision, added: Float64Array, columns: Columns, view: MarketView) => void;

/**
 * A kind whose every decision is watched: `decide` itself runs as it is, on the same columns and sums, so that no bit
 * of a path moves. What an agent adds to a flow is the sum after less the sum before, exact but for rounding; flows
 * change with orders only. For the plain back end, which asks the agents in order and clears the sums every round.
 */
export function watchedKind(kind: Kind, watch: Watcher): Kind {
  const names = flowNames(kind).map(({ net }) => net);
  const before = new Float64Array(names.length);
  const added = new Float64Array(names.length);
  return {
    ...kind,
    decide(i, columns, view, scalars, sums) {
      if (i === 0) before.fill(0);
      const decision = kind.decide(i, columns, view, scalars, sums);
      if (decision !== ORDERED) added.fill(0);
      else {
        for (let n = 0; n < names.length; n++) {
          const now = sums[names[n]];
          added[n] = now - before[n];
          before[n] = now;
        }
      }
      watch(i, decision, added, columns, view);
      return decision;
    },
  };
}
