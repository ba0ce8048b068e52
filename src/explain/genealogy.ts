import { attribution } from "./attribution.ts";
import { marksOf } from "./cushion.ts";
import { type Edge, EdgeSums } from "./edgeSums.ts";
import { Exposure, roundReturns, Window } from "./exposure.ts";
import { FamilyTree, type Node, type RoundNode } from "./familyTree.ts";
import { type ForcedSale, forcedSales, measureOf, windowStarts } from "./forcedSales.ts";
import { groupBy } from "./groupBy.ts";
import { type Group, groupsOf, largestSellers, type Seller } from "./groups.ts";
import type { Replay } from "./replay.ts";
import { type Source, sourcesOf } from "./sources.ts";

/** Who led whom to sell. Dollars are those of `ForcedSale.usd`, in USD bn. */
export interface Genealogy {
  readonly sales: readonly ForcedSale[];
  readonly groups: readonly Group[];
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly byRound: readonly RoundNode[];
  readonly forced: number;
  readonly triggered: number;
  /** triggered/forced: forced sales that a dollar of forced sales directly leads to. */
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
