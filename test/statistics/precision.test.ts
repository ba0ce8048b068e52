import { expect, test } from "vitest";
import { columnOf, parsePrecision } from "../../src/statistics/precision.ts";

test.each([
  ["es99(hedge_fund.tech.forced,3d) within 2%", "es99", "hedge_fund.tech.forced", "3d", 0.02, true, 0.95],
  ["mean(all.us_equity.forced,horizon) within 0.5", "mean", "all.us_equity.forced", "horizon", 0.5, false, 0.95],
  ["prob>5(all.ust.all,20d) within 10%", "prob>5", "all.ust.all", "20d", 0.1, true, 0.95],
  ["q95(all.ust.all,20d) within 2% at 99%", "q95", "all.ust.all", "20d", 0.02, true, 0.99],
  ["mean(usdjpy.end) within 0.1%", "mean", "usdjpy.end", undefined, 0.001, true, 0.95],
  ["  sd ( usdjpy.end , 1d )  within 1e-3 at 99.9 %  ", "sd", "usdjpy.end", "1d", 0.001, false, 0.999],
  ["prob>-0.5(x) within .02", "prob>-0.5", "x", undefined, 0.02, false, 0.95],
])("%s", (text, name, series, window, tolerance, relative, confidence) => {
  const precision = parsePrecision(text);
  expect(precision.functional.name).toBe(name);
  expect(precision).toMatchObject({ series, window, tolerance, relative, confidence });
});

test("the column is the series with its window, or the series itself", () => {
  expect(columnOf(parsePrecision("es99(hedge_fund.tech.forced,3d) within 2%"))).toBe("hedge_fund.tech.forced.3d");
  expect(columnOf(parsePrecision("mean(usdjpy.end) within 2%"))).toBe("usdjpy.end");
});

test.each([
  ["", /expected STATISTIC/],
  ["es99 within 2%", /expected STATISTIC/],
  ["es99(a,b,c) within 2%", /expected STATISTIC/],
  ["es99(a,b) 2%", /expected STATISTIC/],
  ["es99(a,b) within -2%", /expected STATISTIC/],
  ["es99(a,b) within 2% at 99", /expected STATISTIC/],
  ["es99(a,b) within 2 percent", /expected STATISTIC/],
  ["median(a,b) within 2%", /a statistic mean, sd, .*got median/],
  ["prob>=5(a,b) within 2%", /a statistic .*got prob>=5/],
  ["es99(a,b) within 0%", /a tolerance above 0/],
  ["es99(a,b) within 1e999", /a tolerance above 0/],
  ["es99(a,b) within 2% at 100%", /a confidence between/],
  ["es99(a,b) within 2% at 0%", /a confidence between/],
])("%j is refused, with what was expected and an example", (text, expected) => {
  expect(() => parsePrecision(text)).toThrow(RangeError);
  expect(() => parsePrecision(text)).toThrow(expected);
  expect(() => parsePrecision(text)).toThrow("for example es99(hedge_fund.tech.forced,3d) within 2%");
});
