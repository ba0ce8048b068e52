import fc from "fast-check";
import { expect, test } from "vitest";
import { decomposition, moved } from "../../src/explain/decomposition.ts";
import { type Replay, replay } from "../../src/explain/replay.ts";
import { exogenous, ordersOf, sourcesOf } from "../../src/explain/sources.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { MARKETS } from "../../src/model/markets/names.ts";
import { SHOCK_LAWS } from "../../src/model/shocks/index.ts";
import { scripted } from "../scripted.ts";
import { chunkOf, FEW_AGENTS, seller, STILL } from "./world.ts";

const TOLERANCE = 1e-9;
const FX = 0;
const TECH = 2;

/** Largest difference, over rounds and markets, between a market's log price and the sum of all contributions until then. */
function largestGap({ contributions, rounds, setup }: Replay): number {
  let worst = 0;
  MARKETS.forEach((_, m) => {
    let sum = 0;
    for (let n = m; n < rounds.after.length; n += MARKETS.length) {
      for (const { move, decay } of contributions.of) sum += move[n] + decay[n];
      worst = Math.max(worst, Math.abs(Math.log(rounds.after[n] / setup.base[m]) - sum));
    }
  });
  return worst;
}

const amount = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test("contributions add up to every market's move after every round, for all configurations", () => {
  const ranges = {
    path: fc.nat(1e6),
    depth: amount(300, 5000),
    tau: amount(0, 1),
    halfLife: amount(0.1, 30),
    linearUntil: fc.constantFrom(1e-4, 0.005, 0.05, 1e9),
    participation: amount(0.002, 0.2),
    rounds: fc.integer({ min: 1, max: 6 }),
    intervention: amount(0, 150),
    joint: fc.boolean(),
    fall: amount(-0.1, 0.1),
    law: fc.constantFrom(...Object.keys(SHOCK_LAWS).filter((name) => name !== "historical_bootstrap")),
  };
  fc.assert(
    fc.property(fc.record(ranges), ({ path, depth, tau, halfLife, linearUntil, participation, rounds, intervention, joint, fall, law }) => {
      const changes = {
        ...FEW_AGENTS,
        "calendar.days": 6,
        "calendar.rounds_per_day": rounds,
        "calendar.boj_meetings": [2],
        "calendar.fed_meetings": [3],
        "markets.fx.depth": depth,
        "markets.fx.transient_share": tau,
        "markets.fx.half_life": halfLife,
        "impact.linear_until": linearUntil,
        "impact.participation": participation,
        "shocks.model": law,
      };
      const events = [
        scripted(1, 1, { news: { fx: fall, tech: fall, ust_yield_bp: 12, jgb_yield_bp: -7 } }),
        scripted(2, 1, { intervention: { usd_bn: intervention, joint } }),
        scripted(3, rounds, { rate_check: { strength: 1 }, policy: { bank: "boj", basis_points: 25 }, depth: { tech: 0.3 } }),
        scripted(4, 1, { volatility: { h: 2 }, news: { other: fall } }),
      ];
      const replayed = replay(chunkOf({ changes, events }), KINDS, path);
      expect(largestGap(replayed)).toBeLessThan(TOLERANCE);

      // The same day by day.
      const parts = decomposition(replayed);
      const closed = (day: number, m: number) => (day === 0 ? 0 : 100 * Math.log(replayed.rounds.after[(day * rounds - 1) * MARKETS.length + m] / replayed.setup.base[m]));
      MARKETS.forEach((market, m) => {
        for (let day = 1; day <= 6; day++) expect(Math.abs(moved(parts, market, day, day) - (closed(day, m) - closed(day - 1, m)))).toBeLessThan(100 * TOLERANCE);
      });
    }),
    { numRuns: 25 },
  );
});

