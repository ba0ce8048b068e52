import { describe, expect, test } from "vitest";
import type { Draws } from "../../src/model/draws.ts";
import { FX, MARKET_COUNT, TECH, UST } from "../../src/model/markets/names.ts";
import { modelSetup } from "../../src/model/setup.ts";
import { keyFromSeed } from "../../src/random/key.ts";
import { createRandom } from "../../src/random/stream.ts";
import { configurationWith } from "../world.ts";

const BATCHES = 50;
const ROUNDS = 8000;
const DT = 1 / 4;
/** Jumps a year that make 0.2 a round. */
const RATE = 0.2 * 4 * 252;
const [MEAN, SD, SIGMA] = [-0.012, 0.015, 0.0055];

/** The first four cumulants of a sample. */
function cumulants(x: Float64Array): number[] {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  const moment = (n: number) => x.reduce((sum, value) => sum + (value - mean) ** n, 0) / x.length;
  const variance = moment(2);
  return [mean, variance, moment(3), moment(4) - 3 * variance * variance];
}

/** Simulate the news of one market; its cumulants per round with their standard errors, from independent batches. */
function simulate(changes: Record<string, unknown>, market: number): { value: number; error: number }[] {
  const law = modelSetup(configurationWith(changes, []), []).shockModel();
  const random = createRandom(keyFromSeed("cumulants"));
  let [path, round] = [0, 0];
  const draws: Draws = {
    uniform: (stream, index) => random.uniform(path, round, stream, index),
    normal: (stream, index) => random.normal(path, round, stream, index),
  };
  const out = new Float64Array(MARKET_COUNT);
  const batches = Array.from({ length: BATCHES }, (_, batch) => {
    [path, round] = [batch, 0];
    law.start(draws);
    return cumulants(Float64Array.from({ length: ROUNDS }, (_, n) => {
      round = n;
      law.draw(draws, n, out);
      return out[market];
    }));
  });
  return [0, 1, 2, 3].map((n) => {
    const values = batches.map((batch) => batch[n]);
    const value = values.reduce((a, b) => a + b, 0) / BATCHES;
    const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / (BATCHES - 1);
    return { value, error: Math.sqrt(variance / BATCHES) };
  });
}

/** E[Jⁿ], n = 1 … 4, of a normal jump times its loading. */
const normalJump = (loading = 1) => {
  const [m, s2] = [MEAN, SD * SD];
  return [m, m * m + s2, m ** 3 + 3 * m * s2, m ** 4 + 6 * m * m * s2 + 3 * s2 * s2].map((moment, n) => loading ** (n + 1) * moment);
};

/** κ_n = λΔt E[Jⁿ], and σ²Δt more for n = 2. */
const expected = (moments: number[], diffusive: number) =>
  moments.map((moment, n) => RATE / 252 / 4 * moment + (n === 1 ? diffusive * diffusive * DT : 0));

const [UP, DOWN, P] = [0.006, 0.0075, 0.43];
const SV = "shocks.stochastic_volatility";
const jumps = { [`${SV}.jump_mean`]: MEAN, [`${SV}.jump_sd`]: SD, [`${SV}.variance`]: 0 };
const squeeze = { ...jumps, [`${SV}.yen_squeeze_rate`]: RATE, [`${SV}.risk_off_rate`]: 0 };
const riskOff = { ...jumps, [`${SV}.yen_squeeze_rate`]: 0, [`${SV}.risk_off_rate`]: RATE };

const LAWS: [string, Record<string, unknown>, number, number[]][] = [
  [
    "merton, USDJPY",
    { "shocks.model": "merton", "shocks.merton.rate": RATE, "shocks.merton.jump_mean": MEAN, "shocks.merton.jump_sd": SD },
    FX,
    expected(normalJump(), 0.72 * SIGMA),
  ],
  [
    "kou, USDJPY: E[Jⁿ] = n! (p/η₁ⁿ + (−1)ⁿ (1 − p)/η₂ⁿ)",
    { "shocks.model": "kou", "shocks.kou.rate": RATE },
    FX,
    expected([1, 2, 6, 24].map((factorial, n) => factorial * (P * UP ** (n + 1) + (1 - P) * (-DOWN) ** (n + 1))), 0.72 * SIGMA),
  ],
  ["stochastic_volatility, yen squeeze, USDJPY", squeeze, FX, expected(normalJump(), SIGMA)],
  ["stochastic_volatility, yen squeeze, technology: none", squeeze, TECH, [0, 0.0095 ** 2 * DT, 0, 0]],
  ["stochastic_volatility, risk-off, technology: loading 1.6", riskOff, TECH, expected(normalJump(1.6), 0.0095)],
  ["stochastic_volatility, risk-off, Treasuries: loading −0.5", riskOff, UST, expected(normalJump(-0.5), 0.0037)],
  [
    // E[v²] = 1 and E[v⁴] = e^V: volatility adds no variance, and 3 σ⁴ Δt² (e^V − 1) of fourth cumulant.
    "stochastic_volatility, no jumps, V = 0.4 drawn anew every round",
    { ...jumps, [`${SV}.variance`]: 0.4, [`${SV}.persistence`]: 0, [`${SV}.yen_squeeze_rate`]: 0, [`${SV}.risk_off_rate`]: 0 },
    FX,
    [0, SIGMA ** 2 * DT, 0, 3 * SIGMA ** 4 * DT ** 2 * (Math.exp(0.4) - 1)],
  ],
];

describe("10 Jump-diffusion cumulants κ_n = λΔt·E[Jⁿ] (+σ²Δt for n = 2)", () => {
  test.each(LAWS)("%s", (_name, changes, market, theory) => {
    simulate(changes, market).forEach(({ value, error }, n) => {
      expect(Math.abs(value - theory[n])).toBeLessThanOrEqual(5 * error);
      // The interval is narrow enough to tell a wrong law from a right one.
      if (n > 0 && theory[n] !== 0) expect(5 * error).toBeLessThan(0.35 * Math.abs(theory[n]));
    });
  });
});
