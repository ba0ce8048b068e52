import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hedgeFund } from "../../src/model/agents/hedgeFund.ts";
import { ACCOUNTS, type Account } from "../../src/model/agents/kind.ts";
import { ministryOfFinance } from "../../src/model/agents/ministryOfFinance.ts";
import { retailTrader } from "../../src/model/agents/retailTrader.ts";
import { trendFollower } from "../../src/model/agents/trendFollower.ts";
import { TREND_DAYS } from "../../src/model/markets/history.ts";
import { logPrice } from "../../src/model/markets/marketState.ts";
import { FX, MARKETS } from "../../src/model/markets/names.ts";
import { closeBooks } from "../../src/model/round.ts";
import { price } from "../../src/model/rules/r01-price.ts";
import { amplification } from "../../src/statistics/amplification.ts";
import { within } from "../model/rules/arbitraries.ts";
import { scripted } from "../scripted.ts";
import { type PlainWorld, FEW_AGENTS, runRounds, testWorld } from "../world.ts";
import { AT_ONCE, bookOf, fundsWorld, LINEAR, NO_IMPACT, opening, STILL } from "./byHand.ts";

const S0 = 162.3;
const CRASH = scripted(2, 1, { news: { fx: -0.08, tech: -0.15, equity: -0.12, other: -0.08 }, policy: { bank: "fed", basis_points: -75 } });

/** Log prices of all markets after every round, and the world at the end. */
function course(options: Parameters<typeof testWorld>[0], rounds: number): { prices: number[]; world: PlainWorld } {
  const prices: number[] = [];
  const world = runRounds(testWorld(options), rounds, ({ markets }) => prices.push(...markets.after));
  return { prices, world };
}

describe("1 Infinite depth: prices bitwise equal to the exogenous ones; A = 1", () => {
  const changes = { ...FEW_AGENTS, ...NO_IMPACT, "calendar.days": 30 };

  test("the traded path is the frozen twin to the bit, though agents sell hundreds of billions", () => {
    const state = amplification.init();
    for (let path = 0; path < 6; path++) {
      const full = course({ changes, path, events: [CRASH] }, 120);
      const frozen = course({ changes, path, events: [CRASH], frozen: true }, 120);
      expect(full.prices).toStrictEqual(frozen.prices);
      expect(full.world.books.kinds.reduce((sum, book) => sum + book.slots.reduce((s, slot) => s + slot.grossUsd, 0), 0)).toBeGreaterThan(100);
      amplification.add(state, { full: logPrice(full.world.markets, FX), frozen: logPrice(frozen.world.markets, FX) });
    }
    expect(amplification.value(state).ratio).toMatchObject({ value: 1 });
  });

  test("without signals of the authorities it is the news alone", () => {
    const silent = { ...changes, "policy.intervention.hazard": 0, "policy.boj.calming_signal": 0 };
    runRounds(testWorld({ changes: silent, events: [CRASH] }), 120, ({ markets, setup }) => {
      MARKETS.forEach((_, m) => expect(markets.after[m]).toBe(price(setup.base[m], markets.f[m], 0, 0)));
    });
  });
});

describe("2 Margin threshold, fx only: S_c = |K|(1+h_fx)/(Σ(1−h_m)n_mP_m + C); k = 0 just above, b/(1+b) just below", () => {
  /** Share of the book sold in the first round when USDJPY moves to S. */
  const sold = (fund: Record<string, number>, usdjpy: number, buffer: number) => {
    const changes = { ...NO_IMPACT, ...AT_ONCE, "agents.hedge_fund.call_buffer": buffer };
    const { columns } = bookOf(runRounds(fundsWorld([fund], { fx: Math.log(usdjpy / S0) }, changes), 1), hedgeFund);
    return 1 - columns.tech[0] / fund.tech;
  };

  test("by hand: K = −15000, tech 120 at haircut 0.15, cash 6.16 → S_c = 15600/108.16 = 144.2308", () => {
    const fund = { yen: -15000, tech: 120, cash: 6.16 };
    expect(15600 / 108.16).toBeCloseTo(144.2308, 4);
    expect(sold(fund, 144.2309, 0.1)).toBe(0);
    expect(sold(fund, 144.2307, 0.1)).toBeCloseTo(0.0909, 4);
  });

  test("for any book", () => {
    const positive = within(1, 100);
    const below = within(0.5, 0.99);
    fc.assert(
      fc.property(positive, positive, positive, below, within(0, 1), (debt, tech, ust, at, buffer) => {
        // Cash that puts the threshold at the share `at` of S₀.
        const collateral = 0.85 * tech + 0.98 * ust;
        const fund = { yen: -debt * S0, tech, ust, cash: (debt * 1.04) / at - collateral };
        const threshold = (-fund.yen * 1.04) / (collateral + fund.cash);
        expect(sold(fund, threshold * (1 + 1e-9), buffer)).toBe(0);
        expect(sold(fund, threshold * (1 - 1e-9), buffer)).toBeCloseTo(buffer / (1 + buffer), 5);
      }),
      { numRuns: 50 },
    );
  });
});

