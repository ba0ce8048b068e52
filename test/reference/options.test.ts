import { describe, expect, test } from "vitest";
import { FX, MARKET_COUNT } from "../../src/model/markets/names.ts";
import { logPrice } from "../../src/model/markets/marketState.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { UsdjpyDraws } from "../fit/usdjpyNews.ts";
import { configurationWith, FEW_AGENTS, runRounds, testWorld } from "../world.ts";
import { type Call, doubleExponentialCompensator, garmanKohlhagen, kouCall, mertonCall, normalCompensator } from "./optionPrices.ts";

const [SPOT, DOMESTIC, FOREIGN] = [162.3, 0.01, 0.0363];
const EXPIRIES = [10, 30, 60];
/** Strikes: standard deviations of ln S_T above the forward. */
const DISTANCES = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
/** One round a day: several jumps often fall into one. */
const ROUNDS = 1;
const PATHS = 20_000;

interface Priced {
  readonly name: string;
  readonly changes: Record<string, unknown>;
  /** Diffusive volatility and the mean growth by jumps, a year. */
  readonly sigma: number;
  readonly jumpGrowth: number;
  readonly jumps: boolean;
  /** Of the whole law, a year. */
  readonly volatility: number;
  readonly price: (call: Call) => number;
}

const VOLATILITY = 0.0068;
const annual = (share: number) => share * VOLATILITY * Math.sqrt(252);
const NORMAL = { rate: 100, mean: -0.004, sd: 0.006 };
const EXPONENTIAL = { rate: 100, p: 0.35, up: 0.005, down: 0.007 };

const merton = (name: string, share: number, { rate, mean, sd } = NORMAL): Priced => ({
  name,
  changes: { "shocks.model": "merton", "shocks.merton.rate": rate, "shocks.merton.jump_mean": mean, "shocks.merton.jump_sd": sd, "shocks.merton.diffusion_share": share },
  sigma: annual(share),
  jumpGrowth: rate * normalCompensator({ rate, mean, sd }),
  jumps: rate > 0,
  volatility: Math.sqrt(annual(share) ** 2 + rate * (mean ** 2 + sd ** 2)),
  price: (call) => (rate === 0 ? garmanKohlhagen(call, annual(share)) : mertonCall(call, annual(share), { rate, mean, sd })),
});

const kou = (name: string, share: number, { rate, p, up, down } = EXPONENTIAL): Priced => ({
  name,
  changes: { "shocks.model": "kou", "shocks.kou.rate": rate, "shocks.kou.up_probability": p, "shocks.kou.mean_up": up, "shocks.kou.mean_down": down, "shocks.kou.diffusion_share": share },
  sigma: annual(share),
  jumpGrowth: rate * doubleExponentialCompensator({ rate, p, up, down }),
  jumps: rate > 0,
  volatility: Math.sqrt(annual(share) ** 2 + 2 * rate * (p * up ** 2 + (1 - p) * down ** 2)),
  price: (call) => (rate === 0 ? garmanKohlhagen(call, annual(share)) : kouCall(call, annual(share), { rate, p, up, down })),
});

const LAWS = [
  merton("merton: Merton's series", 0.6),
  kou("kou: Kou's closed form", 0.6),
  merton("merton without jumps: Garman & Kohlhagen", 1, { ...NORMAL, rate: 0 }),
  kou("kou without jumps: Garman & Kohlhagen", 1, { ...EXPONENTIAL, rate: 0 }),
];

/** The configuration under which USDJPY grows by r_d − r_f in expectation. */
const riskNeutral = ({ changes, sigma, jumpGrowth }: Priced): Record<string, unknown> => ({
  ...changes,
  "markets.usdjpy": SPOT,
  "markets.fx.volatility": VOLATILITY,
  "markets.fx.drift": DOMESTIC - FOREIGN - sigma ** 2 / 2 - jumpGrowth,
  "calendar.rounds_per_day": ROUNDS,
});

