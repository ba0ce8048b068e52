import { describe, expect, test } from "vitest";
import { MARKETS } from "../../../src/model/markets/names.ts";
import { configurationOf, drawRounds, law, momentsOf, MovingDraws } from "./sampling.ts";

const DAYS = 30;
const { shocks, markets } = configurationOf();
const BLOCK = shocks.historical_bootstrap.block;
/** Every day is recognised by its return: 0.001 × day number × (market number + 1). */
const returns = Array.from({ length: DAYS * 6 }, (_, i) => 0.001 * (Math.floor(i / 6) + 1) * ((i % 6) + 1));

/** Daily sums of one path. */
function daysOf(path: number, days: number, rounds = 4, history = { days: DAYS, returns }): number[][] {
  const model = law("historical_bootstrap", { "calendar.rounds_per_day": rounds }, history);
  const sums: number[][] = [];
  drawRounds(model, new MovingDraws(), path, days * rounds, (out, round) => {
    const day = Math.floor(round / rounds);
    sums[day] ??= [0, 0, 0, 0, 0, 0];
    out.forEach((x, m) => (sums[day][m] += x));
  });
  return sums;
}

const sourceDay = (fx: number) => Math.round(fx / 0.001) - 1;

test.each([1, 4, 5])("the %d rounds of a day sum to the returns of one day of the history, in all markets", (rounds) => {
  for (let path = 0; path < 20; path++) {
    for (const sums of daysOf(path, 25, rounds)) {
      const source = sourceDay(sums[0]);
      MARKETS.forEach((_, m) => expect(sums[m]).toBeCloseTo(returns[source * 6 + m], 14));
    }
  }
});

test("a block is consecutive days, around the end of the file to its beginning; a new one starts anywhere", () => {
  const starts = new Set<number>();
  let wrapped = 0;
  for (let path = 0; path < 200; path++) {
    const sources = daysOf(path, 3 * BLOCK).map((sums) => sourceDay(sums[0]));
    sources.forEach((source, day) => {
      if (day % BLOCK === 0) starts.add(source);
      else expect(source).toBe((sources[day - 1] + 1) % DAYS);
      if (day % BLOCK > 0 && source === 0) wrapped += 1;
    });
  }
  expect(starts.size).toBe(DAYS);
  expect(wrapped).toBeGreaterThan(0);
});

test("every day of the history is drawn alike", () => {
  const counts = Array.from({ length: DAYS }, () => 0);
  const n = 3000;
  for (let path = 0; path < n; path++) counts[sourceDay(daysOf(path, 1, 1)[0][0])] += 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - n / DAYS) ** 2 / (n / DAYS), 0);
  expect(chiSquare).toBeLessThan(DAYS - 1 + 5 * Math.sqrt(2 * (DAYS - 1)));
});

describe("within a day and without data", () => {
  const history = { days: 1, returns: [0.004, Number.NaN, 0.01, Number.NaN, 0, Number.NaN] };
  const model = law("historical_bootstrap", {}, history);
  const draws = new MovingDraws();
  const rounds: number[][][] = [[], [], [], []];
  for (let path = 0; path < 8000; path++) drawRounds(model, draws, path, 4, (out, round) => rounds[round].push([...out]));

  test("each round takes its share of the day's return with the roughness of the market", () => {
    for (const rows of rounds) {
      for (const [m, day] of [[0, 0.004], [2, 0.01], [4, 0]]) {
        const { mean, meanError, variance, varianceError } = momentsOf(rows.map((row) => row[m]));
        const bridge = (markets[MARKETS[m]].volatility ** 2 / 4) * (1 - 1 / 4);
        expect(Math.abs(mean - day / 4)).toBeLessThanOrEqual(5 * meanError);
        expect(Math.abs(variance - bridge)).toBeLessThanOrEqual(5 * varianceError);
      }
    }
  });

  test("a market without data has Gaussian news of its own volatility", () => {
    for (const rows of rounds) {
      for (const m of [1, 3, 5]) {
        const { mean, meanError, variance, varianceError } = momentsOf(rows.map((row) => row[m]));
        expect(Math.abs(mean)).toBeLessThanOrEqual(5 * meanError);
        expect(Math.abs(variance - markets[MARKETS[m]].volatility ** 2 / 4)).toBeLessThanOrEqual(5 * varianceError);
      }
    }
  });
});

test("without a file it says so", () => {
  expect(() => law("historical_bootstrap")).toThrow(/needs a file of daily levels/);
  expect(() => law("historical_bootstrap", {}, { days: 0, returns: [] })).toThrow(RangeError);
});
