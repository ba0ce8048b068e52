import fc from "fast-check";
import { expect, test } from "vitest";
import { KINDS } from "../../src/model/agents/index.ts";
import { genealogy } from "../../src/explain/genealogy.ts";
import { replay } from "../../src/explain/replay.ts";
import { scripted } from "../scripted.ts";
import { chunkOf, FEW_AGENTS, seller, STILL } from "./world.ts";

const NEWS = -0.05;
const DEPTH = 1000;
const [A, B, C] = [40, 30, 20];
/** Price of tech after news and so many units sold, permanently. */
const after = (...sold: number[]) => Math.exp(NEWS - sold.reduce((sum, units) => sum + units, 0) / DEPTH);
/** a is called by the news, b by what a sold, c by what b sold. */
const chain = [
  seller("a", { level: 0.96, units: A, held: 100 }),
  seller("b", { level: after(A / 2), units: B, held: 100 }),
  seller("c", { level: after(A, B / 2), units: C, held: 100 }),
];
const fall = [scripted(1, 1, { news: { tech: NEWS } })];
const linear = { ...STILL, "markets.tech.depth": DEPTH };
const permanent = { ...linear, "markets.tech.transient_share": 0 };

/** Dollars of a sale of units: R6, at the mean of the prices before and after. */
const dollars = (units: number, before: number, then: number) => (units * (before + then)) / 2;