test("scripted news, policy and announcements are in their own parts, in full", () => {
  const events = [
    scripted(1, 1, { news: { tech: -0.05 } }),
    scripted(1, 2, { policy: { bank: "boj", basis_points: 25 } }),
    scripted(1, 3, { policy: { bank: "fed", basis_points: -50 } }),
    scripted(2, 1, { rate_check: { strength: 2 } }),
  ];
  const kinds = [seller("a", { level: 0.1, units: 1 })];
  const { contributions, setup } = replay(chunkOf({ kinds, changes: STILL, events }), kinds, 0);
  const of = (name: Parameters<typeof exogenous>[0]) => contributions.of[exogenous(name)];
  expect(of("scripted_news").move[TECH]).toBe(-0.05);
  expect(of("bank_of_japan").move[1 * 6 + FX]).toBeCloseTo(0.25 * setup.betaJp[FX], 15);
  expect(of("federal_reserve").move[2 * 6 + FX]).toBeCloseTo(-0.5 * setup.betaUs[FX], 15);
  // R23: −θ of a rate check, of which a share κ comes back every round.
  expect(of("signals").move[4 * 6 + FX]).toBeCloseTo(-2 * 0.016, 15);
  expect(of("signals").decay[5 * 6 + FX]).toBeCloseTo(setup.kappa[FX] * 2 * 0.016, 15);
  expect(of("news").move.every((value) => value === 0)).toBe(true);
});

test("linear impact is Q/D for each seller, and τ of it comes back", () => {
  const kinds = [seller("a", { level: 0.96, units: 30, held: 100 }), seller("b", { level: 0.97, units: 20, held: 100 })];
  const changes = { ...STILL, "markets.tech.depth": 1000, "markets.tech.transient_share": 0.4 };
  const { contributions, setup } = replay(chunkOf({ kinds, changes, events: [scripted(1, 1, { news: { tech: -0.05 } })] }), kinds, 0);
  const [a, b] = [0, 1].map((k) => contributions.of[ordersOf(k, true)]);
  expect([a.move[TECH], b.move[TECH]]).toEqual([expect.closeTo(-0.03, 15), expect.closeTo(-0.02, 15)]);
  expect(a.decay[6 + TECH]).toBeCloseTo(setup.kappa[TECH] * 0.4 * 0.03, 15);
  expect(a.decay[12 + TECH]).toBeCloseTo(setup.kappa[TECH] * (1 - setup.kappa[TECH]) * 0.4 * 0.03, 15);
  expect(contributions.of[ordersOf(0, false)].move.every((value) => value === 0)).toBe(true);
});

test("concave impact is shared in proportion to orders: the Aumann–Shapley price, found by integrating", () => {
  const kinds = [seller("a", { level: 0.96, units: 60, held: 100 }), seller("b", { level: 0.97, units: 20, held: 100 })];
  const q = 0.01;
  const depth = 1000;
  const changes = { ...STILL, "markets.tech.depth": depth, "impact.linear_until": q, "markets.tech.transient_share": 0 };
  const { contributions } = replay(chunkOf({ kinds, changes, events: [scripted(1, 1, { news: { tech: -0.05 } })] }), kinds, 0);
  const size = 80 / depth;
  const marginal = (share: number) => (share * size <= q ? 1 : Math.sqrt(q / (share * size))) / depth; // dI/dQ of R5
  const steps = 200000;
  let mean = 0;
  for (let n = 0; n < steps; n++) mean += marginal((n + 0.5) / steps) / steps;
  expect(contributions.of[ordersOf(0, true)].move[TECH]).toBeCloseTo(-60 * mean, 6);
  expect(contributions.of[ordersOf(1, true)].move[TECH]).toBeCloseTo(-20 * mean, 6);
});

test("sources are the exogenous ones, then the other and the forced orders of every kind", () => {
  const sources = sourcesOf([{ name: "a" }, { name: "b" }]);
  expect(sources[exogenous("signals")]).toMatchObject({ name: "signals", orders: "none" });
  expect(sources[ordersOf(0, false)]).toEqual({ name: "a", orders: "other", kind: 0 });
  expect(sources[ordersOf(1, true)]).toEqual({ name: "b", orders: "forced", kind: 1 });
  expect(sources).toHaveLength(ordersOf(1, true) + 1);
});
