import { groupBy } from "./groupBy.ts";
import { MARKET_COUNT, MARKETS } from "../model/markets/names.ts";
import { attribution, CHANNELS } from "./attribution.ts";
import { marksOf } from "./cushion.ts";
import { Exposure, roundReturns, Window } from "./exposure.ts";
import { type ForcedSale, forcedSales, measureOf, windowStarts } from "./forcedSales.ts";
import { type Group, groupsOf, largestSellers, type Seller } from "./groups.ts";
import type { Replay } from "./replay.ts";
import { type Source, sourcesOf } from "./sources.ts";

/** Forced sales of a group on a day that were led to by those of a group on a day, through a market. */
export interface Edge {
  readonly from: number;
  readonly fromDay: number;
  readonly to: number;
  readonly toDay: number;
  readonly market: string;
  readonly channel: (typeof CHANNELS)[number];
  readonly usd: number;
}

/** Forced sales of a group on a day. */
export interface Node {
  readonly group: number;
  readonly day: number;
  readonly usd: number;
  /** What of them other forced sales have led to. */
  readonly triggered: number;
  /** Mean generation of a dollar. */
  readonly generation: number;
}

/** Forced sales of a group in a round, and what led to them. */
export interface RoundNode {
  readonly round: number;
  readonly group: number;
  readonly usd: number;
  readonly triggered: number;
  readonly parents: readonly { readonly round: number; readonly group: number; readonly usd: number }[];
}

/** Who led whom to sell. Dollars are those of `ForcedSale.usd`, in USD bn. */
export interface Genealogy {
  readonly sales: readonly ForcedSale[];
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly byRound: readonly RoundNode[];
  readonly forced: number;
  readonly triggered: number;
  /** Forced sales that a dollar of forced sales leads to, all in all: triggered/forced. */
  readonly branching: number;
  /** Dollars per generation: 0 are those that nothing but roots led to. */
  readonly generations: readonly number[];
  /** Dollars of generation 0 by what led to them, per source of `sourcesOf`; what nothing was lost for is in `unexplained`. */
  readonly sources: readonly Source[];
  readonly roots: Float64Array;
  readonly unexplained: number;
  readonly sellers: readonly (Seller & { readonly orders: number; readonly firstDay: number; readonly triggered: number })[];
}

/**
 * The forced sales of a path as a branching process. Each sale is shared out by `attribution`; a node is a group in a
 * round, and its dollars by generation follow from those of its parents, which all sold in earlier rounds:
 *
 *   S_0(v) = Σ dollars × share of roots,   S_{n+1}(v) = Σ_u dollars(u → v) · S_n(u)/S(u)
 *
 * Fractions of a sale thus belong to several generations, as in the genealogy of a self-exciting point process.
 * Source: Hawkes & Oakes (1974), A cluster process representation of a self-exciting process.
 *
 * @param single largest sellers that are groups by themselves
 */
export function genealogy(replayed: Replay, single: number): Genealogy {
  const { kinds, setup } = replayed;
  const sources = sourcesOf(kinds);
  const sales = forcedSales(replayed);
  const { groups, groupOf } = groupsOf(replayed, sales, single);
  const dayOf = (round: number) => Math.floor(round / setup.rounds) + 1;

  const roots = new Float64Array(sources.length);
  let unexplained = 0;
  const edges = new EdgeSums(groups.length, setup.days);
  const family = new FamilyTree(groups.length, setup.days * setup.rounds);
  const triggeredBy = new Map<string, number>();
  eachWindow(replayed, sales, (sale, window) => {
    const group = groupOf(sale);
    const { roots: shares, parents } = attribution(replayed, sources, groups, window);
    let triggered = 0;
    for (const { group: from, round, market, channel, share } of parents) {
      const usd = share * sale.usd;
      triggered += usd;
      edges.add(from, dayOf(round), group, dayOf(sale.round), market, channel, usd);
      family.parent(group, sale.round, from, round, usd);
    }
    family.child(group, sale.round, sale.usd, triggered);
    let rooted = 0;
    for (let s = 0; s < roots.length; s++) {
      roots[s] += shares[s] * sale.usd;
      rooted += shares[s];
    }
    if (rooted === 0 && parents.length === 0) unexplained += sale.usd;
    const key = `${sale.kind} ${sale.agent}`;
    triggeredBy.set(key, (triggeredBy.get(key) ?? 0) + triggered);
  });
  const { generations, forced, triggered, nodes, byRound } = family.read(dayOf);
  const sellers = largestSellers(sales, SELLERS).map((seller) => {
    const own = sales.filter(({ kind, agent }) => kind === seller.kind && agent === seller.agent);
    return { ...seller, orders: own.length, firstDay: dayOf(own[0].round), triggered: triggeredBy.get(`${seller.kind} ${seller.agent}`)! };
  });
  return {
    sales, groups, nodes, edges: edges.read(), byRound, forced, triggered, branching: forced > 0 ? triggered / forced : 0,
    generations, sources, roots, unexplained, sellers,
  };
}

