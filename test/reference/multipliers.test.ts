import { describe, expect, test } from "vitest";
import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import { logPrice } from "../../src/model/markets/marketState.ts";
import { FX, MARKETS, TECH } from "../../src/model/markets/names.ts";
import { populationRandom } from "../../src/random/population.ts";
import { runRounds } from "../world.ts";
import { AT_ONCE, bookOf, fundsWorld, NO_IMPACT } from "./byHand.ts";
import { feedback, type Sensitivities, spectralRadius, totalResponse } from "./linearResponse.ts";

const S0 = 162.3;
const HAIRCUT: Record<string, number> = { fx: 0.04, ust: 0.02, tech: 0.15, equity: 0.12, jgb: 0, other: 0.1 };
const ASSETS = ["ust", "tech", "equity", "other"] as const;

describe("4 One asset, homogeneous leverage targets, linear permanent impact: total/first move → 1/(1−ρ), ρ = A(ℓ−1)/D", () => {
  // Ten funds hold A = 300 in all at leverage 3: ρ = 300 · 2/1000 = 0.6 and 1/(1 − ρ) = 2.5.
  const funds = Array.from({ length: 10 }, () => ({ tech: 30, cash: -20, leverage_limit: 3 }));
  const changes = { ...AT_ONCE, ...NO_IMPACT, "markets.tech.depth": 1000, ...haircuts(0) };
  const multiplier = (shock: number) => {
    const world = runRounds(fundsWorld(funds, { tech: shock }, changes), 300);
    return logPrice(world.markets, TECH) / shock;
  };

  test("the total move is 2.5 times the first", () => {
    expect(multiplier(-1e-6)).toBeCloseTo(2.5, 5);
  });

  test("the error is proportional to the shock", () => {
    const slopes = [-2e-2, -2e-3, -2e-4].map((shock) => (multiplier(shock) - 2.5) / shock);
    expect(slopes[1] / slopes[2]).toBeCloseTo(1, 1);
    expect(slopes[0] / slopes[2]).toBeGreaterThan(0.7);
    expect(slopes[0] / slopes[2]).toBeLessThan(1.4);
  });

  test.each([[150, 2, 1000], [400, 4, 2000], [90, 10, 1000]])("A=%d ℓ=%d D=%d", (assets, leverage, depth) => {
    const fund = { tech: assets, cash: assets / leverage - assets, leverage_limit: leverage };
    const world = fundsWorld([fund], { tech: -1e-6 }, { ...changes, "markets.tech.depth": depth });
    const rho = (assets * (leverage - 1)) / depth;
    expect(logPrice(runRounds(world, 600).markets, TECH) / -1e-6).toBeCloseTo(1 / (1 - rho), 3);
  });
});

function haircuts(value: number): Record<string, unknown> {
  return Object.fromEntries(MARKETS.map((market) => [`markets.${market}.haircut`, value]));
}

interface Fund {
  readonly yen: number;
  readonly debt: number;
  readonly held: Record<(typeof ASSETS)[number], number>;
  readonly assets: number;
}

/** 32 funds with their own sizes, mixes and debts. */
function heterogeneous(): Fund[] {
  const random = populationRandom("closed forms");
  return Array.from({ length: 32 }, () => {
    const size = 1 + 9 * random.next();
    const held = { ust: size * random.next(), tech: size * random.next(), equity: size * random.next(), other: size * random.next() };
    const assets = held.ust + held.tech + held.equity + held.other;
    const debt = assets * (0.4 + 0.6 * random.next());
    return { yen: -debt * S0, debt, held, assets };
  });
}

const exposure = ({ debt, held }: Fund) => [debt, held.ust, held.tech, held.equity, 0, held.other];

