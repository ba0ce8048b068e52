import { expect, test } from "vitest";
import { readCloses } from "../../src/fit/closes.ts";
import { newsReturns } from "../../src/fit/newsReturns.ts";
import { temporaryFiles } from "./temporaryFile.ts";

const write = temporaryFiles();
const ALL = { from: "2020-01-01", to: "2020-12-31" };
const HEAD = "date,usdjpy,spx,ndx,vix_close,ust10_pct,jgb10_pct";
const news = (lines: string[], head = HEAD) => newsReturns(readCloses(write([head, ...lines].join("\n"))), ALL);

test("prices give log returns, bonds minus the change of yield, equity the S&P 500 without its 40 % of NASDAQ-100", () => {
  const { markets, days } = news(["2020-01-01,100,1000,5000,15,4,1", "2020-01-02,101,1010,5200,26,4.1,0.9"])!;
  expect(markets).toEqual(["fx", "ust", "tech", "equity", "jgb"]);
  expect(days).toHaveLength(1);
  expect(days[0].date).toBe("2020-01-02");
  // The VIX of the day on which the return ends.
  expect(days[0].vix).toBe(26);
  const [fx, ust, tech, equity, jgb] = days[0].returns;
  expect([fx, ust, tech, jgb]).toEqual([Math.log(1.01), -0.001, Math.log(1.04), 0.001].map((x) => expect.closeTo(x, 12)));
  expect(0.4 * tech + 0.6 * equity).toBeCloseTo(Math.log(1.01), 12);
});

test("a day that lacks a column is left out, and the return spans it unless it is too long", () => {
  const { days } = news(["2020-01-01,100,1,1,15,4,1", "2020-01-02,101,1,1,15,4,", "2020-01-03,102,1,1,15,4,1", "2020-01-09,103,1,1,15,4,1"])!;
  expect(days.map(({ date }) => date)).toEqual(["2020-01-03"]);
  expect(days[0].returns[0]).toBeCloseTo(Math.log(1.02), 14);
});

test("with fewer columns, fewer markets: the whole S&P 500 where there is no NASDAQ-100", () => {
  const { markets, days } = news(["2020-01-01,100,1000,15", "2020-01-02,100,1100,15"], "date,usdjpy,spx,vix_close")!;
  expect(markets).toEqual(["fx", "equity"]);
  expect(days[0].returns[1]).toBeCloseTo(Math.log(1.1), 14);
});

test("without VIX, or without any other market, there is nothing to correlate", () => {
  expect(news(["2020-01-01,100,4"], "date,usdjpy,ust10_pct")).toBeUndefined();
  expect(news(["2020-01-01,100,15"], "date,usdjpy,vix_close")).toBeUndefined();
});
