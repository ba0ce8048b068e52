import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readReturnHistory } from "../../src/config/returnHistory.ts";
import { refusal } from "./refusal.ts";

const folder = mkdtempSync(join(tmpdir(), "yenwind-history-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "levels.csv");
const read = (text: string) => {
  writeFileSync(file, text);
  return readReturnHistory(file, { ust: 6, jgb: 9 }, Math.log);
};

test("prices give log returns, yields −duration · Δy, a market without a column nothing", () => {
  const { days, returns } = read("date,usdjpy,remark,ust10_pct,vix_close\n2020-01-01,100,x,4,15\n2020-01-02,110,y,4.1,16\n");
  expect(days).toBe(1);
  expect(returns[0]).toBeCloseTo(Math.log(1.1), 15);
  expect(returns[1]).toBeCloseTo(-0.006, 15);
  expect(returns.slice(2).every(Number.isNaN)).toBe(true);
});

test("a day without all its values breaks the chain: no return over it; what no market uses may be missing", () => {
  expect(read("date,usdjpy,jgb10_pct,vix_close\n1,100,1,\n2,101,,\n3,102,1,\n4,103,1.1,\n").returns[0]).toBeCloseTo(Math.log(103 / 102), 15);
});

test.each([
  ["date,usdjpy\n1,100\n2,x\n", /levels\.csv:3 {2}shocks\.historical_bootstrap\.file: column usdjpy: "x" is not a level/],
  ["date,vix_close\n1,100\n", /:1 .*no column of usdjpy, ndx, spx, ust10_pct, jgb10_pct/],
  ["date,usdjpy\n1,100\n2,\n3,100\n", /:1 .*no two consecutive days have all their values/],
])("%j is refused", (text, message) => {
  expect(refusal(() => read(text)).message).toMatch(message);
});
