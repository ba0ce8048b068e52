import { describe, expect, test } from "vitest";
import { price } from "../../../src/model/rules/r01-price.ts";
import { eve, fiveSigma } from "./eve.ts";

const ALWAYS = { "policy.intervention.hazard": 1, "policy.intervention.line_only": true, "policy.intervention.line": 100 };
const policy = (name: string, value: unknown) => ({ [`policy.intervention.${name}`]: value });

/** Days (from 1) on which the Ministry strikes on a path, and what it spends. */
function campaign(changes: Record<string, unknown>, path: number, days: number) {
  const { s, decide } = eve(changes);
  const strikes: { day: number; usd: number; signal: number }[] = [];
  for (let day = 1; day <= days; day++) {
    decide(path, day);
    if (s.intervention > 0) strikes.push({ day, usd: s.intervention, signal: s.signal });
  }
  return strikes;
}

describe("R21: when", () => {
  const N = 4000;
  test.each([
    // r_20d, r_60d, S, line only, may strike
    [0.03, 0.06, 163, false, true],
    [0.02, 0.06, 163, false, false],
    [0.03, 0.04, 163, false, false],
    [0.03, 0.06, 162, false, false],
    [0.0, 0.0, 163, true, true],
    [0.0, 0.0, 162, true, false],
  ])("20-day rise %d, 60-day rise %d, S = %d, line alone: %s → possible: %s, at the hazard a day", (r20, r60, usdjpy, lineOnly, possible) => {
    const changes = { "markets.fx.return_20d": r20, "markets.fx.return_60d": r60, "markets.usdjpy": usdjpy, ...policy("hazard", 0.25), ...policy("line_only", lineOnly) };
    const { s, decide } = eve(changes);
    let strikes = 0;
    for (let path = 0; path < N; path++) {
      s.lastStrikeDay = -1e9;
      s.secondStrikeDay = 0;
      decide(path, 1);
      if (s.intervention > 0) strikes += 1;
    }
    const p = possible ? 0.25 : 0;
    expect(Math.abs(strikes / N - p)).toBeLessThanOrEqual(fiveSigma(p, N));
  });

  test("the returns that count end on the evening before: a rise just outside 20 days is not in them", () => {
    const { s, setup, decide } = eve({ ...policy("hazard", 1), ...policy("line", 100), "markets.fx.return_20d": 0, "markets.fx.return_60d": 0.08, "markets.fx.return_120d": 0.08 });
    const closes = s.closes.subarray(0, 121 + setup.days);
    closes[100] = -0.03; // t = 0 stands at index 120: this is the close 20 days before
    decide(0, 1);
    expect(s.intervention).toBeGreaterThan(0);
    s.intervention = 0;
    s.lastStrikeDay = -1e9;
    s.secondStrikeDay = 0;
    closes[121] = 0;
    decide(0, 2);
    expect(s.intervention).toBe(0);
  });
});

describe("R21: campaigns", () => {
  test("without second strikes a new campaign waits out the cool-down, and then comes at once", () => {
    for (const wait of [0, 3, 5, 12]) {
      const days = campaign({ ...ALWAYS, ...policy("cool_down", wait), ...policy("second_strike_probability", 0) }, 1, 60).map(({ day }) => day);
      expect(days).toEqual(Array.from({ length: days.length }, (_, n) => 1 + n * (wait + 1)));
      expect(days.length).toBe(Math.ceil(60 / (wait + 1)));
    }
  });

  test("a second strike follows with its probability, one to five days later alike, and starts no third", () => {
    const N = 3000;
    const delays = [0, 0, 0, 0, 0];
    let second = 0;
    for (let path = 0; path < N; path++) {
      const days = campaign({ ...ALWAYS, ...policy("cool_down", 20) }, path, 20).map(({ day }) => day);
      expect(days[0]).toBe(1);
      expect(days.length).toBeLessThanOrEqual(2);
      if (days.length === 2) {
        second += 1;
        delays[days[1] - 2] += 1;
      }
    }
    expect(Math.abs(second / N - 0.75)).toBeLessThanOrEqual(fiveSigma(0.75, N));
    for (const count of delays) expect(Math.abs(count / second - 0.2)).toBeLessThanOrEqual(fiveSigma(0.2, second));
  });

  test("the cool-down counts from the last strike of a campaign", () => {
    for (let path = 0; path < 40; path++) {
      const days = campaign({ ...ALWAYS, ...policy("second_strike_probability", 1), ...policy("cool_down", 5) }, path, 60).map(({ day }) => day);
      days.forEach((day, n) => {
        if (n % 2 === 1) expect(day - days[n - 1]).toBeLessThanOrEqual(5);
        else if (n > 0) expect(day - days[n - 1]).toBe(6);
      });
    }
  });
});

describe("R21, R23: how much, and with whom", () => {
  const N = 3000;
  const first = Array.from({ length: N }, (_, path) => campaign({ ...ALWAYS, ...policy("joint_probability", 0.3) }, path, 1)[0]);
  const logSizes = first.map(({ usd }) => Math.log(usd / 25));

  test("sizes are lognormal about their median", () => {
    const mean = logSizes.reduce((a, b) => a + b, 0) / N;
    const variance = logSizes.reduce((a, b) => a + (b - mean) ** 2, 0) / N;
    expect(Math.abs(mean)).toBeLessThanOrEqual((5 * 0.5) / Math.sqrt(N));
    expect(Math.abs(variance - 0.25)).toBeLessThanOrEqual(5 * 0.25 * Math.sqrt(2 / N));
    const below = first.filter(({ usd }) => usd < 25).length / N;
    expect(Math.abs(below - 0.5)).toBeLessThanOrEqual(fiveSigma(0.5, N));
  });

  test("an operation is joint with its probability, whatever its size, and says so", () => {
    const { fx } = eve({}).setup.configuration.markets;
    const joint = first.map(({ usd, signal }) => {
      const together = Math.abs(signal + (1.5 * usd) / fx.depth + 0.02) < 1e-12;
      expect(together || Math.abs(signal + 0.002) < 1e-12).toBe(true);
      return together;
    });
    const share = joint.filter(Boolean).length / N;
    expect(Math.abs(share - 0.3)).toBeLessThanOrEqual(fiveSigma(0.3, N));
    const mean = (chosen: boolean) => logSizes.filter((_, n) => joint[n] === chosen).reduce((a, b) => a + b, 0) / joint.filter((j) => j === chosen).length;
    expect(Math.abs(mean(true) - mean(false))).toBeLessThanOrEqual(5 * 0.5 * Math.sqrt(1 / (0.3 * N) + 1 / (0.7 * N)));
  });
});

test("the level that counts is the price after the last trades", () => {
  const { s, setup, decide } = eve({ ...ALWAYS, ...policy("line", 162.5) });
  s.after[0] = price(setup.base[0], 0.01, 0, 0);
  decide(0, 1);
  expect(s.intervention).toBeGreaterThan(0);
});
