import { describe, expect, test } from "vitest";
import { valueAt } from "../../src/config/configuration.ts";
import { KINDS } from "../../src/model/agents/index.ts";
import { ACCOUNTS, kind, type Kind, ORDERED, ORDERS, REST } from "../../src/model/agents/kind.ts";
import { trendFollower } from "../../src/model/agents/trendFollower.ts";
import { columnNames, type OpeningColumns } from "../../src/model/books.ts";
import { logPrice } from "../../src/model/markets/marketState.ts";
import { FX, MARKET_COUNT, MARKETS } from "../../src/model/markets/names.ts";
import { integer, isParameter, type ParameterTree, perAgent } from "../../src/model/parameter.ts";
import { agentParameters, modelParameters } from "../../src/model/parameters.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { drawPopulation } from "../../src/population/drawPopulation.ts";
import { scripted } from "../scripted.ts";
import { type PlainWorld, configurationWith, FEW_AGENTS, runRounds, testWorld } from "../world.ts";
import { NO_IMPACT, STILL } from "./byHand.ts";

const ROUNDS = 160;
/** A crash, a rise of JGB yields and an intervention, whose size is an amount of money too. */
const stress = (c = 1) => [
  scripted(1, 3, { intervention: { usd_bn: 30 * c } }),
  scripted(2, 1, { news: { fx: -0.06, tech: -0.12, equity: -0.1, other: -0.05 }, policy: { bank: "boj", basis_points: 50 } }),
  scripted(15, 2, { news: { fx: -0.05, jgb_yield_bp: 60 } }),
];

interface Course {
  readonly logPrices: number[];
  /** Dollars sold net and gross since t = 0 by kind, cause and market. */
  readonly flows: number[];
  readonly defaulted: number;
}

function course(world: PlainWorld): Course {
  const logPrices: number[] = [];
  runRounds(world, ROUNDS, ({ markets }) => MARKETS.forEach((_, m) => logPrices.push(logPrice(markets, m))));
  const flows = world.books.kinds.flatMap(({ slots }) => slots.flatMap(({ soldUsd, grossUsd }) => [soldUsd, grossUsd]));
  return { logPrices, flows, defaulted: world.books.defaults };
}

function expectSame(actual: Course, expected: Course, factor = 1): void {
  actual.logPrices.forEach((x, n) => expect(Math.abs(x - expected.logPrices[n])).toBeLessThanOrEqual(1e-11));
  actual.flows.forEach((flow, n) => expect(Math.abs(flow / factor - expected.flows[n])).toBeLessThanOrEqual(1e-8));
}

const changes = { ...FEW_AGENTS, "calendar.days": ROUNDS / 4 };
const setup = modelSetup(configurationWith(changes), KINDS);
const drawn = drawPopulation(setup);
const world = testWorld({ changes, events: stress(), opening: drawn });
const reference = course(world);

test("the reference path is stressed: funds default and every kind trades", () => {
  expect(reference.defaulted).toBeGreaterThan(0);
  for (const { kind, slots } of world.books.kinds) {
    expect([kind.name, slots.some(({ grossUsd }) => grossUsd > 0)]).toEqual([kind.name, true]);
  }
});

/** Every amount of money that the parameters state, times c. */
function scaled(tree: ParameterTree, c: number, path: string): [string, number][] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const at = path === "" ? name : `${path}.${name}`;
    if (!isParameter(node)) return scaled(node, c, at);
    return node.type === "number" && /^(USD|JPY) bn/.test(node.unit) ? [[at, c * (valueAt(configurationWith(), at.split(".")) as number)] as [string, number]] : [];
  });
}

/** Rearrange the agents of a kind: `list` says which agents, and which part of each, make the new ones. */
function rearranged(kind: Kind, { count, block }: OpeningColumns, list: readonly { agent: number; part: number }[]): OpeningColumns {
  const money: Record<string, { unit: string }> = { ...ACCOUNTS, ...ORDERS, ...kind.columns };
  const names = columnNames(kind);
  const next = new Float64Array(names.length * list.length);
  names.forEach((name, c) => {
    const divisible = name === "share" || /^(USD bn|JPY bn|units)/.test(money[name]?.unit ?? "");
    list.forEach(({ agent, part }, i) => (next[c * list.length + i] = block[c * count + agent] * (divisible ? part : 1)));
  });
  return { count: list.length, block: next };
}

