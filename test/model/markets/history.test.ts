import { describe, expect, test } from "vitest";
import { initialAverages, PAST_DAYS, pastCloses, TREND_DAYS } from "../../../src/model/markets/history.ts";
import { createMarkets, resetMarkets, trailingReturn } from "../../../src/model/markets/marketState.ts";
import { MARKETS } from "../../../src/model/markets/names.ts";
import { configurationWith, runRounds } from "../../world.ts";
import { scripted } from "../../scripted.ts";
import { quietWorld } from "./quiet.ts";

const { markets } = configurationWith({ "markets.fx.return_20d": 0.03, "markets.fx.return_60d": -0.05, "markets.fx.return_120d": 0.09 });
const closes = pastCloses(markets);
const close = (m: number, daysAgo: number) => closes[m * (PAST_DAYS + 1) + PAST_DAYS - daysAgo];

describe.each(MARKETS.map((market, m) => [market, m] as const))("past closes of %s", (market, m) => {
  test("end at zero and give the stated returns over 20, 60 and 120 days", () => {
    const { return_20d, return_60d, return_120d } = markets[market];
    expect(Object.is(close(m, 0), 0)).toBe(true);
    expect(-close(m, 20)).toBeCloseTo(return_20d, 15);
    expect(-close(m, 60)).toBeCloseTo(return_60d, 15);
    expect(-close(m, 120)).toBeCloseTo(return_120d, 15);
  });

  test("are straight between the knots", () => {
    for (const [near, far] of [[0, 20], [20, 60], [60, 120]]) {
      for (let day = near; day <= far; day++) {
        const share = (day - near) / (far - near);
        expect(close(m, day)).toBeCloseTo((1 - share) * close(m, near) + share * close(m, far), 14);
      }
    }
  });
});

test("a constant past has averages equal to it, whatever the rounds per day", () => {
  const level = new Float64Array(6 * (PAST_DAYS + 1)).fill(0.3);
  for (const rounds of [1, 4]) expect(initialAverages(level, rounds).every((average) => Math.abs(average - 0.3) < 1e-14)).toBe(true);
});

test("after a steady rise each average lags behind by its horizon, less what has not settled in 120 days", () => {
  const line = Float64Array.from({ length: 6 * (PAST_DAYS + 1) }, (_, i) => 0.001 * ((i % (PAST_DAYS + 1)) - PAST_DAYS));
  const rounds = 4;
  const averages = initialAverages(line, rounds);
  TREND_DAYS.forEach((days, h) => {
    const a = 1 / (days * rounds);
    const step = 0.001 / rounds;
    const lag = ((step * (1 - a)) / a) * (1 - (1 - a) ** (PAST_DAYS * rounds));
    for (let m = 0; m < 6; m++) expect(averages[m * 3 + h]).toBeCloseTo(-lag, 12);
  });
});

test("a trailing return spans the stated days at the close, past t = 0 and across it", () => {
  const world = quietWorld([scripted(3, 2, { news: { fx: 0.04 } })], { "markets.fx.return_20d": 0.03, "markets.fx.return_60d": 0.05 });
  const { markets: s, setup } = world;
  expect(trailingReturn(s, setup, 0, 0, 20)).toBeCloseTo(0.03, 14);
  expect(trailingReturn(s, setup, 0, 0, 60)).toBeCloseTo(0.05, 14);
  runRounds(world, 5 * setup.rounds);
  // Five days later the window starts five days later: a quarter of the old 20-day move has left it.
  expect(trailingReturn(s, setup, 0, 5, 20)).toBeCloseTo(0.04 + 0.03 * 0.75, 14);
  expect(trailingReturn(s, setup, 0, 5, 3)).toBeCloseTo(0.04, 14);
  expect(trailingReturn(s, setup, 0, 5, 2)).toBeCloseTo(0, 14);
});

test("a reset forgets the path", () => {
  const world = runRounds(quietWorld([scripted(1, 1, { news: { fx: 0.1 }, depth: { fx: 0.5 }, margin: { fx: 0.1 } })]), 9);
  resetMarkets(world.markets, world.setup);
  const fresh = createMarkets(world.setup);
  resetMarkets(fresh, world.setup);
  // Closes of days to come are overwritten before they are read.
  const known = (s: typeof fresh) => ({ ...s, closes: MARKETS.map((_, m) => s.closes.slice(m * (s.closes.length / 6)).slice(0, PAST_DAYS + 1)) });
  expect(known(world.markets)).toStrictEqual(known(fresh));
});
