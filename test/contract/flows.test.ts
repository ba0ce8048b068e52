import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { flowNames } from "../../src/model/agents/kind.ts";
import { scripted } from "../scripted.ts";
import { runRounds, testWorld } from "../world.ts";
import { fewOf } from "./stress.ts";

/** Situations that between them make every kind act for every reason it declares. */
const situations = {
  "a carry crash": [scripted(2, 1, { news: { fx: -0.12, tech: -0.15, equity: -0.12, other: -0.08 } })],
  "a slow bleed": [2, 3, 4, 5, 6, 7, 8].map((day) => scripted(day, 2, { news: { fx: -0.02, tech: -0.02, equity: -0.02 } })),
  "higher margins": [scripted(2, 1, { margin: { fx: 0.1, tech: 0.3, equity: 0.3, ust: 0.1, other: 0.2 } })],
  "turbulence": [scripted(1, 1, { volatility: { h: 4 } })],
  "a narrower spread": [scripted(2, 1, { policy: { bank: "fed", basis_points: -150 } }), scripted(3, 1, { policy: { bank: "boj", basis_points: 100 } })],
  "a JGB rout": [scripted(2, 1, { news: { jgb_yield_bp: 150 } })],
  "a Treasury rally": [scripted(2, 1, { news: { ust_yield_bp: -150 } })],
  "a Treasury crash": [scripted(2, 1, { news: { ust: -0.3, other: -0.3, tech: -0.5, equity: -0.5 } })],
  "an equity boom": [scripted(2, 1, { news: { tech: 0.5, equity: 0.5 } })],
  "an intervention": [scripted(2, 1, { intervention: { usd_bn: 80 } })],
};

const seen = new Map<string, Set<string>>(KINDS.map((kind) => [kind.name, new Set<string>()]));
for (const events of Object.values(situations)) {
  const world = testWorld({ changes: { ...fewOf(KINDS, 30), "calendar.days": 20 }, events });
  runRounds(world, 80, ({ books }) => {
    for (const { kind, named } of books.kinds) for (const name in named) if (named[name] !== 0) seen.get(kind.name)!.add(name);
  });
}

test.each(KINDS.map((kind) => [kind.name, kind] as const))("%s trades for every cause in every market it declares, and counts what it says", (name, kind) => {
  const declared = flowNames(kind).flatMap((flow) => [flow.net, ...(flow.gross ? [flow.gross] : [])]);
  expect([...declared, ...Object.keys(kind.counters)].filter((sum) => !seen.get(name)!.has(sum))).toEqual([]);
});
