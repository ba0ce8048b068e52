import { CAUSES, flowNames, type Kind, ORDERED, REST } from "../model/agents/kind.ts";
import { columnNames, sumNames } from "../model/books.ts";

/** A kind whose agents hold still: they order nothing and do not leave. */
export const resting = (kind: Kind): Kind => ({ ...kind, decide: () => REST });

/**
 * A kind without forced orders. An agent whose orders of a round are all forced has decided nothing: its columns and
 * the sums are as before. Where it has other orders as well, the forced part is taken out of them.
 * For the plain back end, which asks the agents in order and clears the sums every round.
 */
export function withoutForcedOrders(kind: Kind): Kind {
  const flows = flowNames(kind).map(({ cause, market, net, gross }) => ({ forced: CAUSES[cause].forced, net, gross, order: `order_${market}` as const }));
  if (flows.every(({ forced }) => !forced)) return kind;
  const names = columnNames(kind);
  // As the round began, which is how an agent finds its columns: nobody else writes them.
  const began: Record<string, Float64Array> = {};
  const sums = new SumsBefore(kind);
  return {
    ...kind,
    decide(i, a, view, scalars, f) {
      const columns: Record<string, Float64Array> = a;
      if (i === 0) {
        for (const name of names) (began[name] ??= new Float64Array(columns[name].length)).set(columns[name]);
        sums.clear();
      }
      sums.keepCounters(f);
      const decision = kind.decide(i, a, view, scalars, f);
      if (decision !== ORDERED) return decision;
      const changed = flows.filter(({ net }) => f[net] !== sums.before[net]);
      const struck = changed.filter(({ forced }) => forced);
      if (struck.length > 0 && struck.length === changed.length) {
        for (const name of names) columns[name][i] = began[name][i];
        sums.restore(f);
        return REST;
      }
      for (const { net, gross, order } of struck) {
        a[order][i] -= f[net] - sums.before[net];
        f[net] = sums.before[net];
        if (gross !== undefined) f[gross] = sums.before[gross];
      }
      sums.keepFlows(f);
      return decision;
    },
  };
}

/** The sums of a kind before the decision at hand: flows change with orders only, counters at any decision. */
class SumsBefore {
  readonly before: Record<string, number>;
  readonly #flows: readonly string[];
  readonly #counters: readonly string[];

  constructor(kind: Kind) {
    const all = sumNames(kind);
    this.#counters = Object.keys(kind.counters);
    this.#flows = all.slice(0, all.length - this.#counters.length);
    this.before = Object.fromEntries(all.map((name) => [name, 0]));
  }

  clear(): void {
    for (const name of this.#flows) this.before[name] = 0;
  }

  keepCounters(f: Record<string, number>): void {
    for (const name of this.#counters) this.before[name] = f[name];
  }

  keepFlows(f: Record<string, number>): void {
    for (const name of this.#flows) this.before[name] = f[name];
  }

  restore(f: Record<string, number>): void {
    Object.assign(f, this.before);
  }
}
