import { expect, test } from "vitest";
import { ministryOfFinance } from "../../../src/model/agents/ministryOfFinance.ts";
import { eventTypes } from "../../../src/model/markets/events.ts";
import { logPrice } from "../../../src/model/markets/marketState.ts";
import { FX, JGB, MARKETS, UST } from "../../../src/model/markets/names.ts";
import { scripted } from "../../scripted.ts";
import { configurationWith, runRounds, testWorld } from "../../world.ts";
import { QUIET, quietWorld } from "./quiet.ts";

const tested = new Set<string>();
const claim = (type: keyof typeof eventTypes, what: string, body: () => void) => {
  tested.add(type);
  test(`${type}: ${what}`, body);
};
const { markets, rates, policy } = configurationWith();
const S0 = markets.usdjpy;
const logs = (world: ReturnType<typeof quietWorld>) => MARKETS.map((_, m) => logPrice(world.markets, m));

test("without a script nothing moves", () => {
  const world = runRounds(quietWorld(), 40);
  expect(logs(world)).toEqual([0, 0, 0, 0, 0, 0]);
  expect([world.view.us_rate, world.view.jp_rate, world.view.narrowing]).toEqual([rates.us_policy, rates.jp_policy, 0]);
});

claim("policy", "moves the bank's rate by the surprise, and prices by their betas", () => {
  const world = quietWorld([scripted(1, 2, { policy: { bank: "fed", basis_points: -50 } }), scripted(2, 1, { policy: { bank: "boj", basis_points: 25 } })]);
  runRounds(world, 1);
  expect(logs(world)).toEqual([0, 0, 0, 0, 0, 0]);
  runRounds(world, 1);
  expect(world.view.us_rate).toBeCloseTo(rates.us_policy - 0.5, 12);
  MARKETS.forEach((m, n) => expect(logPrice(world.markets, n)).toBeCloseTo(-0.5 * markets[m].beta_us, 14));
  runRounds(world, 3);
  expect(world.view.jp_rate).toBeCloseTo(rates.jp_policy + 0.25, 12);
  expect(world.view.narrowing).toBeCloseTo(0.75, 12);
  MARKETS.forEach((m, n) => expect(logPrice(world.markets, n)).toBeCloseTo(-0.5 * markets[m].beta_us + 0.25 * markets[m].beta_jp, 14));
});

claim("intervention", "a unilateral one sells the dollars and signals θ, which fades with its half-life", () => {
  const world = runRounds(quietWorld([scripted(1, 1, { intervention: { usd_bn: 40 } })], {}, [ministryOfFinance]), 1);
  const mof = world.books.kinds[0];
  expect(mof.named.intervention_usd).toBe(40);
  expect(mof.slots.find((slot) => slot.cause === "intervention")!.soldUsd).toBeCloseTo(40 * (world.markets.before[FX] / world.markets.execution[FX]), 9);
  expect(Math.log(world.markets.before[FX] / S0)).toBeCloseTo(-policy.intervention.unilateral_signal, 14);
  expect(logPrice(world.markets, FX)).toBeCloseTo(-policy.intervention.unilateral_signal - (40 * world.markets.before[FX]) / S0 / markets.fx.depth, 12);
});

claim("intervention", "a joint one adds (m − 1) X/D and θ_j to the signal, not to the dollars sold", () => {
  const world = runRounds(quietWorld([scripted(1, 1, { intervention: { usd_bn: 40, joint: true } })], {}, [ministryOfFinance]), 1);
  const { joint_multiplier: m, joint_signal: theta } = policy.intervention;
  expect(world.books.kinds[0].named.intervention_usd).toBe(40);
  expect(Math.log(world.markets.before[FX] / S0)).toBeCloseTo(-((m - 1) * 40) / markets.fx.depth - theta, 12);
});

claim("rate_check", "is a signal without a flow, and decays by half in the half-life of fx", () => {
  const world = runRounds(quietWorld([scripted(1, 1, { rate_check: { strength: 1.5 } })], {}, [ministryOfFinance]), 1);
  const signal = -1.5 * policy.intervention.rate_check_signal;
  expect(logPrice(world.markets, FX)).toBeCloseTo(signal, 14);
  expect(world.books.kinds[0].slots.every((slot) => slot.grossUsd === 0)).toBe(true);
  runRounds(world, markets.fx.half_life * world.setup.rounds);
  expect(logPrice(world.markets, FX)).toBeCloseTo(signal / 2, 12);
});

