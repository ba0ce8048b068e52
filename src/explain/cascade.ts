import type { Kind } from "../model/agents/kind.ts";
import type { Cascade } from "./explanation.ts";
import type { Genealogy } from "./genealogy.ts";
import { groupBy } from "./groupBy.ts";
import { layersOf } from "./layers.ts";

/** Generations that hold less than this share of the dollars are not told one by one. */
const LEAST = 1e-6;

/** A genealogy as plain data, by the names of kinds. */
export function cascadeOf({ sales, groups, sources, roots, sellers, generations, byRound, ...rest }: Genealogy, kinds: readonly Pick<Kind, "name">[], rounds: number): Cascade {
  const told = generations.findLastIndex((usd) => usd > LEAST * rest.forced) + 1;
  const byDay = groupBy(sales, ({ round, kind }) => Math.floor(round / rounds) * kinds.length + kind);
  return {
    ...rest,
    layers: layersOf(byRound.map(({ group, parents, ...node }) => ({ ...node, kind: groups[group].kind, parents: parents.map(({ group: from, ...parent }) => ({ ...parent, kind: groups[from].kind })) })), rounds),
    groups: groups.map(({ name, kind }) => ({ name, kind: kinds[kind].name })),
    generations: generations.slice(0, told),
    roots: sources.map(({ name, orders }, s) => ({ name, orders, usd: roots[s] })).filter(({ usd }) => usd > 0).sort((a, b) => b.usd - a.usd),
    sellers: sellers.map(({ kind, ...seller }) => ({ kind: kinds[kind].name, ...seller })),
    sellersByDay: [...byDay].sort(([a], [b]) => a - b).map(([key, own]) => ({
      day: Math.floor(key / kinds.length) + 1,
      kind: kinds[key % kinds.length].name,
      agents: new Set(own.map(({ agent }) => agent)).size,
      usd: own.reduce((sum, { usd }) => sum + usd, 0),
    })),
  };
}