test("3 First-round k equals R9 to 1e-12", () => {
  const move = within(-0.2, 0.02);
  let called = 0;
  fc.assert(
    fc.property(move, move, move, within(0, 1), within(0.1, 1), (fx, tech, ust, buffer, speed) => {
      const fund = { yen: -100 * S0, tech: 60, equity: 20, ust: 40, other: 30, cash: -25 };
      const changes = { "agents.hedge_fund.call_buffer": buffer, "agents.hedge_fund.call_speed": speed };
      const world = runRounds(fundsWorld([fund], { fx, tech, ust }, changes), 1);
      const [T, U] = [60 * Math.exp(tech), 40 * Math.exp(ust)];
      const L = 100 * Math.exp(-fx);
      const E = -25 - L + T + 20 + U + 30;
      const M = 0.15 * T + 0.12 * 20 + 0.02 * U + 0.1 * 30 + 0.04 * L;
      const k = E >= M ? 0 : E <= 0 ? 1 : Math.min(Math.max(1 - E / ((1 + buffer) * M), 0), 1);
      if (k > 0) called += 1;
      const { columns } = bookOf(world, hedgeFund);
      for (const [asset, held] of Object.entries(fund)) {
        if (asset === "cash") continue;
        expect(Math.abs(1 - columns[asset][0] / held - speed * k)).toBeLessThanOrEqual(1e-12);
      }
    }),
    { numRuns: 200 },
  );
  expect(called).toBeGreaterThan(50);
});

test("6 ΣC and ΣK constant, Σn constant: 1e-12 relative over a whole stressed path, defaults included", () => {
  const accounts = Object.keys(ACCOUNTS) as Account[];
  const world = testWorld({ changes: { ...FEW_AGENTS, "calendar.days": 60 }, events: [CRASH, scripted(20, 1, { news: { fx: -0.25, tech: -0.3 } })] });
  /** Sum over all agents and the market, and the size of what is summed. */
  const sums = () =>
    accounts.map((account) => {
      const all = [...world.books.kinds.flatMap(({ columns }) => [...columns[account]]), world.books.residual[account]];
      return { sum: all.reduce((a, b) => a + b, 0), size: all.reduce((a, b) => a + Math.abs(b), 1) };
    });
  const initial = sums();
  const unchanged = () => sums().forEach(({ sum, size }, n) => expect(Math.abs(sum - initial[n].sum) / size).toBeLessThanOrEqual(1e-12));
  runRounds(world, 240, unchanged);
  closeBooks([world]);
  unchanged();
  expect(world.books.defaults).toBeGreaterThan(0);
  expect(world.books.creditLoss).toBeGreaterThan(0);
});

