import { MARKET_COUNT } from "../model/markets/names.ts";
import type { ModelSetup } from "../model/setup.ts";
import type { Group } from "./groups.ts";
import type { Replay } from "./replay.ts";
import type { Window } from "./exposure.ts";
import { EXOGENOUS, exogenous, ordersOf, type Source } from "./sources.ts";

/** Ways in which a price move leads to a sale: holdings lose value, or haircuts rise. */
export const CHANNELS = ["price", "margin"] as const;

/** A share of a forced sale: due to the forced sales of a group in an earlier round, through a market. */
export interface ParentShare {
  readonly group: number;
  readonly round: number;
  readonly market: number;
  /** Place in CHANNELS. */
  readonly channel: number;
  readonly share: number;
}

/** What has led to a forced sale. The shares of roots and parents add up to one, unless nothing was lost: then there are none. */
export interface Attribution {
  /** Share of every source that is no forced sale, [sources]; at a kind's forced orders what has come back of old ones. */
  readonly roots: Float64Array;
  readonly parents: readonly ParentShare[];
}

/**
 * Share a forced sale out among what has taken its seller's cushion in its window:
 *
 *   a_s = ℓ_s⁺ / Σ ℓ⁺,   ℓ_s = what source s took, net, over all rounds, markets and channels of the window
 *
 * Sources are the exogenous ones, the other orders of each kind, and the forced orders of each group, the seller's own
 * earlier ones included. The share of a group is shared out again, by what is above zero, among the rounds q of its
 * sales in the window, markets and channels:
 *
 *   ℓ(q, m) = −I_q,m · (trade_q,m − κ τ Σ_{t>q} (1 − κ)^{t−q−1} open_t,m)
 *
 * with the exposures of the two legs of a round: what a sale moved, less what of it has come back.
 *
 * @param window of the sale
 */
export function attribution({ setup, contributions }: Pick<Replay, "setup" | "contributions">, sources: readonly Source[], groups: readonly Group[], window: Window): Attribution {
  const { from: since, to: round } = window;
  const roots = new Float64Array(sources.length);
  let sum = 0;
  for (let s = 0; s < sources.length; s++) {
    if (sources[s].orders === "forced") continue;
    const script = s === exogenous("scripted_news") ? window.byScript : 0;
    roots[s] = Math.max(0, window.lossBy(contributions.of[s], s < EXOGENOUS.length) + script);
    sum += roots[s];
  }
  const losses = groups.map(({ moves, rounds: own }) => (own[0] < round ? Math.max(0, window.lossBy(moves, false)) : 0));
  for (const loss of losses) sum += loss;
  const parents: ParentShare[] = [];
  if (sum === 0) return { roots, parents };
  for (let s = 0; s < roots.length; s++) roots[s] /= sum;
  if (losses.every((loss) => loss === 0)) return { roots, parents };

  const answers = answersToOrders(window, setup);
  groups.forEach(({ kind, moves: { move }, rounds: own }, group) => {
    if (losses[group] === 0) return;
    const found: ParentShare[] = [];
    let all = 0;
    for (const q of own) {
      if (q < since || q >= round) continue;
      for (let market = 0; market < MARKET_COUNT; market++) {
        for (let channel = 0; channel < CHANNELS.length; channel++) {
          const share = -move[q * MARKET_COUNT + market] * answers[channel][q * MARKET_COUNT + market];
          if (!(share > 0)) continue;
          all += share;
          found.push({ group, round: q, market, channel, share });
        }
      }
    }
    const part = losses[group] / sum;
    for (const one of found) parents.push({ ...one, share: part * (one.share / all) });
    // Only what has come back of sales before the window hurt: nobody sold in it.
    if (all === 0) roots[ordersOf(kind, true)] += part;
  });
  return { roots, parents };
}

/** Per channel, how the cushion at the end of a window answers to one unit of impact in a round: now, and as it comes back. */
function answersToOrders({ exposure: { open, trade }, margin, from, to }: Window, { kappa, tau }: ModelSetup): Float64Array[] {
  const [price, haircut] = [new Float64Array(margin.length), new Float64Array(margin.length)];
  for (let m = 0; m < MARKET_COUNT; m++) {
    let [later, laterMargin] = [0, 0];
    for (let q = to - 1; q >= Math.max(0, from); q--) {
      const at = q * MARKET_COUNT + m;
      later = open[at + MARKET_COUNT] + (1 - kappa[m]) * later;
      laterMargin = margin[at + MARKET_COUNT] + (1 - kappa[m]) * laterMargin;
      price[at] = trade[at] - kappa[m] * tau[m] * later;
      haircut[at] = margin[at] - kappa[m] * tau[m] * laterMargin;
    }
  }
  return [price, haircut];
}
