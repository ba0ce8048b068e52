import { describe, expect, test } from "vitest";
import { bojHikeProbability } from "../../../src/model/rules/r24-boj-hike-probability.ts";
import { fedCutProbability } from "../../../src/model/rules/r25-fed-cut-probability.ts";
import { type Eve, eve, fiveSigma } from "./eve.ts";

const PATHS = 6000;
const MEETING = { "calendar.boj_meetings": [5], "calendar.fed_meetings": [5] };

/** Frequency of moves, mean surprise and its standard error, over many paths of one meeting day. */
function meet({ s, setup, decide }: Eve, bank: "jp" | "us", stress = 0) {
  const { us_policy, jp_policy } = setup.configuration.rates;
  let moves = 0;
  let sum = 0;
  let squares = 0;
  for (let path = 0; path < PATHS; path++) {
    s.usRate = us_policy;
    s.jpRate = jp_policy;
    decide(path, 5, stress);
    const surprise = bank === "jp" ? s.surpriseJp : s.surpriseUs;
    if (bank === "jp" ? s.jpRate !== jp_policy : s.usRate !== us_policy) moves += 1;
    sum += surprise;
    squares += surprise * surprise;
  }
  return { frequency: moves / PATHS, mean: sum / PATHS, error: Math.sqrt(squares) / PATHS };
}

describe("R24: the Bank of Japan", () => {
  const { boj, crash } = eve({}).setup.configuration.policy;
  test.each([
    // ln(S/S⁰), jgb log price, stress
    [0, 0, 0],
    [0.1, 0, 0],
    [0.05, -0.09, 0.5],
    [-0.05, 0, 0],
    [0, 0, 1],
  ])("hikes as often as its probability says and surprises by zero on average: fx %d, jgb %d, stress %d", (fx, jgb, stress) => {
    const p = bojHikeProbability(boj.hike_probability, boj.response_to_yen, fx, boj.response_to_yield, (-jgb / 9) * 100, boj.response_to_stress, stress, false);
    const { frequency, mean, error } = meet(eve(MEETING, fx, jgb), "jp", stress);
    expect(Math.abs(frequency - p)).toBeLessThanOrEqual(fiveSigma(p, PATHS));
    expect(Math.abs(mean)).toBeLessThanOrEqual(5 * error);
  });

  test("a hike raises the rate by its step and surprises by what was not priced", () => {
    const { s, decide } = eve({ ...MEETING, "policy.boj.hike_probability": 1 });
    decide(0, 5, 0.4);
    expect(s.jpRate).toBeCloseTo(1.25, 14);
    expect(s.surpriseJp).toBeCloseTo(0.25 * (1 - 0.9), 14);
    decide(0, 6);
    expect([s.jpRate, s.surpriseJp]).toEqual([1.25, 0]);
  });

  test.each([
    ["equity in five days", { equity: crash.equity_5d - 0.001, fx: 0 }],
    ["USDJPY in ten days", { equity: 0, fx: crash.fx_10d - 0.001 }],
  ])("after a crash of %s it does not hike, and says so once", (_what, { equity, fx }) => {
    const flat = Object.fromEntries(["fx", "tech", "equity"].flatMap((m) => [20, 60, 120].map((days) => [`markets.${m}.return_${days}d`, 0])));
    const world = eve({ ...MEETING, ...flat, "policy.boj.hike_probability": 1 }, fx, 0, equity);
    const { frequency, mean } = meet(world, "jp");
    expect([frequency, mean]).toEqual([0, 0]);

    const fresh = eve({ ...MEETING, ...flat }, fx, 0, equity);
    const signals = [1, 2, 3, 4, 5].map((day) => (fresh.decide(1, day), fresh.s.signal));
    expect(signals).toEqual([boj.calming_signal, 0, 0, 0, 0]);
  });

  test("the returns of a crash end on the evening before: five days ago is in them, six days ago is not", () => {
    const flat = Object.fromEntries(["tech", "equity"].flatMap((m) => [20, 60, 120].map((days) => [`markets.${m}.return_${days}d`, 0])));
    const calmedWhenHigh = (daysAgo: number) => {
      const { s, setup, decide } = eve(flat);
      for (const m of [2, 3]) s.closes[m * (121 + setup.days) + 120 - daysAgo] = 0.11; // t = 0 stands at index 120
      decide(0, 1);
      return s.signal > 0;
    };
    expect([4, 5, 6].map(calmedWhenHigh)).toEqual([false, true, false]);
  });

  test("just above the thresholds of a crash nothing changes", () => {
    const flat = Object.fromEntries(["fx", "tech", "equity"].flatMap((m) => [20, 60, 120].map((days) => [`markets.${m}.return_${days}d`, 0])));
    const world = eve({ ...MEETING, ...flat, "policy.boj.hike_probability": 1 }, crash.fx_10d + 0.001, 0, crash.equity_5d + 0.001);
    world.decide(1, 1);
    expect(world.s.signal).toBe(0);
    expect(meet(world, "jp").frequency).toBeGreaterThan(0);
  });
});

describe("R25: the Federal Reserve", () => {
  const { fed } = eve({}).setup.configuration.policy;
  test.each([[0, false], [0.5, false], [1, false], [0, true], [1, true]])(
    "cuts as often as its probability says and surprises by zero on average: stress %d, crash %s",
    (stress, crash) => {
      const p = fedCutProbability(fed.cut_probability, fed.response_to_stress, stress, fed.response_to_crash, crash);
      const { frequency, mean, error } = meet(eve(MEETING, 0, 0, crash ? -0.3 : 0), "us", stress);
      expect(Math.abs(frequency - p)).toBeLessThanOrEqual(fiveSigma(p, PATHS));
      expect(Math.abs(mean)).toBeLessThanOrEqual(5 * error);
    },
  );

  test("a cut lowers the rate by its step, and both banks decide independently", () => {
    const { s, decide } = eve({ ...MEETING, "policy.fed.cut_probability": 0.5, "policy.boj.hike_probability": 0.5 });
    const counts = [0, 0, 0, 0];
    for (let path = 0; path < PATHS; path++) {
      s.usRate = 3;
      s.jpRate = 1;
      decide(path, 5);
      expect([3, 2.75]).toContain(s.usRate);
      counts[(s.usRate < 3 ? 1 : 0) + (s.jpRate > 1 ? 2 : 0)] += 1;
    }
    for (const count of counts) expect(Math.abs(count / PATHS - 0.25)).toBeLessThanOrEqual(fiveSigma(0.25, PATHS));
  });

  test("between meetings no rate moves", () => {
    const { s, decide } = eve({ ...MEETING, "policy.fed.cut_probability": 1, "policy.boj.hike_probability": 1 });
    for (const day of [1, 2, 3, 4, 6, 7]) decide(3, day);
    expect([s.usRate, s.jpRate, s.surpriseUs, s.surpriseJp]).toEqual([3.63, 1, 0, 0]);
  });
});