describe("7 Impulse response x_t = [(1−τ) + τ(1−κ)^t] Q/D; |x| ≤ ΣN/D_min", () => {
  test.each([[0.4, 10], [1, 2], [0, 5]])("an intervention of USD 40 bn, τ = %d, half-life %d days", (tau, halfLife) => {
    const world = testWorld({
      kinds: [ministryOfFinance],
      changes: { ...STILL, ...LINEAR, "markets.fx.transient_share": tau, "markets.fx.half_life": halfLife, "calendar.rounds_per_day": 3 },
      events: [scripted(1, 1, { intervention: { usd_bn: 40 } })],
    });
    const kappa = 1 - 0.5 ** (1 / halfLife / 3);
    let t = 0;
    runRounds(world, 120, ({ markets }) => {
      const expected = (1 - tau + tau * (1 - kappa) ** t) * (-40 / 2000);
      expect(logPrice(markets, FX)).toBeCloseTo(expected, 12);
      t += 1;
    });
  });

  test("no cascade of hedge funds moves a price further than all they have at the least depth", () => {
    const changes = { ...STILL, "agents.hedge_fund.count": 60, "markets.fx.depth": 300, "markets.tech.depth": 500, "calendar.days": 40 };
    const world = testWorld({ kinds: [hedgeFund], changes, events: [scripted(1, 1, { news: { fx: -0.06, tech: -0.3, equity: -0.2 } })] });
    const { columns } = bookOf(world, hedgeFund);
    const whole = MARKETS.map((market) => (market === "fx" ? -sum(columns.yen) / S0 : sum(columns[market])));
    runRounds(world, 160, ({ markets, setup }) => {
      MARKETS.forEach((_, m) => {
        const impact = markets.u[m] + markets.w[m];
        expect(impact).toBeLessThanOrEqual(0);
        expect(-impact).toBeLessThanOrEqual(whole[m] / (setup.depth[m] / 4));
      });
    });
    expect(-sum(columns.yen) / S0).toBeLessThan(0.5 * whole[FX]);
  });
});

const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);

describe("8 Retail threshold S_c/S₀ = (1−1/ℓ)/(1−0.04c): ℓ = 10, c = 0.5 gives 0.9184", () => {
  /** Dollars left of a position of 10 after USDJPY has moved to the ratio. */
  const left = (leverage: number, level: number, ratio: number) => {
    const account = { cash: 10, yen: (10 / leverage - 10) * S0, loss_cut_level: level, open: 1 };
    const changes = { ...STILL, ...LINEAR, ...NO_IMPACT, "agents.retail_trader.dip_strength": 0 };
    const events = [scripted(1, 1, { news: { fx: Math.log(ratio) } })];
    return bookOf(runRounds(testWorld({ kinds: [retailTrader], opening: [opening(retailTrader, [account])], changes, events }), 1), retailTrader).columns.cash[0];
  };

  test("ℓ = 10, c = 0.5", () => {
    expect(0.9 / 0.98).toBeCloseTo(0.9184, 4);
    expect(left(10, 0.5, 0.9184)).toBe(10);
    expect(left(10, 0.5, 0.9183)).toBeCloseTo(0, 12);
  });

  test.each([[2, 1], [6, 0.4], [15, 0.6], [24, 1]])("ℓ = %d, c = %d", (leverage, level) => {
    const threshold = (1 - 1 / leverage) / (1 - 0.04 * level);
    expect(left(leverage, level, threshold * (1 + 1e-9))).toBe(10);
    expect(left(leverage, level, threshold * (1 - 1e-9))).toBeCloseTo(0, 12);
  });
});

test("9 Trend follower in a straight trend: x − x̄ = g(1−a)/a", () => {
  const g = 0.004;
  const programme = { cash: 1e6, share: 1, sensitivity: 0.05, speed: 1 };
  const world = testWorld({
    kinds: [trendFollower],
    opening: [opening(trendFollower, [programme])],
    changes: { ...STILL, ...LINEAR, ...NO_IMPACT, "calendar.rounds_per_day": 2, "calendar.days": 3000, "markets.fx.drift": g * 2 * 252 },
  });
  runRounds(world, 6000);
  // Two rounds a day: a = 1/(2T), so x − x̄ = g (2T − 1). The signal is its mean in units of σ̂√T,
  // where σ̂ = g√2 a day because every round's return is g, times the sensitivity.
  const gap = (days: number) => g * (2 * days - 1);
  TREND_DAYS.forEach((days, h) => expect((logPrice(world.markets, FX) - world.markets.averages[h]) / gap(days)).toBeCloseTo(1, 8));
  const sigma = g * Math.SQRT2;
  const signal = TREND_DAYS.reduce((mean, days) => mean + (0.05 * gap(days)) / (sigma * Math.sqrt(days)) / 3, 0);
  const shortUsd = -bookOf(world, trendFollower).columns.yen[0] / world.markets.before[FX];
  expect(shortUsd).toBeCloseTo(signal * 18 * (0.0055 / sigma), 7);
});