/** Every sale with its window, agent after agent: the window is the same object, moved on. */
function eachWindow({ kinds, setup, rounds, agents, contributions }: Replay, sales: readonly ForcedSale[], visit: (sale: ForcedSale, window: Window) => void): void {
  const marks = marksOf(rounds, setup);
  const exposure = new Exposure(rounds, marks);
  const window = new Window(exposure, roundReturns(contributions));
  const perAgent = groupBy(sales, ({ kind, agent }) => `${kind} ${agent}`);
  for (const own of perAgent.values()) {
    const [{ kind, agent }] = own;
    const holdings = agents.holdings(kind, agent).unfold(setup.days * setup.rounds);
    for (const measured of groupBy(own, ({ cause }) => measureOf(kinds[kind], cause).margin).values()) {
      const measure = measureOf(kinds[kind], measured[0].cause);
      const starts = windowStarts(measured, holdings, marks, measure);
      exposure.set(holdings, measure, Math.min(...starts), measured.at(-1)!.round);
      measured.forEach((sale, n) => {
        window.set(starts[n], sale.round);
        visit(sale, window);
      });
    }
  }
}

/** Sellers told one by one. */
const SELLERS = 20;

/** Sums of edges over the rounds of a day. */
class EdgeSums {
  readonly #groups: number;
  readonly #days: number;
  readonly #sums = new Map<number, number>();

  constructor(groups: number, days: number) {
    this.#groups = groups;
    this.#days = days;
  }

  add(from: number, fromDay: number, to: number, toDay: number, market: number, channel: number, usd: number): void {
    const key = ((((toDay * this.#groups + to) * (this.#days + 1) + fromDay) * this.#groups + from) * MARKET_COUNT + market) * CHANNELS.length + channel;
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + usd);
  }

  /** In the order of the day and group that sold, then of those that led to it, then market and channel. */
  read(): Edge[] {
    return [...this.#sums].sort(([a], [b]) => a - b).map(([key, usd]) => {
      let rest = key;
      const next = (size: number) => {
        const digit = rest % size;
        rest = Math.floor(rest / size);
        return digit;
      };
      const [channel, market, from, fromDay, to] = [CHANNELS.length, MARKET_COUNT, this.#groups, this.#days + 1, this.#groups].map(next);
      return { from, fromDay, to, toDay: rest, market: MARKETS[market], channel: CHANNELS[channel], usd };
    });
  }
}

/** Dollars of groups and rounds, and of their parents; rounds come in order. */
class FamilyTree {
  readonly #groups: number;
  /** [rounds × groups] */
  readonly #usd: Float64Array;
  readonly #triggered: Float64Array;
  readonly #parents: Map<number, number>[];

  constructor(groups: number, rounds: number) {
    this.#groups = groups;
    this.#usd = new Float64Array(groups * rounds);
    this.#triggered = new Float64Array(groups * rounds);
    this.#parents = Array.from({ length: groups * rounds }, () => new Map());
  }

  parent(group: number, round: number, from: number, fromRound: number, usd: number): void {
    const parents = this.#parents[round * this.#groups + group];
    const key = fromRound * this.#groups + from;
    parents.set(key, (parents.get(key) ?? 0) + usd);
  }

  child(group: number, round: number, usd: number, triggered: number): void {
    this.#usd[round * this.#groups + group] += usd;
    this.#triggered[round * this.#groups + group] += triggered;
  }

  read(dayOf: (round: number) => number) {
    /** Per node: dollars by generation. */
    const spread: number[][] = [];
    const generations: number[] = [];
    const byRound: RoundNode[] = [];
    let [forced, triggered] = [0, 0];
    const days = new Map<string, { group: number; day: number; usd: number; triggered: number; generation: number }>();
    this.#usd.forEach((usd, node) => {
      const own = [usd - this.#triggered[node]];
      for (const [parent, dollars] of this.#parents[node]) {
        const share = dollars / this.#usd[parent];
        spread[parent].forEach((part, n) => (own[n + 1] = (own[n + 1] ?? 0) + part * share));
      }
      spread[node] = own;
      if (usd === 0) return;
      own.forEach((part, n) => (generations[n] = (generations[n] ?? 0) + part));
      forced += usd;
      triggered += this.#triggered[node];
      const [group, day] = [node % this.#groups, dayOf(Math.floor(node / this.#groups))];
      const key = `${day} ${group}`;
      const sum = days.get(key) ?? { group, day, usd: 0, triggered: 0, generation: 0 };
      sum.usd += usd;
      sum.triggered += this.#triggered[node];
      sum.generation += own.reduce((total, part, n) => total + n * part, 0);
      days.set(key, sum);
      const parents = [...this.#parents[node]].map(([parent, dollars]) => ({ round: Math.floor(parent / this.#groups), group: parent % this.#groups, usd: dollars }));
      byRound.push({ round: Math.floor(node / this.#groups), group, usd, triggered: this.#triggered[node], parents });
    });
    const nodes: Node[] = [...days.values()].map((sum) => ({ ...sum, generation: sum.generation / sum.usd }));
    nodes.sort((a, b) => a.day - b.day || a.group - b.group);
    return { generations, forced, triggered, nodes, byRound };
  }
}