describe("11 Metamorphic", () => {
  test.each([2, 1 / 7])("all notionals and depths × %d give the same prices", (c) => {
    const scale = Object.fromEntries([...scaled(modelParameters, c, ""), ...scaled(agentParameters(KINDS), c, "agents")]);
    expect(Object.keys(scale)).toEqual(expect.arrayContaining(["markets.fx.depth", "agents.hedge_fund.yen_loans", "agents.life_insurer.jgb"]));
    expectSame(course(testWorld({ changes: { ...changes, ...scale }, events: stress(c) })), reference, c);
  });

  test("splitting every agent in two gives the same flows", () => {
    const opening = KINDS.map((kind, k) => {
      const parts = kind.official ? [1] : [0.3, 0.7];
      const list = Array.from({ length: drawn[k].count }, (_, agent) => parts.map((part) => ({ agent, part }))).flat();
      return rearranged(kind, drawn[k], list);
    });
    expectSame(course(testWorld({ changes, events: stress(), opening })), reference);
  });

  test("permuting agents changes nothing beyond rounding", () => {
    const opening = KINDS.map((kind, k) => {
      const list = Array.from({ length: drawn[k].count }, (_, agent) => ({ agent, part: 1 }));
      return rearranged(kind, drawn[k], [...list.filter((_, n) => n % 3 === 1), ...list.filter((_, n) => n % 3 !== 1).reverse()]);
    });
    expectSame(course(testWorld({ changes, events: stress(), opening })), reference);
  });
});

/** Trades in proportion to the trend, in units: no margin, no limit, no preference for one side. */
const linearTrader = kind({
  name: "linear_trader",
  title: "Linear traders",
  japanese: false,
  official: false,
  twoSided: true,
  borrowsYen: false,
  speculativeShare: () => 0,
  rules: ["R26"],
  parameters: {
    count: integer({ unit: "agents", min: 1, max: 1e6, default: 5, description: "Number", source: "test" }),
    size: perAgent({ unit: "1", min: 0, max: 1e9, default: 1, description: "Relative size", source: "test" }),
  },
  columns: {},
  flows: { trend: ["fx", "tech"] },
  counters: {},
  open: () => ({ tech: 1000 }),
  scalars: () => ({}),
  decide(i, a, m, _k, f) {
    if (m.closing_only === 1) return REST;
    a.order_fx[i] = -80 * m.trend_fx_20;
    a.order_tech[i] = 2 * m.trend_tech_20;
    f.trend_fx += a.order_fx[i];
    f.trend_tech += a.order_tech[i];
    return ORDERED;
  },
});

describe("11 Metamorphic: with no margin agents and the linear law, a mirrored shock gives a mirrored path", () => {
  const noTrend = Object.fromEntries(MARKETS.flatMap((m) => [20, 60, 120].map((days) => [`markets.${m}.return_${days}d`, 0])));
  const still = { ...STILL, ...noTrend, "impact.linear_until": Infinity };
  const mirror = (kinds: readonly Kind[], size: number, more: Record<string, unknown>) =>
    course(testWorld({ kinds, changes: { ...still, ...more }, events: [scripted(1, 2, { news: { fx: size, tech: -2 * size } })] })).logPrices;

  test("exactly, when agents trade units in proportion to the trend", () => {
    const up = mirror([linearTrader], 0.03, {});
    const down = mirror([linearTrader], -0.03, {});
    const untouched = mirror([linearTrader], 0.03, NO_IMPACT);
    up.forEach((x, n) => expect(down[n]).toBeCloseTo(-x, 14));
    expect(Math.abs(up[up.length - MARKET_COUNT + FX] - untouched[up.length - MARKET_COUNT + FX])).toBeGreaterThan(1e-3);
  });

  test("to second order for trend followers, whose dollar positions are a matter of the price", () => {
    const followers = {
      "agents.trend_follower.count": 8, "agents.trend_follower.net_short_yen": 0, "agents.trend_follower.capacity_tech": 0,
      "impact.volatility_memory": 0.99999, // σ̂ stays at σ⁰, so that small shocks have small responses
    };
    const asymmetry = (size: number) => {
      const up = mirror([trendFollower], size, followers);
      const down = mirror([trendFollower], -size, followers);
      return up.reduce((worst, x, n) => Math.max(worst, Math.abs(x + down[n])), 0);
    };
    expect(asymmetry(0.002)).toBeGreaterThan(1e-9);
    expect(asymmetry(0.002)).toBeLessThan(1e-5);
    expect(asymmetry(0.002) / asymmetry(0.001)).toBeCloseTo(4, 1);
  });
});
