import { describe, expect, test } from "vitest";
import { MARKETS } from "../../../src/model/markets/names.ts";
import { configurationOf, drawRounds, law, LAWS, momentsOf, MovingDraws } from "./sampling.ts";

const { shocks, markets, calendar } = configurationOf();
const ROUNDS = calendar.rounds_per_day;
const N = 30_000;

/** Returns of one round of many paths, a list per market. */
function sample(name: (typeof LAWS)[number], round = 0, changes: Record<string, unknown> = {}): number[][] {
  const model = law(name, changes);
  const draws = new MovingDraws();
  const columns: number[][] = MARKETS.map(() => []);
  for (let path = 0; path < N; path++) {
    drawRounds(model, draws, path, round + 1, (out, at) => {
      if (at === round) out.forEach((x, m) => columns[m].push(x));
    });
  }
  return columns;
}

function expectMoments(xs: number[], mean: number, variance: number): void {
  const found = momentsOf(xs);
  expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * found.meanError);
  expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(5 * found.varianceError);
}

const perRound = (yearly: number) => yearly / 252 / ROUNDS;
const diffusive = (m: number) => markets[MARKETS[m]].volatility ** 2 / ROUNDS;

describe("stochastic_volatility", () => {
  const p = shocks.stochastic_volatility;
  const second = p.jump_mean ** 2 + p.jump_sd ** 2;
  // More jumps than the default, so that the sample sees hundreds.
  const often = { "shocks.stochastic_volatility.yen_squeeze_rate": 30, "shocks.stochastic_volatility.risk_off_rate": 20 };
  test.each([0, 9])("round %d has the variance of its diffusion and jumps, in every market", (round) => {
    sample("stochastic_volatility", round, often).forEach((xs, m) => {
      const loading = p.risk_off_loading[MARKETS[m]];
      const squeeze = m === 0 ? perRound(30) : 0;
      const joint = perRound(20);
      expectMoments(xs, p.jump_mean * (squeeze + joint * loading), diffusive(m) + second * (squeeze + joint * loading ** 2));
    });
  });

  test("jumps of one kind load on fx alone, of the other on all markets in proportion", () => {
    const still = { "shocks.stochastic_volatility.variance": 0, ...Object.fromEntries(MARKETS.map((m) => [`markets.${m}.volatility`, 0])) };
    const squeezes = sample("stochastic_volatility", 0, { ...still, ...often, "shocks.stochastic_volatility.risk_off_rate": 0 });
    expect(squeezes[0].some((x) => x !== 0)).toBe(true);
    for (const xs of squeezes.slice(1)) expect(xs.every((x) => x === 0)).toBe(true);
    const riskOff = sample("stochastic_volatility", 0, { ...still, ...often, "shocks.stochastic_volatility.yen_squeeze_rate": 0 });
    const arrived = riskOff[0].filter((x) => x !== 0).length;
    expect(Math.abs(arrived / N - perRound(20))).toBeLessThanOrEqual(5 * Math.sqrt(perRound(20) / N));
    MARKETS.forEach((market, m) => riskOff[m].forEach((x, n) => expect(x).toBeCloseTo(p.risk_off_loading[market] * riskOff[0][n], 15)));
  });

  test("h is stationary: its law is N(0, V) at the start and a hundred rounds later", () => {
    const draws = new MovingDraws();
    const model = law("stochastic_volatility", { "shocks.stress_at": 10 }); // ω = max(0, h)/10 shows h
    for (const round of [0, 100]) {
      const h: number[] = [];
      for (let path = 0; path < 6000; path++) {
        drawRounds(model, draws, path, round + 1, () => {});
        h.push(10 * model.stress());
      }
      const positive = h.filter((x) => x > 0);
      expect(Math.abs(positive.length / h.length - 0.5)).toBeLessThanOrEqual(2.5 / Math.sqrt(h.length));
      const halves = momentsOf(h.map((x) => x * x)); // E max(0, h)² = V/2
      expect(Math.abs(halves.mean - p.variance / 2)).toBeLessThanOrEqual(5 * halves.meanError);
    }
  });

  test("h forgets at its daily persistence, whatever the rounds per day", () => {
    for (const rounds of [1, 4]) {
      const model = law("stochastic_volatility", { "calendar.rounds_per_day": rounds, "shocks.stress_at": 10, "shocks.stochastic_volatility.variance": 1e-12 });
      const draws = new MovingDraws();
      drawRounds(model, draws, 0, 1, () => model.setVolatility(2));
      const out = new Float64Array(6);
      for (let round = 1; round <= 10 * rounds; round++) model.draw(draws, round, out);
      expect(10 * model.stress()).toBeCloseTo(2 * p.persistence ** 10, 4);
    }
  });
});