const callOf = (day: number, distance: number): Call => {
  const expiry = day / 252;
  const forward = SPOT * Math.exp((DOMESTIC - FOREIGN) * expiry);
  return { spot: SPOT, strike: forward * Math.exp(distance * VOLATILITY * Math.sqrt(day)), expiry, domestic: DOMESTIC, foreign: FOREIGN };
};

/** USDJPY on the days of expiry, path by path, from the law of news and the drift alone. */
function spots(priced: Priced, paths: number, seed: string): Float64Array[] {
  const setup = modelSetup(configurationWith(riskNeutral(priced), []), []);
  const law = setup.shockModel();
  const draws = new UsdjpyDraws(seed);
  const out = new Float64Array(MARKET_COUNT);
  const all = EXPIRIES.map(() => new Float64Array(paths));
  for (draws.path = 0; draws.path < paths; draws.path++) {
    draws.round = 0;
    law.start(draws);
    let x = 0;
    for (; draws.round < EXPIRIES.at(-1)! * ROUNDS; draws.round++) {
      law.draw(draws, draws.round, out);
      x += setup.drift[FX] + out[FX];
      const expired = EXPIRIES.indexOf((draws.round + 1) / ROUNDS);
      if (expired >= 0) all[expired][draws.path] = SPOT * Math.exp(x);
    }
  }
  return all;
}

/** Mean of a discounted payoff with its standard error. */
function worth(spot: Float64Array, payoff: (s: number) => number, day: number): { value: number; error: number } {
  const discount = Math.exp((-DOMESTIC * day) / 252);
  const values = spot.map((s) => discount * payoff(s));
  const value = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (values.length - 1);
  return { value, error: Math.sqrt(variance / values.length) };
}

describe(`European calls on USDJPY by Monte Carlo of the law of news, ${DISTANCES.length} strikes at ${EXPIRIES.join(", ")} days, within three standard errors`, () => {
  test.each(LAWS)("$name", (priced) => {
    let farthestFromNormal = 0;
    spots(priced, PATHS, "options").forEach((spot, n) => {
      const day = EXPIRIES[n];
      const forward = worth(spot, (s) => s, day);
      expect(Math.abs(forward.value - SPOT * Math.exp((-FOREIGN * day) / 252))).toBeLessThanOrEqual(3 * forward.error);
      for (const distance of DISTANCES) {
        const call = callOf(day, distance);
        const { value, error } = worth(spot, (s) => Math.max(s - call.strike, 0), day);
        expect(Math.abs(value - priced.price(call))).toBeLessThanOrEqual(3 * error);
        farthestFromNormal = Math.max(farthestFromNormal, Math.abs(value - garmanKohlhagen(call, priced.volatility)) / error);
      }
    });
    // The grid can tell: with jumps, the normal law of the same variance is refused.
    if (priced.jumps) expect(farthestFromNormal).toBeGreaterThan(6);
  });
});

test("in markets of depth 1e9 the traded and the frozen path have the same USDJPY, and the price that the law says", () => {
  const priced = LAWS[0];
  const [days, rounds] = [10, 3];
  const depth = Object.fromEntries(["fx", "ust", "tech", "equity", "jgb", "other"].map((market) => [`markets.${market}.depth`, 1e9]));
  const silent = { "calendar.boj_meetings": [], "calendar.fed_meetings": [], "policy.intervention.hazard": 0, "policy.boj.calming_signal": 0 };
  const changes = { ...FEW_AGENTS, ...depth, ...silent, ...riskNeutral(priced), "calendar.days": days, "calendar.rounds_per_day": rounds };
  const payoffs = Float64Array.from({ length: 150 }, (_, path) => {
    const [full, frozen] = [false, true].map((still) => SPOT * Math.exp(logPrice(runRounds(testWorld({ changes, path, frozen: still, seed: "deep" }), days * rounds).markets, FX)));
    expect(Math.abs(full - frozen)).toBeLessThan(1e-4);
    return full;
  });
  const call = callOf(days, 0);
  const { value, error } = worth(payoffs, (s) => Math.max(s - call.strike, 0), days);
  expect(Math.abs(value - priced.price(call))).toBeLessThanOrEqual(3 * error);
});
