import { MARKET_COUNT } from "../model/markets/names.ts";
import type { ForcedSale } from "./forcedSales.ts";
import type { Replay } from "./replay.ts";
import type { Moves } from "./contributions.ts";
import { transientImpact } from "../model/rules/r06-transient-impact.ts";

/** Who sells under force: one of the largest sellers by itself, or the other agents of a kind. */
export interface Group {
  /** `hedge_fund`, or `hedge_fund#17`. */
  readonly name: string;
  readonly kind: number;
  /** −1 for the other agents of the kind. */
  readonly agent: number;
  /** How its forced orders move prices. */
  readonly moves: Moves;
  /** Rounds in which they do. */
  readonly rounds: readonly number[];
}

/**
 * Groups of forced sellers: per kind with forced sales its agents together, but for the `single` agents of all kinds
 * that sell the most, the largest first; of equal ones the first by kind, then number.
 */
export function groupsOf(replayed: Replay, sales: readonly ForcedSale[], single: number): { readonly groups: readonly Group[]; readonly groupOf: (sale: Pick<ForcedSale, "kind" | "agent">) => number } {
  const { kinds } = replayed;
  const chosen = largestSellers(sales, single);
  const present = [...new Set(sales.map(({ kind }) => kind))].sort((a, b) => a - b);
  const heads = [
    ...present.map((kind) => ({ name: kinds[kind].name, kind, agent: -1 })),
    ...chosen.map(({ kind, agent }) => ({ name: `${kinds[kind].name}#${agent}`, kind, agent })),
  ];
  const index = new Map(heads.map(({ kind, agent }, g) => [`${kind} ${agent}`, g]));
  const groupOf = ({ kind, agent }: Pick<ForcedSale, "kind" | "agent">) => index.get(`${kind} ${agent}`) ?? index.get(`${kind} -1`)!;
  const moves = heads.map(() => movesOf(replayed));
  const active = heads.map(() => new Set<number>());
  for (const sale of sales) {
    const g = groupOf(sale);
    active[g].add(sale.round);
    for (let m = 0; m < MARKET_COUNT; m++) moves[g].move[sale.round * MARKET_COUNT + m] += sale.units[m] * replayed.contributions.perUnit[sale.round * MARKET_COUNT + m];
  }
  moves.forEach((own, g) => decayOf(replayed, own, Math.min(...active[g])));
  return { groups: heads.map((head, g) => ({ ...head, moves: moves[g], rounds: [...active[g]] })), groupOf };
}

/** An agent and the dollars that it sold under force. */
export interface Seller {
  readonly kind: number;
  readonly agent: number;
  readonly usd: number;
}

/** The agents with the largest forced sales, the largest first. */
export function largestSellers(sales: readonly Pick<ForcedSale, "kind" | "agent" | "usd">[], most: number): Seller[] {
  const sums = new Map<string, { kind: number; agent: number; usd: number }>();
  for (const { kind, agent, usd } of sales) {
    const key = `${kind} ${agent}`;
    const known = sums.get(key) ?? { kind, agent, usd: 0 };
    known.usd += usd;
    sums.set(key, known);
  }
  return [...sums.values()].sort((a, b) => b.usd - a.usd || a.kind - b.kind || a.agent - b.agent).slice(0, most);
}

function movesOf({ contributions }: Replay): Moves {
  const { length } = contributions.perUnit;
  return { move: new Float64Array(length), decay: new Float64Array(length) };
}

/** Fill in what comes back of the moves (R6). */
function decayOf({ setup }: Replay, { move, decay }: Moves, first: number): void {
  for (let m = 0; m < MARKET_COUNT; m++) {
    let transient = 0;
    for (let n = first * MARKET_COUNT + m; n < move.length; n += MARKET_COUNT) {
      decay[n] = -setup.kappa[m] * transient;
      transient = transientImpact(transient, setup.kappa[m], move[n], setup.tau[m]);
    }
  }
}
