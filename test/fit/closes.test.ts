import { describe, expect, test } from "vitest";
import { dailyReturns, readCloses } from "../../src/fit/closes.ts";
import { refusal } from "../config/refusal.ts";
import { marketData } from "./marketData.ts";
import { calendarDays, temporaryFiles } from "./temporaryFile.ts";

const write = temporaryFiles();
const YEAR = { from: "2020-01-01", to: "2020-12-31" };
const lines = calendarDays("2020-01-01", 366).map((date, i) => `${date},${100 + (i % 7)}`);

describe("what can be read", () => {
  test.each(["DATE,DEXJPUS", "observation_date,DEXJPUS", "date,usdjpy", "\uFEFFdate,close"])("two columns called %s", (head) => {
    const closes = readCloses(write(`${head}\r\n${lines.join("\r\n")}\r\n`));
    expect(closes.column).toBe(head.endsWith("close") ? "close" : "usdjpy");
    const { dates, returns, gaps } = dailyReturns(closes, YEAR);
    expect([dates.length, dates[0], dates.at(-1), gaps]).toEqual([365, "2020-01-02", "2020-12-31", 0]);
    expect(returns[0]).toBeCloseTo(Math.log(101 / 100), 15);
    expect(returns[6]).toBeCloseTo(Math.log(100 / 106), 15);
  });

  test("a return spans days without an observation, be they empty or a dot, but no gap of more than five days", () => {
    const holes = [...lines];
    holes[10] = holes[10].replace(/,.*/, ",.");
    holes[20] = holes[20].replace(/,.*/, ",");
    for (let day = 100; day < 105; day++) holes[day] = holes[day].replace(/,.*/, ",.");
    const { dates, returns, gaps } = dailyReturns(readCloses(write(`DATE,DEXJPUS\n${holes.join("\n")}`)), YEAR);
    expect(gaps).toBe(1);
    expect(returns).toHaveLength(365 - 2 - 6);
    expect(dates).not.toContain("2020-01-11");
    expect(returns[dates.indexOf("2020-01-12")]).toBeCloseTo(Math.log((100 + (11 % 7)) / (100 + (9 % 7))), 15);
    expect(dates).not.toContain("2020-04-15");
  });

  test("a named column of a file with more of them, the others beside it; a rate may be negative", () => {
    const table = lines.map((line, i) => `${line},${i + 1},-0.25,x`);
    const closes = readCloses(write(`date,usdjpy,eurjpy,jgb10_pct,remark\n${table.join("\n")}`), "eurjpy");
    expect(Object.keys(closes.levels)).toEqual(["usdjpy", "eurjpy", "jgb10_pct"]);
    expect(dailyReturns(closes, YEAR).returns[0]).toBeCloseTo(Math.log(2), 15);
    expect(closes.levels.jgb10_pct[3]).toBe(-0.25);
  });

  test("a window holds the returns between closes that both lie in it", () => {
    const closes = readCloses(write(`date,usdjpy\n${lines.join("\n")}`));
    const { dates } = dailyReturns(closes, { from: "2020-02-01", to: "2020-11-30" });
    expect([dates[0], dates.at(-1), dates.length]).toEqual(["2020-02-02", "2020-11-30", 303]);
  });

  test("market data: the window of the targets has 2643 daily returns", (context) => {
    const { returns, gaps } = dailyReturns(readCloses(marketData(context)), { from: "2015-01-01", to: "2025-07-31" });
    expect([returns.length, gaps]).toEqual([2643, 0]);
  });
});

describe("what cannot be read says file, line and what is expected", () => {
  const table = (text: string) => () => readCloses(write(text));
  test.each<[string, () => unknown, RegExp]>([
    ["a file that is not there", () => readCloses("/nowhere/x.csv"), /^\/nowhere\/x\.csv:1 {2}cannot read the file/],
    ["no column of closes", table("date,spx,ndx\n2020-01-01,1,2"), /closes\.csv:1 {2}no column usdjpy\. Expected .*The file has date, spx, ndx: name the column/],
    ["an empty file", table(""), /closes\.csv:1 {2}no column usdjpy\. Expected a first line such as/],
    ["a column that is not there", () => readCloses(write("date,usdjpy\n2020-01-01,1"), "eurjpy"), /:1 {2}no column eurjpy/],
    ["a column of rates", () => readCloses(write("date,DGS10\n2020-01-01,4"), "DGS10"), /:1 {2}column ust10_pct holds rates in percent\. Expected a column of prices/],
    ["a word for a level", table("date,usdjpy\n2020-01-01,1\n2020-01-02,abc"), /:3 {2}column usdjpy: "abc" is not a level\. Expected a number above 0/],
    ["a price of nothing", table("date,usdjpy\n2020-01-01,0"), /:2 {2}column usdjpy: "0" is not a level/],
    ["a date of another country", table("date,usdjpy\n01/02/2020,1"), /:2 {2}"01\/02\/2020" is not a date\. Expected a date such as/],
    ["a day that does not exist", table("date,usdjpy\n2021-02-29,1"), /:2 {2}"2021-02-29" is not a date/],
    ["no dates", table("usdjpy\n1"), /:2 {2}"" is not a date/],
    ["days out of order", table("date,usdjpy\n2020-01-02,1\n\n2020-01-01,1"), /:4 {2}2020-01-01 does not come after 2020-01-02.*Sort the lines/],
    ["too little", () => dailyReturns(readCloses(write(`date,usdjpy\n${lines.join("\n")}`)), { from: "2020-01-01", to: "2020-09-06" }), /closes\.csv {2}column usdjpy has 249 daily returns from 2020-01-01 to 2020-09-06\. Expected at least 250\. The file has 2020-01-01 to 2020-12-31/],
    ["a window of no dates", () => dailyReturns(readCloses(write("date,usdjpy\n2020-01-01,1")), { from: "2020", to: "2021" }), /"2020" is not a date/],
  ])("%s", (_name, action, message) => {
    expect(refusal(action).message).toMatch(message);
  });
});
