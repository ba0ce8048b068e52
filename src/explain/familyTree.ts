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

/** Dollars of groups and rounds, and of their parents; rounds come in order. */
export class FamilyTree {
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
