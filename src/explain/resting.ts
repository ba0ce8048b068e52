import { CAUSES, flowNames, type Kind, ORDERED, REST } from "../model/agents/kind.ts";
import { columnNames, sumNames } from "../model/books.ts";

/** A kind whose agents hold still: they order nothing and do not leave. */
export const resting = (kind: Kind): Kind => ({ ...kind, decide: () => REST });

/**
 * A kind without forced orders. An agent whose orders of a round are all forced has decided nothing: its columns and
 * the sums are as before. Where it has other orders as well, the forced part is taken out of them.
 */
export function withoutForcedOrders(kind: Kind): Kind {
  const flows = flowNames(kind).map(({ cause, market, net }) => ({ forced: CAUSES[cause].forced, net, order: `order_${market}` as const }));
  if (flows.every(({ forced }) => !forced)) return kind;
  const columns = columnNames(kind);
  const sums = sumNames(kind);
  const keptColumns = new Float64Array(columns.length);
  const keptSums = new Float64Array(sums.length);
  return {
    ...kind,
    decide(i, a, view, scalars, f) {
      const cells: Record<string, Float64Array> = a;
      columns.forEach((name, c) => (keptColumns[c] = cells[name][i]));
      sums.forEach((name, s) => (keptSums[s] = f[name]));
      const decision = kind.decide(i, a, view, scalars, f);
      if (decision !== ORDERED) return decision;
      const added = flows.map(({ net }) => f[net] - keptSums[sums.indexOf(net)]);
      if (!flows.some(({ forced }, n) => forced && added[n] !== 0)) return decision;
      if (flows.some(({ forced }, n) => !forced && added[n] !== 0)) {
        flows.forEach(({ forced, net, order }, n) => {
          if (!forced || added[n] === 0) return;
          a[order][i] -= added[n];
          f[net] = keptSums[sums.indexOf(net)];
        });
        return decision;
      }
      columns.forEach((name, c) => (cells[name][i] = keptColumns[c]));
      sums.forEach((name, s) => (f[name] = keptSums[s]));
      return REST;
    },
  };
}