describe("5 Several assets: total = (I−G)⁻¹ r₀ with G = Σ_i 1_bind D⁻¹ e_i(ℓ_i − a_i)ᵀ", () => {
  const funds = heterogeneous();
  const shock = [-1e-6, -0.3e-6, -0.2e-6, -0.5e-6, 0, -0.4e-6];
  const news = Object.fromEntries(MARKETS.map((market, m) => [market, shock[m]]));

  /** Depths in proportion to the exposures, set so that ρ(G) = 0.6. */
  function depthsFor(bound: readonly Sensitivities[]): number[] {
    const base = MARKETS.map((_, m) => bound.reduce((sum, f) => sum + f.exposure[m], 1) * (1 + m / 5));
    const scale = spectralRadius(feedback(bound, base)) / 0.6;
    return base.map((d) => d * scale);
  }

  function check(bound: readonly Sensitivities[], books: readonly Record<string, number>[], changes: Record<string, unknown>, rounds: number) {
    const depth = depthsFor(bound);
    const depths = Object.fromEntries(MARKETS.map((market, m) => [`markets.${market}.depth`, depth[m]]));
    const world = runRounds(fundsWorld(books, news, { ...AT_ONCE, ...depths, ...changes }), rounds);
    const theory = totalResponse(feedback(bound, depth), shock);
    MARKETS.forEach((_, m) => {
      if (shock[m] !== 0) expect(logPrice(world.markets, m) / theory[m]).toBeCloseTo(1, 3);
    });
    expect(theory[FX] / shock[FX]).toBeGreaterThan(1.5);
  }

  // Leverage targets: A/E = λ̄ at t = 0, a = (0, nP/A).
  const targets = funds.map((fund, i) => ({ fund, leverage: 2 + (i % 5) }));
  const targetBooks = targets.map(({ fund, leverage }) => ({
    ...fund.held, yen: fund.yen, cash: fund.assets / leverage + fund.debt - fund.assets, leverage_limit: leverage,
  }));
  const targetBound = targets.map(({ fund, leverage }): Sensitivities => {
    const e = exposure(fund);
    return { exposure: e, leverage: e.map((x) => (x * leverage) / fund.assets), requirement: e.map((x, m) => (m === FX ? 0 : x / fund.assets)) };
  });

  test.each([[1, 400], [0.4, 1200]])("leverage targets, speed %d", (speed, rounds) => {
    check(targetBound, targetBooks, { ...haircuts(0), "calendar.rounds_per_day": 1, "agents.hedge_fund.deleveraging_speed": speed }, rounds);
  });

  // Always-binding margins: E = M at t = 0, a = (−h_fx L, h n P)/M.
  const marginCalls = funds.map((fund) => {
    const parts = exposure(fund).map((x, m) => (m === FX ? -HAIRCUT.fx * x : HAIRCUT[MARKETS[m]] * x));
    const requirement = parts.reduce((sum, x) => sum + Math.abs(x), 0);
    return { fund, parts, requirement };
  });
  const marginBooks = marginCalls.map(({ fund, requirement }) => ({ ...fund.held, yen: fund.yen, cash: requirement + fund.debt - fund.assets }));
  const marginBound = marginCalls.map(({ fund, parts, requirement }): Sensitivities => {
    const e = exposure(fund);
    return { exposure: e, leverage: e.map((x) => x / requirement), requirement: parts.map((x) => x / requirement) };
  });

  test.each([[1, 400], [0.4, 1200]])("always-binding margins, speed %d", (speed, rounds) => {
    const changes = Object.fromEntries(MARKETS.map((market) => [`markets.${market}.haircut`, HAIRCUT[market]]));
    check(marginBound, marginBooks, { ...changes, "agents.hedge_fund.call_speed": speed }, rounds);
  });
});

describe("5 Greenwood–Landier–Thesmar's one round MᵀABMF/D", () => {
  // No yen debt: B is dollar debt over equity, M the weights, A the assets, F the returns of the shock.
  const funds = heterogeneous().map((fund, i) => ({ ...fund, leverage: 2 + (i % 5) }));
  const books = funds.map(({ held, assets, leverage }) => ({ ...held, cash: assets / leverage - assets, leverage_limit: leverage }));
  const F = { ust: -0.01, tech: -0.1, equity: -0.05, other: -0.03 };
  const round = (scale: number) => {
    const news = Object.fromEntries(ASSETS.map((asset) => [asset, Math.log(1 + scale * F[asset])]));
    const depths = Object.fromEntries(ASSETS.map((asset) => [`markets.${asset}.depth`, 5000]));
    return runRounds(fundsWorld(books, news, { ...AT_ONCE, ...haircuts(0), ...depths }), 1);
  };
  const sale = ({ held, assets, leverage }: (typeof funds)[number], scale: number) =>
    (leverage - 1) * ASSETS.reduce((sum, asset) => sum + (held[asset] / assets) * scale * F[asset], 0) * assets;

  test("the dollars that every fund sells are the formula's, exactly, for a shock of any size", () => {
    const world = round(1);
    const { columns } = bookOf(world, hedgeFund);
    funds.forEach((fund, i) => {
      const sold = ASSETS.reduce((sum, asset) => sum + (fund.held[asset] - columns[asset][i]) * world.markets.before[MARKETS.indexOf(asset)], 0);
      expect(sold / -sale(fund, 1)).toBeCloseTo(1, 11);
    });
  });

  test.each([[1e-3, 3], [1e-5, 5]])("the price moves of a shock × %d agree to %d digits", (scale, digits) => {
    const world = round(scale);
    for (const asset of ASSETS) {
      const predicted = funds.reduce((sum, fund) => sum + (fund.held[asset] / fund.assets) * sale(fund, scale), 0) / 5000;
      expect(world.markets.u[MARKETS.indexOf(asset)] / predicted).toBeCloseTo(1, digits);
    }
  });
});

describe("5 Full liquidation moves fx by exactly −L/D", () => {
  const fund = { yen: -530 * S0, tech: 600, cash: 500, drawdown_stop: 0.01, peak: 570 };
  const changes = { ...NO_IMPACT, ...haircuts(0), "markets.fx.depth": 1200, "calendar.rounds_per_day": 1 };

  test("in one round", () => {
    const world = runRounds(fundsWorld([fund], { tech: -0.05 }, changes), 1);
    expect(world.markets.u[FX]).toBeCloseTo(-530 / 1200, 14);
    const { yen, cash } = bookOf(world, hedgeFund).columns;
    expect(yen[0]).toBe(0);
    // Assets are sold for 600 e^−0.05, and the yen bought at the mean of USDJPY before and after.
    const spent = (530 * 2) / (1 + Math.exp(-530 / 1200));
    expect(cash[0]).toBeCloseTo(500 + 600 * Math.exp(-0.05) - spent, 10);
  });

  test("and in the many rounds that a participation cap makes of it", () => {
    const world = runRounds(fundsWorld([fund], { tech: -0.05 }, { ...changes, "impact.participation": 0.01 }), 60);
    expect(world.markets.u[FX]).toBeCloseTo(-530 / 1200, 13);
    expect(bookOf(world, hedgeFund).columns.yen[0]).toBeCloseTo(0, 9);
  });
});