describe("merton", () => {
  const p = shocks.merton;
  test("fx has the moments of a compound Poisson sum on a diffusion, the others a diffusion", () => {
    sample("merton").forEach((xs, m) => {
      if (m > 0) return expectMoments(xs, 0, diffusive(m));
      const rate = perRound(p.rate);
      expectMoments(xs, rate * p.jump_mean, p.diffusion_share ** 2 * diffusive(0) + rate * (p.jump_mean ** 2 + p.jump_sd ** 2));
    });
  });
});

describe("kou", () => {
  const p = shocks.kou;
  test("fx has the moments of double-exponential jumps on a diffusion, the others a diffusion", () => {
    sample("kou").forEach((xs, m) => {
      if (m > 0) return expectMoments(xs, 0, diffusive(m));
      const rate = perRound(p.rate);
      const mean = p.up_probability * p.mean_up - (1 - p.up_probability) * p.mean_down;
      const second = 2 * (p.up_probability * p.mean_up ** 2 + (1 - p.up_probability) * p.mean_down ** 2);
      expectMoments(xs, rate * mean, p.diffusion_share ** 2 * diffusive(0) + rate * second);
    });
  });

  test("jumps up and down come in their proportions and are exponential", () => {
    const jumps = sample("kou", 0, { "shocks.kou.diffusion_share": 0, "shocks.kou.rate": 100 })[0].filter((x) => x !== 0);
    const up = jumps.filter((x) => x > 0);
    const down = jumps.filter((x) => x < 0);
    const n = jumps.length;
    // A round has one jump nearly always; two in one round are the slack.
    expect(Math.abs(up.length / n - p.up_probability)).toBeLessThanOrEqual(2.5 / Math.sqrt(n) + 0.01);
    for (const [xs, size] of [[up, p.mean_up], [down, -p.mean_down]] as const) {
      const beyond = xs.filter((x) => Math.abs(x) > Math.abs(size)).length / xs.length;
      expect(Math.abs(beyond - Math.exp(-1))).toBeLessThanOrEqual(2.5 / Math.sqrt(xs.length) + 0.03);
      const { mean, meanError } = momentsOf([...xs]);
      expect(Math.abs(mean - size)).toBeLessThanOrEqual(5 * meanError + 0.05 * Math.abs(size));
    }
  });
});

describe("regime_switching", () => {
  const p = shocks.regime_switching;
  const turbulentShare = (1 - p.stay_calm) / (2 - p.stay_calm - p.stay_turbulent);
  const draws = new MovingDraws();
  const model = law("regime_switching");
  const days: number[][] = [];
  const returns: { turbulent: boolean; fx: number; tech: number }[] = [];
  for (let path = 0; path < 4000; path++) {
    const states: number[] = [];
    drawRounds(model, draws, path, 5 * ROUNDS, (out, round) => {
      if (round % ROUNDS === 0) states.push(model.stress());
      else expect(model.stress()).toBe(states[states.length - 1]);
      returns.push({ turbulent: model.stress() === 1, fx: out[0], tech: out[2] });
    });
    days.push(states);
  }

  test("is turbulent in its stationary share of days, from the first on", () => {
    for (let day = 0; day < 5; day++) {
      const share = days.filter((states) => states[day] === 1).length / days.length;
      expect(Math.abs(share - turbulentShare)).toBeLessThanOrEqual(5 * Math.sqrt((turbulentShare * (1 - turbulentShare)) / days.length));
    }
  });

  test("stays in its state with the stated probabilities", () => {
    for (const [state, stay] of [[0, p.stay_calm], [1, p.stay_turbulent]]) {
      const pairs = days.flatMap((states) => states.slice(1).map((next, d) => [states[d], next])).filter(([from]) => from === state);
      const stayed = pairs.filter(([, next]) => next === state).length / pairs.length;
      expect(Math.abs(stayed - stay)).toBeLessThanOrEqual(5 * Math.sqrt((stay * (1 - stay)) / pairs.length));
    }
  });

  test("each regime has its volatility and its drift of fx", () => {
    for (const [turbulent, scale, drift] of [[false, p.calm_scale, p.calm_drift], [true, p.turbulent_scale, p.turbulent_drift]] as const) {
      const own = returns.filter((r) => r.turbulent === turbulent);
      expectMoments(own.map((r) => r.fx), perRound(drift), scale ** 2 * diffusive(0));
      expectMoments(own.map((r) => r.tech), 0, scale ** 2 * diffusive(2));
    }
  });
});