test("a known chain: the news call a, a's sale calls b, both call c; shares are those of the fall since t = 0", () => {
  const kinds = chain;
  const { groups, edges, generations, forced, triggered, branching, roots, sources, nodes } = genealogy(replay(chunkOf({ kinds, changes: permanent, events: fall }), kinds, 0), 0);
  expect(groups.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  const [p1, p2, p3, p4] = [after(), after(A), after(A, B), after(A, B, C)];
  const usd = [dollars(A, p1, p2), dollars(B, p2, p3), dollars(C, p3, p4)];
  const byA = (p1 - p2) / (1 - p2);
  const byAOfC = (p1 - p2) / (1 - p3);
  const byBOfC = (p2 - p3) / (1 - p3);
  const found = edges.map(({ from, to, market, channel, usd: size }) => [groups[from].name, groups[to].name, market, channel, size]);
  expect(found).toEqual([
    ["a", "b", "tech", "price", expect.closeTo(byA * usd[1], 12)],
    ["a", "c", "tech", "price", expect.closeTo(byAOfC * usd[2], 12)],
    ["b", "c", "tech", "price", expect.closeTo(byBOfC * usd[2], 12)],
  ]);
  expect(forced).toBeCloseTo(usd[0] + usd[1] + usd[2], 12);
  expect(triggered).toBeCloseTo(byA * usd[1] + (byAOfC + byBOfC) * usd[2], 12);
  expect(branching).toBeCloseTo(triggered / forced, 15);
  // Generation 1 of c: through a, and through that part of b which the news had called.
  expect(generations[0]).toBeCloseTo(usd[0] + (1 - byA) * usd[1] + (1 - byAOfC - byBOfC) * usd[2], 12);
  expect(generations[1]).toBeCloseTo(byA * usd[1] + (byAOfC + byBOfC * (1 - byA)) * usd[2], 12);
  expect(generations[2]).toBeCloseTo(byBOfC * byA * usd[2], 12);
  expect(generations.slice(3)).toEqual([]);
  expect(roots[sources.findIndex(({ name }) => name === "scripted_news")]).toBeCloseTo(generations[0], 12);
  expect(nodes.map(({ day, usd: size }) => [day, size])).toEqual(usd.map((size) => [1, expect.closeTo(size, 12)]));
});

test("what has come back of a sale when the next is called counts less: τ of it decays at κ a round", () => {
  const kinds = chain.slice(0, 2);
  const chunk = chunkOf({ kinds, changes: { ...linear, "markets.tech.transient_share": 0.5, "markets.tech.half_life": 1 }, events: fall });
  const replayed = replay(chunk, kinds, 0);
  const { edges } = genealogy(replayed, 0);
  const kappa = replayed.setup.kappa[2];
  const back = 0.5 * kappa * (A / DEPTH);
  const [p1, p2] = [after(), after(A)];
  const decided = p2 * Math.exp(back);
  const sold = dollars(B, decided, decided * Math.exp(-B / DEPTH));
  expect(kappa).toBeGreaterThan(0);
  expect(edges).toHaveLength(1);
  expect(edges[0].usd).toBeCloseTo(((p1 - decided) / (1 - decided)) * sold, 12);
});

test("of two sales of a group, the later one counts more where impact comes back", () => {
  const tau = 0.8;
  const kinds = [seller("a", { level: 0.96, units: A, held: 100, times: 2 }), seller("b", { level: after(A), units: B, held: 100 })];
  const changes = { ...linear, "markets.tech.transient_share": tau, "markets.tech.half_life": 0.3 };
  const replayed = replay(chunkOf({ kinds, changes, events: fall }), kinds, 0);
  const kappa = replayed.setup.kappa[2];
  const price = (when: "before" | "after", round: number) => replayed.rounds[when][round * 6 + 2];
  const mean = (from: number, to: number) => (to - from) / Math.log(to / from);
  const sold = [mean(price("before", 0), price("after", 0)), mean(price("before", 1), price("after", 1))];
  const back = [mean(price("after", 0), price("before", 1)), mean(price("after", 1), price("before", 2))];
  const first = sold[0] - kappa * tau * (back[0] + (1 - kappa) * back[1]);
  const second = sold[1] - kappa * tau * back[1];
  const { parents, usd, triggered } = genealogy(replayed, 0).byRound.find(({ round, group }) => round === 2 && group === 1)!;
  expect(parents.map(({ round }) => round)).toEqual([0, 1]);
  expect(parents[0].usd / parents[1].usd).toBeCloseTo(first / second, 10);
  expect(triggered / usd).toBeCloseTo((price("before", 0) - price("before", 2)) / (1 - price("before", 2)), 10);
});

test("where only the recovery from old sales has hurt, nobody is a parent: it is a root of its own", () => {
  const kinds = [seller("a", { level: 0.96, units: A, held: 100 }), afterFall(seller("short", { level: after(A / 2), above: true, units: B, held: -100 }))];
  const changes = { ...linear, "markets.tech.transient_share": 1, "markets.tech.half_life": 0.5 };
  const replayed = replay(chunkOf({ kinds, changes, events: fall }), kinds, 0);
  const { edges, sources, roots, sales, triggered } = genealogy(replayed, 0);
  const sale = sales.find(({ kind }) => kind === 1)!;
  expect(sale.round).toBeGreaterThan(1);
  expect({ edges, triggered }).toEqual({ edges: [], triggered: 0 });
  expect(roots[sources.findIndex(({ name, orders }) => name === "a" && orders === "forced")]).toBeCloseTo(sale.usd, 12);
});

/** The same kind, which waits until tech has fallen below 0.93. */
function afterFall(kind: ReturnType<typeof seller>): ReturnType<typeof seller> {
  let fallen = false;
  return {
    ...kind,
    decide(i, a, m, k, f) {
      fallen ||= m.tech < 0.93;
      return fallen ? kind.decide(i, a, m, k, f) : 0;
    },
  };
}

test("a seller of its own is a group by itself, and the shares stay the same", () => {
  const kinds = chain;
  const replayed = replay(chunkOf({ kinds, changes: permanent, events: fall }), kinds, 0);
  const [together, single] = [genealogy(replayed, 0), genealogy(replayed, 1)];
  expect(single.groups.map(({ name }) => name)).toEqual(["a", "b", "c", "a#0"]);
  expect(single.branching).toBeCloseTo(together.branching, 12);
  expect(single.nodes.map(({ group }) => single.groups[group].name).sort()).toEqual(["a#0", "b", "c"]);
  expect(single.sellers.map(({ kind, agent, orders, firstDay }) => [kind, agent, orders, firstDay])).toEqual([[0, 0, 1, 1], [1, 0, 1, 1], [2, 0, 1, 1]]);
});

test("nothing is lost, whatever happens: dollars by generation, node, root and parent add up to what was sold", () => {
  const ranges = {
    path: fc.nat(1000),
    fall: fc.double({ min: -0.12, max: 0.02, noNaN: true }),
    depth: fc.double({ min: 400, max: 4000, noNaN: true }),
    haircut: fc.double({ min: 0, max: 0.05, noNaN: true }),
  };
  let cascades = 0;
  fc.assert(
    fc.property(fc.record(ranges), ({ path, fall: move, depth, haircut }) => {
      const changes = { ...FEW_AGENTS, "calendar.days": 5, "markets.fx.depth": depth };
      const events = [scripted(1, 2, { news: { fx: move, equity: move } }), scripted(2, 1, { margin: { fx: haircut } })];
      const replayed = replay(chunkOf({ changes, events }), KINDS, path);
      const { forced, triggered, generations, nodes, edges, roots, unexplained, sales } = genealogy(replayed, 3);
      const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
      expect(sum(sales.map(({ usd }) => usd))).toBeCloseTo(forced, 8);
      expect(sum(generations)).toBeCloseTo(forced, 8);
      expect(sum(nodes.map(({ usd }) => usd))).toBeCloseTo(forced, 8);
      expect(sum(edges.map(({ usd }) => usd))).toBeCloseTo(triggered, 8);
      expect(sum(nodes.map((node) => node.triggered))).toBeCloseTo(triggered, 8);
      expect(sum(roots) + unexplained + triggered).toBeCloseTo(forced, 8);
      for (const { fromDay, toDay, usd } of edges) expect(usd > 0 && fromDay <= toDay).toBe(true);
      for (const usd of generations) expect(usd).toBeGreaterThanOrEqual(-1e-9);
      if (triggered > 0) cascades += 1;
    }),
    { numRuns: 12 },
  );
  expect(cascades).toBeGreaterThan(3);
});

test("a path without forced sales has an empty genealogy", () => {
  const kinds = chain;
  const { forced, branching, nodes, edges, generations } = genealogy(replay(chunkOf({ kinds, changes: permanent }), kinds, 0), 4);
  expect({ forced, branching, nodes, edges, generations }).toEqual({ forced: 0, branching: 0, nodes: [], edges: [], generations: [] });
});