claim("news", "moves each market by its log return, for good", () => {
  const given = { fx: -0.03, ust: 0.01, tech: -0.05, equity: -0.04, jgb: 0.02, other: -0.015 };
  const world = runRounds(quietWorld([scripted(1, 3, { news: given })]), 30);
  MARKETS.forEach((market, m) => expect(logPrice(world.markets, m)).toBeCloseTo(given[market], 14));
});

claim("news", "moves the two yields by the basis points given", () => {
  const world = runRounds(quietWorld([scripted(1, 1, { news: { ust_yield_bp: 40, jgb_yield_bp: -25 } })]), 2);
  expect(world.view.ust_yield).toBeCloseTo(rates.ust_yield + 0.4, 12);
  expect(world.view.jgb_yield).toBeCloseTo(rates.jgb_yield - 0.25, 12);
  expect(logPrice(world.markets, UST)).toBeCloseTo(-0.004 * rates.ust_duration, 12);
  expect(logPrice(world.markets, JGB)).toBeCloseTo(0.0025 * rates.jgb_duration, 12);
});

claim("volatility", "sets h: news is exp(Δh/2) times as large until h reverts", () => {
  // Almost no mean reversion, no jumps, one correlation matrix: the same normals, another scale.
  const changes = {
    "shocks.random": true, "shocks.stochastic_volatility.persistence": 0.9999999, "shocks.stochastic_volatility.variance": 0.01, "shocks.stress_at": 1e9,
    "shocks.stochastic_volatility.yen_squeeze_rate": 0, "shocks.stochastic_volatility.risk_off_rate": 0,
  };
  const calm = runRounds(testWorld({ kinds: [], changes: { ...QUIET, ...changes }, events: [scripted(1, 1, { volatility: { h: 0 } })] }), 2);
  const wild = runRounds(testWorld({ kinds: [], changes: { ...QUIET, ...changes }, events: [scripted(1, 1, { volatility: { h: 2 } })] }), 2);
  MARKETS.forEach((_, m) => expect(wild.markets.news[m] / calm.markets.news[m]).toBeCloseTo(Math.E, 3));
});

claim("margin", "adds to the base haircuts from its round on, and only there", () => {
  const world = quietWorld([scripted(1, 2, { margin: { fx: 0.03, tech: 0.1 } }), scripted(1, 3, { margin: { tech: 0.05, ust: -0.5 } })]);
  const seen: number[][] = [];
  runRounds(world, 3, ({ view }) => seen.push([view.haircut_fx, view.haircut_tech, view.haircut_ust, view.haircut_equity]));
  const { fx, tech, ust, equity } = markets;
  [[0, 0, 0], [0.03, 0.1, 0], [0.03, 0.15, -ust.haircut]].forEach(([a, b, c], n) => {
    const expected = [fx.haircut + a, tech.haircut + b, ust.haircut + c, equity.haircut];
    expected.forEach((value, k) => expect(seen[n][k]).toBeCloseTo(value, 14));
  });
});

claim("depth", "multiplies the base depth from its round on: the same flow moves the price more", () => {
  const depths = MARKETS.map((m) => markets[m].depth * (m === "fx" ? 0.25 : m === "tech" ? 2 : 1));
  const events = [scripted(1, 2, { depth: { fx: 0.5, tech: 2 } }), scripted(2, 1, { depth: { fx: 0.5 } })];
  const world = runRounds(quietWorld(events, { "impact.depth_elasticity": 0 }), 5);
  expect([...world.markets.depth]).toEqual(depths.map((depth) => expect.closeTo(depth, 9)));
});

claim("depth", "the impact of a flow is the flow over the depth", () => {
  const move = (scale: number) => {
    const events = [scripted(1, 1, { depth: { fx: scale }, intervention: { usd_bn: 10 } })];
    const world = runRounds(quietWorld(events, { "policy.intervention.unilateral_signal": 0 }, [ministryOfFinance]), 1);
    return logPrice(world.markets, FX);
  };
  expect(move(0.5) / move(1)).toBeCloseTo(2, 10);
});

test("every type of scripted event is tested here", () => {
  expect([...tested].sort()).toEqual(Object.keys(eventTypes).sort());
});
